"""The page on Theorem 1.3."""
