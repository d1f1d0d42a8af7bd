"""What is claimed: the statements and every formula in them, in SymPy, derived from the loss."""

from theory.statements import STATEMENTS, statement

__all__ = ["STATEMENTS", "statement"]
