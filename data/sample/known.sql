-- The sample as it was known on an earlier day, getvariable('known_date'): what was dated later was not known, and a few
-- things were known otherwise, so that a comparison with the later sample has something to tell: one unpaid lump sum in
-- eleven was corrected since, one exchange in forty was delivered late.
CREATE VIEW known_exchanges AS
WITH known AS (
    SELECT e.*,
           t.paid_date,
           getvariable('known_date') AS day,
           e.agreed_date <= getvariable('known_date') AS is_agreed,
           row_number() OVER (ORDER BY e.exchange_id) AS number
    FROM exchanges AS e
    LEFT JOIN (SELECT exchange_id, min(date) AS paid_date FROM budget_transactions WHERE kind = 'payment' GROUP BY ALL) AS t
        USING (exchange_id)
    WHERE e.matched_date <= getvariable('known_date')
), stated AS (
    SELECT *,
           CASE
               WHEN cancelled_date <= day THEN 'cancelled'
               WHEN paid_date <= day THEN 'paid'
               WHEN validated_date <= day THEN 'validated'
               WHEN reported_date <= day THEN 'reported'
               WHEN end_date <= day AND status IN ('completed', 'reported', 'validated', 'paid') THEN 'completed'
               WHEN start_date <= day AND status IN ('ongoing', 'completed', 'reported', 'validated', 'paid') THEN 'ongoing'
               WHEN is_agreed THEN 'agreed'
               ELSE 'matched'
           END AS status_then
    FROM known
)
SELECT exchange_id, visiting_organisation_id, host_organisation_id, visiting_partnership_id, host_partnership_id, mode,
       purpose, activity, status_then AS status, matched_date,
       CASE WHEN is_agreed THEN agreed_date END AS agreed_date,
       CASE WHEN is_agreed THEN start_date END AS start_date,
       CASE WHEN is_agreed THEN end_date END AS end_date,
       CASE WHEN is_agreed THEN working_days END AS working_days,
       CASE WHEN reported_date <= day THEN reported_date END AS reported_date,
       CASE WHEN validated_date <= day THEN validated_date END AS validated_date,
       CASE WHEN cancelled_date <= day THEN cancelled_date END AS cancelled_date,
       CASE
           WHEN NOT coalesce(is_agreed, false) THEN NULL
           WHEN number % 11 = 5 AND mode = 'physical' AND status_then IN ('agreed', 'ongoing', 'completed', 'reported', 'validated')
               THEN (lump_sum_eur - 40)::DECIMAL(14, 2)
           ELSE lump_sum_eur
       END AS lump_sum_eur
FROM stated
WHERE number % 40 <> 17 OR status_then IN ('paid', 'cancelled')
ORDER BY exchange_id;

CREATE VIEW known_budget_transactions AS
SELECT * FROM budget_transactions WHERE date <= getvariable('known_date') ORDER BY transaction_id;

CREATE VIEW known_organisations AS
SELECT * FROM organisations ORDER BY organisation_id;
