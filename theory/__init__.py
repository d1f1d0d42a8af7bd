"""What is claimed: the statements and every formula in them, in SymPy, derived from the loss."""

from theory.language.registry import STATEMENTS, statement

__all__ = ["STATEMENTS", "statement"]
