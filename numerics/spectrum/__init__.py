"""Symmetric matrices and their eigenvalues."""
