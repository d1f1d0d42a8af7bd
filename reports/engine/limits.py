"""Limits on what is accepted from outside, for the command line and for witness files alike."""

from __future__ import annotations

#: Largest depth: the formulas, and the degree of their polynomials, grow with it.
LARGEST_DEPTH = 64
