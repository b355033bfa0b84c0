"""Questions: `Filters` in, DataFrame out; one typed function per question with its .sql of the same name beside it."""
