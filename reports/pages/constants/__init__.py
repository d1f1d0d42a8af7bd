"""The pages on constants and mutations."""
