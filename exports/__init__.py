"""From slides to files that outlive the app: an editable deck, one HTML file, a paginated report."""
