"""The page "Data in": what is delivered, what its columns mean, what is wrong, what it would change, and publishing it."""
