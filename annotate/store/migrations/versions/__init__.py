"""One script a revision; each stays as it is once a release has it."""
