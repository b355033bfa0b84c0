select name, file_name, sha256, bytes, rows
from sources
order by name
