"""Texts from the web: an address is asked, and what comes back is a source. The only room that opens sockets."""
