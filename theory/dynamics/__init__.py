"""The loss and its gradient, descent, the gradient flow and its closed forms."""
