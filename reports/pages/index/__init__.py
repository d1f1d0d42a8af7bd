"""The index of all statements."""
