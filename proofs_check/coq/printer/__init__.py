"""From SymPy to the text of Coq: one rule for each kind of node, an error where there is none."""

from proofs_check.coq.printer import arithmetic, bound, orbits, right_hand_sides
from proofs_check.coq.printer.claims import definition, premises, proposition_name
from proofs_check.coq.printer.scope import Scope, Unprintable, inside
from proofs_check.coq.printer.term import real

#: The modules with the rules: importing them registers these.
RULES = (arithmetic, orbits, bound, right_hand_sides)

__all__ = ["RULES", "Scope", "Unprintable", "definition", "inside", "premises", "proposition_name", "real"]
