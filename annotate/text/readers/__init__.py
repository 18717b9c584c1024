"""One module a file type, each taking bytes and giving an extract."""
