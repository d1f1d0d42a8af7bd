"""Claims without a proof that Coq accepts, each with the reason and what is missing.

A test holds this list to the audit: a claim is proved, or it stands here.
"""

from __future__ import annotations

#: The reason by (id of the statement, name of the claim).
OPEN: dict[tuple[str, str], str] = {}
