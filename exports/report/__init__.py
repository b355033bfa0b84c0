"""Files for print: paginated reports and statements, in real text and vectors."""
