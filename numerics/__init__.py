"""What happens: formulas evaluated to floats or certified balls, iterations run, hitting times found."""

from numerics.bounds.scalar_count import Bounds, enclose_bounds
from numerics.cases.scalar import ScalarCase
from numerics.exact.balls import decimal_string
from numerics.exact.numbers import exact
from numerics.exact.verdict import Undecided, Verdict
from numerics.formulas.evaluate import evaluate
from numerics.formulas.hypotheses import check_hypotheses
from numerics.law.spectrum import law_values, spectrum_times
from numerics.law.time import law_time
from numerics.orbits.hitting_time import hitting_time
from numerics.orbits.ladder import HittingTime
from numerics.orbits.pair_hitting_time import hitting_time_perturbed

__all__ = [
    "Bounds",
    "HittingTime",
    "ScalarCase",
    "Undecided",
    "Verdict",
    "check_hypotheses",
    "decimal_string",
    "enclose_bounds",
    "evaluate",
    "exact",
    "hitting_time",
    "hitting_time_perturbed",
    "law_time",
    "law_values",
    "spectrum_times",
]
