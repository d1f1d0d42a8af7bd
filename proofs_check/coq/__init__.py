"""Statements as Coq propositions, printed from their records."""
