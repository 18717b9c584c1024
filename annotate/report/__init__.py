"""What a comparison or a version looks like, as values: rows, columns, sections; the terminal view."""
