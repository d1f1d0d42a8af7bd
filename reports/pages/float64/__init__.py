"""The page on why float64 is not enough."""
