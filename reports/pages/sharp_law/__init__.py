"""The page on step sizes."""
