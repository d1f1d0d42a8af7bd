"""The page on Theorem 2.4."""
