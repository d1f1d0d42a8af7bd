"""From a perturbed start the effective rank does not rise for good once it rises: refuted by λ = (1, −3) at depth 2.

    dmf verify --file docs/examples/perturbed_effective_rank.py
    dmf replay docs/examples/rank-rises-from-a-perturbed-start.json

The eigenvalue 1 is learned first and makes r = 1; the product of −3 then goes through 0 to −1, which makes r = 2, and
as it becomes the largest of the two r falls again. All of that is of the order of r itself, however small the start.
"""

import sympy as sp

from theory.deep_factorization.perturbed_start import PERTURBATION_ANY, PERTURBATION_POSITIVE
from theory.dynamics.product import r_W_perturbed
from theory.language.hypotheses import DEPTH_TWO, INITIAL_SCALE, STEP_POSITIVE, STEP_SIZE_SPECTRUM
from theory.language.statement import Claim, Every, Statement
from theory.language.symbols import k

rises = Statement(
    "rank-rises-from-a-perturbed-start",
    title="Once the effective rank rises it goes on rising",
    hypotheses=(
        DEPTH_TWO,
        INITIAL_SCALE,
        PERTURBATION_POSITIVE,
        PERTURBATION_ANY,
        STEP_POSITIVE,
        STEP_SIZE_SPECTRUM,
    ),
    claims=(
        Claim(
            "rises",
            sp.Or(r_W_perturbed(k + 1) < r_W_perturbed(k), r_W_perturbed(k + 2) >= r_W_perturbed(k + 1)),
            over=Every(k),
        ),
    ),
)
