"""URLs from the web: what is one, what is the same one, what host it has. Offline."""
