"""Pages on the proofs: what Coq accepts, from which axioms, and how a proof hangs together."""
