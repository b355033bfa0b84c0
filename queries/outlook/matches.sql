-- One row per visiting partnership and day with a match.
select visiting_partnership_id as partnership_id, matched_date, count(*)::bigint as matches
from exchanges
group by all
order by all
