"""The page on the gradient flow."""
