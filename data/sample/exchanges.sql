-- One row per exchange. A slot is an exchange's number in the plan; exchange numbers follow the date of the match.

-- Which route an exchange takes: steps of the golden ratio spread the routes evenly over each period.
CREATE TABLE drawn AS
WITH slots AS (
    SELECT first_slot + unnest(range(slots)) AS slot, mode, outcome, first_day::DATE AS first_day,
           last_day::DATE AS last_day, pool
    FROM plan.periods
), marked AS (
    SELECT slots.*, coalesce(planted.planted, '') AS planted
    FROM slots
    LEFT JOIN plan.planted
      ON slots.mode = 'physical' AND slots.outcome = 'took place'
     AND planted.remainder = (slots.slot + getvariable('planted_offset')) % getvariable('planted_every')
), placed AS (
    SELECT * REPLACE (CASE planted WHEN 'same country' THEN 3 WHEN 'visits twice' THEN 4 ELSE pool END AS pool),
           floor(((slot * 0.6180339887498949 + getvariable('route_offset')) % 1.0) * getvariable('route_cells'))::INTEGER
               AS cell
    FROM marked
), cells AS (
    SELECT pool, route_no, unnest(range(first_cell, end_cell))::INTEGER AS cell FROM plan.route_cells
), routed AS (
    SELECT placed.slot::INTEGER AS slot, placed.mode, placed.outcome, placed.first_day, placed.last_day, placed.planted,
           routes.route_no::SMALLINT AS route_no, routes.visiting_cluster_no::SMALLINT AS visiting_cluster_no,
           routes.host_cluster_no::SMALLINT AS host_cluster_no,
           placed.mode = 'physical' AND placed.planted <> 'visits twice' AS brings_its_visitor
    FROM placed
    JOIN cells USING (pool, cell)
    JOIN plan.routes USING (route_no)
)
SELECT *, (row_number() OVER (PARTITION BY visiting_cluster_no, brings_its_visitor ORDER BY slot) - 1)::INTEGER
              AS visitor_index
FROM routed;

-- Organisations are numbered cluster by cluster: first those that only host, then one visitor per physical stay.
CREATE TABLE members AS
WITH counted AS (
    SELECT clusters.cluster_no, clusters.cluster_id, clusters.partnership_id, clusters.hosts_at_least,
           count(drawn.slot) FILTER (WHERE drawn.brings_its_visitor) AS visitors
    FROM plan.clusters
    LEFT JOIN drawn ON drawn.visiting_cluster_no = clusters.cluster_no
    GROUP BY ALL
), sized AS (
    SELECT *, hosts_at_least + visitors // 40 AS hosts FROM counted
)
SELECT cluster_no::SMALLINT AS cluster_no, cluster_id, partnership_id, visitors, hosts, hosts + visitors AS organisations,
       (coalesce(sum(hosts + visitors) OVER (ORDER BY cluster_no ROWS UNBOUNDED PRECEDING EXCLUDE CURRENT ROW), 0) + 1)::BIGINT
           AS first_organisation_no
FROM sized;

CREATE TABLE exchange_rows AS
WITH paired AS (
    SELECT drawn.*, visiting.partnership_id AS visiting_partnership_id, host.partnership_id AS host_partnership_id,
           CASE WHEN brings_its_visitor THEN visiting.hosts + visitor_index
                WHEN planted = 'visits twice' THEN visiting.hosts + draw_below(slot, 20, visiting.visitors)
                ELSE draw_below(slot, 20, visiting.organisations) END AS visiting_index,
           -- The cube gives a few organisations of each cluster most of its visitors.
           floor(pow(draw(slot, 21), 3) * host.organisations)::BIGINT AS host_index,
           visiting.first_organisation_no AS visiting_first, host.first_organisation_no AS host_first
    FROM drawn
    JOIN members AS visiting ON visiting.cluster_no = drawn.visiting_cluster_no
    JOIN members AS host ON host.cluster_no = drawn.host_cluster_no
), numbered AS (
    SELECT *, visiting_first + visiting_index AS visiting_no, host_first + host_index AS host_no FROM paired
), sited AS (
    SELECT numbered.*, host_site.country_code AS host_country_code,
           sphere_km(
               organisation_latitude(visiting_no, visiting_site.latitude),
               organisation_longitude(visiting_no, visiting_site.longitude),
               organisation_latitude(host_no, host_site.latitude),
               organisation_longitude(host_no, host_site.longitude)
           ) AS km
    FROM numbered
    JOIN plan.sites AS visiting_site
      ON visiting_site.cluster_no = visiting_cluster_no AND visiting_site.site_no = site_of(visiting_no, visiting_index)
    JOIN plan.sites AS host_site
      ON host_site.cluster_no = host_cluster_no AND host_site.site_no = site_of(host_no, host_index)
), measured AS (
    SELECT *, km / getvariable('half_below_km') AS distance_ratio, draw(slot, 22) AS stay_draw FROM sited
), stayed AS (
    SELECT *,
           CASE
               WHEN planted = 'too short' THEN getvariable('stay_minimum') - 1
               -- Near the limit of distance the stay is short, so that the half applies however distance is measured.
               WHEN planted = 'not halved' OR distance_ratio BETWEEN 0.98 AND 1.02
                   THEN getvariable('half_below_working_days') - 1
               WHEN mode = 'virtual' THEN getvariable('stay_minimum') + floor(stay_draw * stay_draw * 3)
               WHEN outcome = 'ongoing' THEN 4 + floor(pow(stay_draw, 2) * 19)
               WHEN stay_draw < 0.34 THEN getvariable('stay_minimum')
               WHEN stay_draw < 0.50 THEN 4
               WHEN stay_draw < 0.80 THEN 5
               WHEN stay_draw < 0.90 THEN 6 + floor((stay_draw - 0.80) * 40)
               ELSE 10 + floor(pow((stay_draw - 0.90) * 10, 2) * 13)
           END::INTEGER AS days,
           first_day + draw_below(slot, 23, last_day - first_day + 1)::INTEGER AS some_day,
           draw(slot, 24) AS weekday_draw
    FROM measured
), weekday AS (
    SELECT *,
           date_trunc('week', some_day)::DATE
           + (CASE WHEN weekday_draw < 0.55 THEN 0 WHEN weekday_draw < 0.75 THEN 1 WHEN weekday_draw < 0.87 THEN 2
                  WHEN weekday_draw < 0.95 THEN 3 ELSE 4 END)::INTEGER AS near_day,
           -- Working days that an ongoing stay has behind it: none to all but the last.
           draw_below(slot, 25, days - 1) AS days_behind
    FROM stayed
), started AS (
    SELECT *,
           CASE
               WHEN outcome = 'ongoing' THEN
                   getvariable('as_of_date')
                   - (days_behind + 2 * ((5 - isodow(getvariable('as_of_date')) + days_behind) // 5))::INTEGER
               WHEN near_day < first_day THEN near_day + 7
               WHEN near_day > last_day THEN near_day - 7
               ELSE near_day
           END AS wanted_start
    FROM weekday
), ended AS (
    -- A stay that took place ends by the as-of date: move it back by whole weeks.
    SELECT *,
           wanted_start - CASE WHEN outcome = 'took place'
               THEN 7 * greatest(0, (last_stay_day(wanted_start, days) - getvariable('as_of_date') + 6) // 7)::INTEGER
               ELSE 0 END AS planned_start
    FROM started
), agreed AS (
    SELECT *, last_stay_day(planned_start, days) AS planned_end,
           CASE
               WHEN mode = 'virtual' THEN planned_start - (3 + draw_below(slot, 26, 4))::INTEGER
               ELSE least(planned_start - (6 + draw_below(slot, 26, 22))::INTEGER,
                          getvariable('as_of_date') - draw_below(slot, 27, 20)::INTEGER)
           END AS planned_agreement
    FROM ended
), matched AS (
    SELECT *,
           CASE
               WHEN outcome = 'matched' THEN some_day
               ELSE greatest(planned_agreement - (4 + draw_below(slot, 28, CASE mode WHEN 'virtual' THEN 25 ELSE 60 END))::INTEGER,
                             getvariable('tool_live_date'))
           END AS matched_date,
           outcome = 'matched' OR (outcome = 'cancelled' AND draw(slot, 29) < 0.3) AS is_before_agreement
    FROM agreed
), closing AS (
    SELECT *, draw(slot, 30) AS report_draw, draw(slot, 31) AS validation_draw, draw(slot, 32) AS payment_draw,
           -- Among recent stays some wait: for the report, for the payment.
           CASE WHEN planned_end > getvariable('as_of_date') - 75 THEN draw(slot, 33) ELSE 1.0 END AS waiting_draw
    FROM matched
), reported AS (
    SELECT *,
           monday_after_weekend(planned_end + (CASE
               WHEN report_draw < 0.82 THEN 1 + floor(report_draw / 0.82 * 2)
               WHEN report_draw < 0.95 THEN 3 + floor((report_draw - 0.82) / 0.13 * 4)
               ELSE 10 + floor((report_draw - 0.95) / 0.05 * 30) END)::INTEGER) AS report_day
    FROM closing
), validated AS (
    SELECT *,
           CASE WHEN mode = 'virtual' AND validation_draw < 0.15 THEN NULL
                ELSE monday_after_weekend(report_day + (CASE WHEN validation_draw < 0.85 THEN 1
                         ELSE 2 + floor((validation_draw - 0.85) / 0.15 * 5) END)::INTEGER
                         + CASE WHEN waiting_draw < 0.06 THEN 80 ELSE 0 END)
           END AS validation_day
    FROM reported
), paid AS (
    SELECT *,
           CASE WHEN mode = 'physical'
                THEN monday_after_weekend(validation_day + (CASE WHEN payment_draw < 0.88 THEN 1 + floor(payment_draw / 0.88 * 3)
                         ELSE 5 + floor((payment_draw - 0.88) / 0.12 * 9) END)::INTEGER
                         + CASE WHEN planted = 'paid late' THEN 30 WHEN waiting_draw BETWEEN 0.06 AND 0.13 THEN 80 ELSE 0 END)
           END AS payment_day
    FROM validated
), stated AS (
    SELECT *,
           CASE
               WHEN outcome IN ('agreed', 'matched', 'cancelled') THEN outcome
               WHEN payment_day <= getvariable('as_of_date') THEN 'paid'
               WHEN validation_day <= getvariable('as_of_date') THEN 'validated'
               WHEN report_day <= getvariable('as_of_date') THEN 'reported'
               WHEN planned_end <= getvariable('as_of_date') THEN 'completed'
               ELSE 'ongoing'
           END AS status,
           outcome IN ('took place', 'ongoing') AS is_carried_out,
           CASE WHEN days < getvariable('half_below_working_days') OR distance_ratio < 1 THEN half_eur ELSE full_eur END
               AS granted_at_most_eur
    FROM paid
    JOIN (SELECT host_country_code, full_eur::DECIMAL(14, 2) AS full_eur, half_eur::DECIMAL(14, 2) AS half_eur
          FROM plan.ceilings) USING (host_country_code)
)
SELECT slot, visiting_no::INTEGER AS visiting_no, host_no::INTEGER AS host_no, visiting_partnership_id, host_partnership_id,
       mode, route_no, status, planted,
       matched_date,
       CASE WHEN NOT is_before_agreement THEN planned_agreement END AS agreed_date,
       CASE WHEN NOT is_before_agreement THEN planned_start END AS start_date,
       CASE WHEN NOT is_before_agreement THEN planned_end END AS end_date,
       CASE WHEN NOT is_before_agreement THEN days END AS working_days,
       CASE WHEN is_carried_out AND report_day <= getvariable('as_of_date') THEN report_day END AS reported_date,
       CASE WHEN is_carried_out AND validation_day <= getvariable('as_of_date') THEN validation_day END AS validated_date,
       CASE WHEN status = 'paid' THEN payment_day END AS paid_date,
       CASE WHEN outcome <> 'cancelled' THEN NULL
            WHEN is_before_agreement
                THEN least(matched_date + (2 + draw_below(slot, 34, 20))::INTEGER, getvariable('as_of_date'))
            ELSE planned_start - (1 + draw_below(slot, 34, planned_start - planned_agreement - 1))::INTEGER
       END AS cancelled_date,
       CASE
           WHEN is_before_agreement THEN NULL
           WHEN mode = 'virtual' THEN getvariable('virtual_lump_sum')::DECIMAL(14, 2)
           WHEN planted = 'over ceiling' THEN full_eur + 75
           WHEN planted = 'not halved' THEN full_eur
           WHEN draw(slot, 35) < 0.04
               THEN round(granted_at_most_eur::DOUBLE * (0.7 + 0.28 * draw(slot, 36)), 2)::DECIMAL(14, 2)
           ELSE granted_at_most_eur
       END::DECIMAL(14, 2) AS lump_sum_eur
FROM stated
ORDER BY matched_date, slot;

CREATE VIEW exchanges AS
SELECT code('X', exchange_rows.rowid + 1) AS exchange_id,
       code('O', visiting_no) AS visiting_organisation_id,
       code('O', host_no) AS host_organisation_id,
       visiting_partnership_id,
       host_partnership_id,
       mode,
       CASE WHEN draw(slot, 40) < 0.01 THEN NULL WHEN draw(slot, 41) < 0.72 THEN routes.purpose ELSE routes.second_purpose END
           AS purpose,
       CASE WHEN draw(slot, 42) < 0.01 THEN NULL
            WHEN draw(slot, 43) < 0.30 THEN 'networking and business opportunities'
            WHEN draw(slot, 43) < 0.56 THEN 'sharing knowledge'
            WHEN draw(slot, 43) < 0.74 THEN 'capacity building'
            WHEN draw(slot, 43) < 0.89 THEN 'market research'
            ELSE 'project development and R&D' END AS activity,
       status, matched_date, agreed_date, start_date, end_date, working_days, reported_date, validated_date,
       cancelled_date, lump_sum_eur
FROM exchange_rows
JOIN plan.routes USING (route_no)
ORDER BY exchange_rows.rowid;
