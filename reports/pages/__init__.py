"""The pages of the report, by subject."""
