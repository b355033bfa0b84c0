select level, id, short_name
from nodes
order by level, position
