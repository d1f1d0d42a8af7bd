"""Compiled loops: one step in machine arithmetic, lanes, and the radii that make them certified."""
