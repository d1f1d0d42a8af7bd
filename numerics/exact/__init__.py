"""Exact numbers, certified balls, and the decisions taken from them."""
