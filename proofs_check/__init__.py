"""Why it is true: Coq proofs of the statements, and obligations about our kernels in exact and ball arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from proofs_check.kernel.obligation import Evidence, Obligation, Outcome, verdict_of

__all__ = ["Evidence", "Obligation", "Outcome", "verdict_of"]


def __getattr__(name: str) -> Any:
    """Load the kernel when one of its names is asked for: who only reads the audit does without the arithmetic."""
    if name in __all__:
        from proofs_check.kernel import obligation

        return getattr(obligation, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
