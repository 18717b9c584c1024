"""What a text orders: directives and their parts, and the lexicons that say how to read them."""
