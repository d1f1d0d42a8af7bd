"""What decides a claim: formulas with observables in them, their values in balls or exactly, one decision for all."""
