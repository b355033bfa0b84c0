"""Version of the published tables. The build writes it into each snapshot; the reading door refuses any other."""

SCHEMA_VERSION = 6
