with ecosystem_of as (
    select distinct partnership_id, unnest(ecosystems) as ecosystem from partnerships where len(ecosystems) > 0
    union all
    select partnership_id, 'Not published' from partnerships where coalesce(len(ecosystems), 0) = 0
), industrial (ecosystem) as (
    values ('Aerospace & defence'), ('Agri-food'), ('Construction'), ('Cultural and creative industries'), ('Digital'),
        ('Electronics'), ('Energy-intensive industries'), ('Energy-renewables'), ('Health'), ('Mobility-Transport-Automotive'),
        ('Proximity, social economy and civil society'), ('Retail'), ('Textiles'), ('Tourism')
), ecosystems as (
    select ecosystem, false as is_rest from industrial
    union all
    select distinct 'Not published', true from ecosystem_of where ecosystem = 'Not published'
), items (item, step) as (
    select * from (
        values ('learn from another cluster', 1), ('growth in new markets', 2),
            ('new technologies, digitalisation and green solutions', 3), ('strategic interregional collaboration', 4),
            ('not given', 5)
    ) where $column = 'purpose'
    union all
    select * from (
        values ('SME', 1), ('scaling-up support organisation', 2), ('cluster organisation', 3)
    ) where $column = 'category'
), counted as (
    select o.ecosystem, case $column when 'purpose' then s.purpose else s.category end as item, sum(s.exchanges) as exchanges
    from selected as s
    join ecosystem_of as o on o.partnership_id = s.visiting_partnership_id
    group by all
)
select e.ecosystem, i.item, coalesce(c.exchanges, 0)::bigint as exchanges
from ecosystems as e
cross join items as i
left join counted as c on c.ecosystem = e.ecosystem and c.item = i.item
order by e.is_rest, e.ecosystem, i.step
