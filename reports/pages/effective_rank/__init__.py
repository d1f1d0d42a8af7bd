"""The page on the effective rank: plateaus, their windows, when they exist, when r grows, noise."""
