"""Bringing data in with care: template, staging, mapping of columns, findings on the cells, effect, publishing."""
