-- A cluster belongs to each ecosystem of its partnership.
with ecosystem_of as (
    select distinct partnership_id, unnest(ecosystems) as ecosystem from partnerships where len(ecosystems) > 0
    union all
    select partnership_id, 'Not published' from partnerships where coalesce(len(ecosystems), 0) = 0
)
select
    e.ecosystem,
    count(distinct e.partnership_id) as partnerships,
    count(c.cluster_id) as clusters
from ecosystem_of as e
left join clusters as c using (partnership_id)
group by e.ecosystem
order by e.ecosystem
