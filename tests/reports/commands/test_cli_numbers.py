"""``dmf bound`` against computations that use nothing of the suite."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import mpmath
import pytest
from click.testing import Result

from numerics.cases.draw import draw
from numerics.cases.names import as_json
from reports.commands import arguments
from reports.engine.bound import answer_of, bounding
from tests.reports.commands.points import POINT, point, point_at
from theory import STATEMENTS, statement
from theory.language.symbols import PARAMETER_NAMES

Command = Callable[..., Result]
Answer = Callable[..., Any]
Refused = Callable[..., None]


def flow(depth: int, eigenvalue: mpmath.mpf) -> Any:
    return lambda x: x ** (depth - 1) * (eigenvalue - x**depth)


def flow_time(depth: int, eigenvalue: mpmath.mpf, start: mpmath.mpf, end: mpmath.mpf) -> mpmath.mpf:
    f = flow(depth, eigenvalue)
    # Substituting x = e^s keeps the integrand tame over many decades.
    pieces = mpmath.linspace(mpmath.log(start), mpmath.log(end), 9)
    return mpmath.quad(lambda s: mpmath.exp(s) / f(mpmath.exp(s)), pieces)


def quadrature_bounds(
    depth: int, eigenvalue: str, alpha: str, step: str, accuracy: str
) -> tuple[str, mpmath.mpf, mpmath.mpf | None]:
    """Compute case, T^Id and lower bound of Theorem 2.4 by quadrature; nothing of the suite is used."""
    N = depth
    lam, a, h, e = (
        mpmath.mpf(n.split("/")[0]) / mpmath.mpf((n + "/1").split("/")[1]) for n in (eigenvalue, alpha, step, accuracy)
    )
    if lam < 0:
        return "2", flow_time(N, lam, a, e) / h, None
    L = mpmath.root(lam, N)
    if a > L:
        return "1", (e ** (2 - 2 * N) - (a - L) ** (2 - 2 * N)) / ((2 * N - 2) * h), None
    inflection = mpmath.root(lam * (N - 1) / (2 * N - 1), N)
    f = flow(N, lam)
    steepest = mpmath.root(lam * (N - 2) / (4 * N - 2), N)
    K = mpmath.diff(f, steepest) if N > 2 else lam
    linear = mpmath.log(1 - h * N * lam ** (2 - mpmath.mpf(2) / N))
    if e >= L - inflection:
        t = flow_time(N, lam, a, L - e)
        return "3", (1 / h + K) * t, t / h
    if a >= inflection:
        ratio = mpmath.log(e / (L - a))
        return "4b", ratio / mpmath.log(1 - h * f(a) / (L - a)), ratio / linear
    t = flow_time(N, lam, a, inflection)
    ratio = mpmath.log(e / (L - inflection))
    upper = mpmath.ceil((1 / h + K) * t) + ratio / mpmath.log(1 - h * f(inflection) / (L - inflection))
    return "4a", upper, t / h + ratio / linear - 1


BOUND_POINTS = [
    (2, "0", "1", "1/10", "1/3"),
    (3, "2", "3/2", "1/100", "1/50"),
    (2, "-1", "1/2", "1/10", "1/1000"),
    (4, "-3", "1/2", "1/200", "1/10"),
    (3, "1", "1/10", "1/10", "3/10"),
    (5, "2", "1/2", "1/100", "1/2"),
    (2, "1", "1/100", "1/5", "1/1000"),
    (3, "1", "1/10", "1/10", "1/100"),
    (6, "5", "1/4", "1/1000", "1/10000"),
    (3, "1", "9/10", "1/10", "1/1000"),
    (2, "4", "19/10", "1/20", "1/100"),
]


@pytest.mark.parametrize("parameters", BOUND_POINTS, ids=lambda p: f"N={p[0]},λ={p[1]},α={p[2]}")
def test_bound_agrees_with_quadrature_to_ten_digits(parameters: tuple[int, str, str, str, str], answer: Answer) -> None:
    with mpmath.workdps(40):
        case, upper, lower = quadrature_bounds(*parameters)
        found = answer("bound", "2.4", *point_at(*parameters))
        assert found["case"] == case
        assert abs(mpmath.mpf(found["upper"]) / upper - 1) < 1e-12
        assert (found["lower"] is None) == (lower is None)
        if lower is not None:
            assert abs(mpmath.mpf(found["lower"]) / lower - 1) < 1e-12
        assert found["upper_iterations"] == int(mpmath.ceil(upper - mpmath.mpf(10) ** -25))
        assert abs(sum(map(mpmath.mpf, found["summands"])) / upper - 1) < 1e-12


def test_bound_has_the_keys_of_the_contract(answer: Answer) -> None:
    found = answer("bound", "2.4", *POINT)
    keys = {"statement", "case", "upper", "lower", "step_bound", "hypotheses", "upper_iterations", "summands", "tag"}
    assert keys <= set(found)
    assert found["hypotheses"]["step_size"] is True
    assert found["step_bound"] == "0.142857142857143"
    assert isinstance(found["upper"], str)


def test_bound_rounds_correctly_to_the_digits_asked_for(answer: Answer) -> None:
    many = answer("bound", "2.4", *POINT, "--digits", "60")["upper"]
    assert len(many) == 61
    for digits in (1, 2, 7, 15, 33):
        few = answer("bound", "2.4", *POINT, "--digits", str(digits))["upper"]
        exponent = mpmath.mpf(10) ** (3 - digits)
        with mpmath.workdps(80):
            assert abs(mpmath.mpf(few) - mpmath.mpf(many)) <= exponent / 2


def test_bound_takes_fractions_and_decimals_as_the_same_exact_number(answer: Answer) -> None:
    assert answer("bound", "2.4", *POINT) == answer("bound", "2.4", *point(alpha="0.1", step="1e-1", accuracy="0.01"))


def test_bound_of_an_integer_value_is_that_integer(answer: Answer) -> None:
    found = answer("bound", "2.4", *point(depth="2", eigenvalue="0", alpha="1", accuracy="1/2"))
    assert (found["upper"], found["upper_iterations"]) == ("15", 15)


def test_bound_1_1_adds_the_error_bound(answer: Answer) -> None:
    found = answer("bound", "1.1", *point(eigenvalue="8", step="1/1000"))
    assert mpmath.almosteq(mpmath.mpf(found["error_bound"]), mpmath.mpf(3 * 2**2) / 100, 1e-14)
    assert found["upper"] == answer("bound", "2.4", *point(eigenvalue="8", step="1/1000"))["upper"]


def test_bound_lemma_2_2_counts_exactly_at_depth_one(answer: Answer) -> None:
    arguments = ["--depth", "1", "--eigenvalue", "-3", "--alpha", "2", "--step", "1/7", "--accuracy", "1/1000"]
    error, count = mpmath.mpf(5), 0
    while error > mpmath.mpf(1) / 1000:
        error, count = error * 6 / 7, count + 1
    assert answer("bound", "lemma-2.2", *arguments)["upper_iterations"] == count
    at_once = answer("bound", "lemma-2.2", *arguments[:6], "--step", "1", "--accuracy", "1/1000")
    assert (at_once["upper"], at_once["upper_iterations"]) == ("1", 1)
    assert answer("bound", "lemma-2.2", *point(step=None, accuracy=None))["sharp_threshold"] == "0.333333333333333"


@pytest.mark.parametrize(
    ("eigenvalue", "alpha", "threshold"),
    [("1", "1/2", 1 / 3), ("1", "2", 1 / (4 * (1 + 2 + 4))), ("-1", "2", 1 / (2 * 9)), ("0", "2", 1 / 16)],
)
def test_bound_sharp_threshold(eigenvalue: str, alpha: str, threshold: float, answer: Answer) -> None:
    arguments = ["--depth", "3", "--eigenvalue", eigenvalue, "--alpha", alpha]
    found = answer("bound", "lemma-2.2-sharp", *arguments, "--step", str(threshold * 0.999))
    assert float(found["sharp_threshold"]) == pytest.approx(threshold, rel=1e-14)
    assert found["step_within"] is True
    beyond = answer("bound", "lemma-2.2-sharp", *arguments, "--step", str(threshold * 1.001))
    assert beyond["step_within"] is False


@pytest.mark.parametrize(
    ("depth", "eigenvalue", "alpha", "threshold"),
    [("1", "5", "1", 2), ("3", "8", "1", 2 / (3 * 16)), ("3", "-1", "2", 2 / (2 * 7)), ("2", "-1", "1/2", None)],
)
def test_bound_lemma_b_1(depth: str, eigenvalue: str, alpha: str, threshold: float | None, answer: Answer) -> None:
    found = answer("bound", "lemma-B.1", "--depth", depth, "--eigenvalue", eigenvalue, "--alpha", alpha)
    assert found["threshold"] is None if threshold is None else float(found["threshold"]) == pytest.approx(threshold)
    far = answer("bound", "lemma-B.1", "--depth", depth, "--eigenvalue", eigenvalue, "--alpha", alpha, "--step", "3")
    assert far["step_beyond"] is (threshold is not None)


@pytest.mark.parametrize(("alpha", "first_step"), [("1/10", None), ("3", 1 / (3 * (27 - 8)))])
def test_bound_step_ceiling(alpha: str, first_step: float | None, answer: Answer, dmf: Command) -> None:
    arguments = ["--depth", "3", "--eigenvalue", "8", "--alpha", alpha]
    found = answer("bound", "step-ceiling", *arguments)
    assert float(found["step_ceiling"]) == pytest.approx(2 / (3 * 16), rel=1e-14)
    assert (
        found["first_step"] is None if first_step is None else float(found["first_step"]) == pytest.approx(first_step)
    )
    assert found["step_within"] is None
    assert float(found["step_bound"]) < float(found["sharp_threshold"]) < float(found["step_ceiling"])
    if first_step is None:
        assert answer("bound", "step-ceiling", *arguments, "--step", "1/24")["step_within"] is True
        assert answer("bound", "step-ceiling", *arguments, "--step", "1/23")["step_within"] is False
    else:
        assert dmf("bound", "step-ceiling", *arguments, "--step", "1/50").exit_code == 2


def test_bound_lemma_e_1_encloses_the_flow_phase(answer: Answer) -> None:
    found = answer("bound", "lemma-E.1", "--depth", "4", "--eigenvalue", "2", "--alpha", "1/5")
    with mpmath.workdps(30):
        lam = mpmath.mpf(2)
        exact = flow_time(4, lam, mpmath.mpf(1) / 5, mpmath.root(lam * 3 / 7, 4))
        assert abs(mpmath.mpf(found["flow_phase"]) / exact - 1) < 1e-13
        assert mpmath.mpf(found["lower"]) <= exact <= mpmath.mpf(found["upper"])


def test_bound_remark_1_2_leaves_out_the_lag(dmf: Command, answer: Answer, assert_refused: Refused) -> None:
    found = {
        name: float(answer("bound", "remark-1.2", *point(alpha="1/1000", step="1/1000"))[name])
        for name in ("approximation", "upper", "lower", "lag")
    }
    assert found["lag"] > 10
    # What is left is the rounding of the first summand and the remainder of the expansion, of order alpha^5.
    assert -1e-9 < found["upper"] - found["approximation"] - found["lag"] < 1 + 1e-9
    assert_refused(dmf("bound", "remark-1.2", *point(accuracy="1/2")), "accuracy = 1/2", "late_accuracy")


def test_bound_prints_the_same_numbers_for_people(dmf: Command, answer: Answer) -> None:
    text = dmf("bound", "2.4", *POINT).stdout
    found = answer("bound", "2.4", *POINT)
    lines = dict(line.split(maxsplit=1) for line in text.splitlines())
    assert lines["upper"] == found["upper"]
    assert lines["summands"] == " + ".join(found["summands"])


LISTED = """
from reports.vocabulary import *

mine = Statement("mine", hypotheses=(DEPTH_TWO,), claims=(
    Claim("late", sp.Le(d(k), 2 * alpha), over=Every(k, since=sp.Integer(3))),
    Claim("always", sp.Ge(d(k), alpha / 2), over=Every(k)),
))
"""


def test_bounds_on_several_quantities_read_as_they_are(tmp_path: Path, dmf: Command) -> None:
    file = tmp_path / "f.py"
    file.write_text(LISTED)
    result = dmf("bound", "--file", str(file), *point(depth="2", alpha="1/2"))
    assert result.exit_code == 0, result.stderr
    lines = dict(line.split(maxsplit=1) for line in result.stdout.splitlines())
    assert lines["late"] == "d(k) <= 1 from k = 3 on"
    assert lines["always"] == "d(k) >= 0.25"


@pytest.mark.parametrize("value", ["-1", "-1/2", "-0.5"])
@pytest.mark.parametrize("joined", [True, False])
def test_negative_values_parse(value: str, joined: bool, answer: Answer) -> None:
    option = [f"--eigenvalue={value}"] if joined else ["--eigenvalue", value]
    assert answer("hit", *point(eigenvalue=None), *option)["certified"] is True


def test_the_options_are_the_parameters_of_statements() -> None:
    """The option names are written down once more for ``dmf --help``, which does not wait for SymPy."""
    names = list(arguments.PARAMETERS) + list(arguments.FURTHER_PARAMETERS)
    assert sorted(["depth", *names]) == sorted(PARAMETER_NAMES.values())


@pytest.mark.parametrize("id", [record.id for record in STATEMENTS if bounding(record) or answer_of(record)])
def test_every_statement_with_bounds_answers_where_it_applies(id: str, answer: Answer) -> None:
    """At a case drawn inside its hypotheses, and as text: numbers in the answer are decimals that hold one another."""
    record = statement(id)
    for values in draw(record, 3, seed=11):
        case = {name.replace("_", "-"): str(v) for name, v in as_json(values).items()}
        options = [f"--{name}={value}" for name, value in case.items()]
        extra = [] if "accuracy" in case else ["--accuracy=1/100000"]
        found = answer("bound", id, *options, *(extra if id == "lemma-2.2" and case["depth"] == "1" else []))
        assert found["statement"] == id
        assert all(found["hypotheses"].values())
        if found["upper"] is not None and found["lower"] is not None:
            assert mpmath.mpf(found["lower"]) <= mpmath.mpf(found["upper"])
