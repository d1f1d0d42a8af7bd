"""Parameter sets inside a statement's hypotheses, by construction."""
