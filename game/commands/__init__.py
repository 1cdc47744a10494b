"""The commands by group. A group has `add(commands)`; what a command needs is imported when it runs."""
