"""The rounding proof as a whole: its parts in their order, and what each is about."""

from __future__ import annotations

from proofs_check.rounding import (
    pair_block,
    pair_look,
    pair_step,
    scalar_block,
    scalar_cases,
    scalar_loops,
    scalar_step,
    scalar_step_two_floats,
)

#: The modules behind the certified answers; ``obligations`` of each are to be proved.
PROOFS = (
    (scalar_step, "one step in float64"),
    (scalar_step_two_floats, "one step on two floats"),
    (scalar_block, "the radius over many steps"),
    (scalar_loops, "what the loops compute of it"),
    (scalar_cases, "what they start from"),
    (pair_step, "one step of a pair"),
    (pair_block, "the radii of a pair over many steps"),
    (pair_look, "a look at a pair and what it starts from"),
)
