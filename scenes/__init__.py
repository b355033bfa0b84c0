"""Views as data: which page, which parameters, and what such a view shows, without a web framework."""
