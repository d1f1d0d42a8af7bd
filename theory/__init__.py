"""What is claimed: the statements and every formula in them, in SymPy, derived from the loss."""

from theory.language.registry import register, register_folder, registered, statement
from theory.language.statement import Statement

__all__ = ["STATEMENTS", "register", "register_folder", "statement"]


def __getattr__(name: str) -> list[Statement]:
    """Return ``STATEMENTS``, looked for when somebody asks: a single formula does without that half second."""
    if name == "STATEMENTS":
        return registered()
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
