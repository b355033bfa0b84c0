-- The cells of $level in which the node $id takes part, on either side.
select *
from at_level
where visiting_id = $id or host_id = $id
