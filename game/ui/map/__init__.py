"""The map on the table: ground, names, counters, and what is laid over them."""
