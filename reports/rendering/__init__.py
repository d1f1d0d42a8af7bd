"""How results become text and figures."""
