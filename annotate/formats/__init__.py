"""One module a file type; `--format` and `--to` use the same writer."""
