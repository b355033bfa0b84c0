"""What the dashboard costs, measured beside what it cannot cost less than: `python -m bench`. See bench/__main__.py."""
