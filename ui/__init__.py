"""Widgets and page parts: the filter bar gives `Filters`; charts and tables are shown with all that belongs to them."""
