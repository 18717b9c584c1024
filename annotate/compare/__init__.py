"""What became of it: alignment, links, flags, edits inside a pair, and carrying marks."""
