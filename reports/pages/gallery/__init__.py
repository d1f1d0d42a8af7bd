"""The page that redraws the figures of the paper."""
