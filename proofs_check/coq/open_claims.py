"""Claims without a proof that Coq accepts, each with the reason and what is missing.

A test holds this list to the audit: a claim is proved, or it stands here.
"""

from __future__ import annotations

_OBSERVED = (
    "observed: nobody has a proof. Missing is a bound on what the drift of Δ₂, taken to first order, leaves out; "
    "with w for w_1 the lower bound of a falling product is refuted, in proofs_check/coq/sharp/pair_law.v"
)

#: The reason by (id of the statement, name of the claim).
OPEN: dict[tuple[str, str], str] = {
    ("pair-law", "falling_upper"): _OBSERVED,
    ("pair-law", "falling_lower"): _OBSERVED,
    ("pair-law", "rising_upper"): _OBSERVED,
    ("pair-law", "rising_lower"): _OBSERVED,
}
