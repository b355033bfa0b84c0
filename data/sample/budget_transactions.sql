-- One row per movement of money. `plan.grants` holds the allocations and transfers, which depend on what was used.
CREATE TABLE movements AS
WITH payments AS (
    SELECT rowid + 1 AS exchange_no, visiting_partnership_id AS partnership_id, paid_date, lump_sum_eur, slot FROM exchange_rows
    WHERE status = 'paid'
), recoveries AS (
    SELECT *, paid_date + (20 + draw_below(slot, 50, 40))::INTEGER AS recovered_date,
           CASE WHEN draw(slot, 51) < 0.5 THEN lump_sum_eur
                ELSE round(lump_sum_eur::DOUBLE * (0.2 + 0.5 * draw(slot, 52)), 2)::DECIMAL(14, 2) END AS recovered_eur
    FROM payments
    WHERE slot % 80 = 31
)
SELECT partnership_id, paid_date AS date, 'payment' AS kind, lump_sum_eur AS amount_eur, exchange_no,
       NULL::VARCHAR AS reference
FROM payments
UNION ALL
SELECT partnership_id, monday_after_weekend(recovered_date), 'recovery', recovered_eur, exchange_no, NULL
FROM recoveries
WHERE monday_after_weekend(recovered_date) <= getvariable('as_of_date')
UNION ALL
SELECT partnership_id, date::DATE, kind, amount_eur::DECIMAL(14, 2), NULL, reference
FROM plan.grants
ORDER BY date, kind, exchange_no, reference, amount_eur, partnership_id;

CREATE VIEW budget_transactions AS
SELECT code('T', rowid + 1) AS transaction_id, partnership_id, date, kind, amount_eur,
       CASE WHEN exchange_no IS NOT NULL THEN code('X', exchange_no) END AS exchange_id,
       CASE kind WHEN 'payment' THEN 'Lump sum ' || code('X', exchange_no)
                 WHEN 'recovery' THEN 'Recovery ' || code('X', exchange_no)
                 ELSE reference END AS reference
FROM movements
ORDER BY rowid;
