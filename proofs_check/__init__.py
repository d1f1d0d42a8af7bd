"""Why it is true: proof obligations discharged by symbolic, exact and ball arithmetic."""

from proofs_check.kernel.obligation import Evidence, Obligation, Outcome, verdict_of

__all__ = ["Evidence", "Obligation", "Outcome", "verdict_of"]
