"""What is claimed: the statements and every formula in them, in SymPy, derived from the loss."""

from theory.language.registry import STATEMENTS, discover, register, register_folder, statement

discover()

__all__ = ["STATEMENTS", "register", "register_folder", "statement"]
