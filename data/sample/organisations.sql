-- One row per organisation, cluster by cluster. No place is known for about three in a hundred, not even the city.
CREATE VIEW organisations AS
WITH numbered AS (
    SELECT cluster_no, cluster_id, unnest(range(organisations)) AS index_in_cluster, first_organisation_no
    FROM members
), drawn_kind AS (
    SELECT cluster_no, cluster_id, index_in_cluster, first_organisation_no + index_in_cluster AS organisation_no,
           draw_below(first_organisation_no + index_in_cluster, 5, getvariable('kind_cells'))::INTEGER AS cell,
           draw_below(first_organisation_no + index_in_cluster, 6, getvariable('word_count')) AS word_no
    FROM numbered
), kind_cells AS (
    SELECT category, subcategory, kind_word, unnest(range(first_cell, end_cell))::INTEGER AS cell FROM plan.kinds
)
SELECT code('O', organisation_no) AS organisation_id,
       'Sample ' || kind_word || ' ' || word || ' '
       || lpad(organisation_no::VARCHAR, greatest(4, length(organisation_no::VARCHAR))::INTEGER, '0')
       || ' (' || sites.country_code || ')' AS name,
       category,
       subcategory,
       sites.country_code,
       CASE WHEN organisation_latitude(organisation_no, sites.latitude) IS NOT NULL THEN sites.city END AS city,
       organisation_latitude(organisation_no, sites.latitude) AS latitude,
       organisation_longitude(organisation_no, sites.longitude) AS longitude,
       cluster_id
FROM drawn_kind
JOIN kind_cells USING (cell)
JOIN plan.words USING (word_no)
JOIN plan.sites ON sites.cluster_no = drawn_kind.cluster_no AND sites.site_no = site_of(organisation_no, index_in_cluster)
ORDER BY organisation_no;
