"""What happens: formulas evaluated to floats or certified balls, iterations run, hitting times found."""

from numerics.bounds import Bounds, enclose_bounds
from numerics.conditions import check_hypotheses
from numerics.enclosures import Undecided, Verdict, decimal_string, exact
from numerics.evaluate import evaluate
from numerics.hitting_time import HittingTime, hitting_time
from numerics.parameters import ScalarCase

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
]
