"""When to stop: the plateaus of the effective rank for one matrix, as a session, a notebook and a command show them."""
