select id, name, short_name
from nodes
where level = $level
order by position
