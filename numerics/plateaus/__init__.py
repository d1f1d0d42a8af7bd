"""Plateaus of the effective rank: when the product has learned so many eigenvalues, and no more."""
