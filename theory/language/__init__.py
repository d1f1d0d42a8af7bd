"""What statements are written in: symbols, definitions, hypotheses, records, their registry."""
