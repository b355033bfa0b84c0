select name, file_name, sha256, bytes, rows, is_origin
from sources
order by name
