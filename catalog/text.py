"""Text from the web, made fit to keep: one pure function for each kind of damage."""
