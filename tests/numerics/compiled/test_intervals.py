"""Each operation of the interval loop against Arb: it encloses, closely, at all magnitudes, and invents no value."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from flint import arb

from numerics.compiled import intervals
from numerics.exact.balls import working_precision

Exact = Callable[..., arb]
#: The operations on one number with what they are, and on two.
UNARY: dict[str, tuple[int, int, Exact]] = {
    "square": (intervals.SQUARE, 0, lambda x: x * x),
    "negate": (intervals.NEGATE, 0, lambda x: -x),
    "absolute": (intervals.ABSOLUTE, 0, abs),
    "ceiling": (intervals.CEILING, 0, lambda x: x.ceil()),
    "log": (intervals.LOG, 0, lambda x: x.log()),
    "log1p": (intervals.LOG1P, 0, lambda x: x.log1p()),
    "exp": (intervals.EXP, 0, lambda x: x.exp()),
    "atan": (intervals.ATAN, 0, lambda x: x.atan()),
    "square root": (intervals.ROOT, 2, lambda x: x.sqrt()),
    "cube root": (intervals.ROOT, 3, lambda x: x.root(3)),
    "root of degree 10": (intervals.ROOT, 10, lambda x: x.root(10)),
    "root of degree 64": (intervals.ROOT, 64, lambda x: x.root(64)),
}
BINARY: dict[str, tuple[int, Exact]] = {
    "add": (intervals.ADD, lambda x, y: x + y),
    "subtract": (intervals.SUBTRACT, lambda x, y: x - y),
    "multiply": (intervals.MULTIPLY, lambda x, y: x * y),
    "divide": (intervals.DIVIDE, lambda x, y: x / y),
    "maximum": (intervals.MAXIMUM, lambda x, y: x.max(y)),
    "minimum": (intervals.MINIMUM, lambda x, y: x.min(y)),
}
COUNT = 8000
#: Where an operation has a value.
POSITIVE, ABOVE = {"log", "square root", "cube root", "root of degree 10", "root of degree 64"}, {"log1p"}


def result(operation: int, *columns: np.ndarray, degree: int | None = None) -> np.ndarray:
    """Carry out one operation on columns (2, m)."""
    second = len(columns) - 1 if degree is None else degree
    code = np.array([[operation, len(columns), 0, second]], np.int64)
    found = np.empty_like(columns[0])
    registers = np.empty((len(columns) + 1) * 2 * intervals.LANES)
    intervals.run(code, np.empty((0, 2)), np.array(columns), registers, found)
    return found


def numbers(random: np.random.Generator, count: int = COUNT) -> np.ndarray:
    """Return floats of both signs: moderate ones, ones near 1 and −1, very large and small ones, subnormal ones, 0."""
    moderate = random.normal(size=count) * 10.0 ** random.integers(-5, 5, count)
    near_one = 1 + random.normal(size=count) * 2.0 ** -random.integers(1, 52, count)
    extreme = random.normal(size=count) * 10.0 ** random.integers(-307, 307, count)
    subnormal = random.integers(0, 1000, count) * 5e-324
    kinds = random.integers(0, 20, count)
    values = np.select([kinds < 8, kinds < 13, kinds < 19], [moderate, near_one, extreme], subnormal)
    return np.where(random.random(count) < 0.2, -values, values)


def around(values: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Return intervals that hold the values: points, thin ones, or wide."""
    width = np.abs(values) * 2.0 ** -random.integers(0, 52, len(values)) * random.random(len(values))
    width = np.where(random.random(len(values)) < 0.2, 0.0, width)
    return np.array((values - width * random.random(len(values)), values + width * random.random(len(values))))


def encloses(found: np.ndarray, exact: list[arb]) -> np.ndarray:
    return np.array([arb(low) <= value <= arb(high) for low, high, value in zip(*found.tolist(), exact, strict=True)])


def closeness(found: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return (found[1] - found[0]) / np.maximum(np.abs(found[0]), 1e-290)


def valid(name: str, values: np.ndarray) -> np.ndarray:
    if name in POSITIVE:
        values = np.abs(values) + 1e-320
    if name in ABOVE:
        values = np.where(values <= -1, -1 / (values - 0.5), values)
    return np.clip(values, -700, 700) if name == "exp" else values


@pytest.mark.parametrize("name", UNARY)
def test_one_number(name: str) -> None:
    operation, degree, exact = UNARY[name]
    random = np.random.default_rng(7)
    values = valid(name, numbers(random))
    given = around(values, random)
    if name in POSITIVE | ABOVE:  # an end outside the domain leaves nothing known, see below
        given[0] = np.where(given[0] > (0 if name in POSITIVE else -1), given[0], values)
    found = result(operation, given, degree=degree or None)
    with working_precision(300):
        for column in (values, *given):
            assert encloses(found, [exact(arb(value)) for value in column.tolist()]).all()
    points = result(operation, np.array((values, values)), degree=degree or None)
    bounded = np.isfinite(points[1])
    assert bounded.mean() > 0.9
    tiny = np.abs(points).max(axis=0) < 1e-280
    assert (closeness(points)[bounded & ~tiny] < 2.0**-48).all()


@pytest.mark.parametrize("name", ["log", "log1p", "exp", "atan"])
def test_the_library_is_better_than_is_assumed(name: str) -> None:
    """The lower end is ``LIBRARY`` below what the C library returns, and three quarters of that below the truth."""
    operation, _, exact = UNARY[name]
    values = valid(name, numbers(np.random.default_rng(9), 20_000))
    low, _ = result(operation, np.array((values, values)))
    with working_precision(200):
        for number, value in zip(low.tolist(), values.tolist(), strict=True):
            truth = exact(arb(value))
            assert truth - number >= abs(truth) * intervals.LIBRARY * 0.75 - arb(1e-300)


@pytest.mark.parametrize("name", BINARY)
def test_two_numbers(name: str) -> None:
    operation, exact = BINARY[name]
    random = np.random.default_rng(8)
    x, y = numbers(random), numbers(random)
    x[:200] = y[:200] * (1 + 2.0**-50)  # close to each other
    given = around(x, random), around(y, random)
    found = result(operation, *given)
    with working_precision(2200):
        for left in (x, *given[0]):
            for right in (y, *given[1]):
                pairs = zip(left.tolist(), right.tolist(), strict=True)
                values = [exact(arb(a), arb(b)) if b or name != "divide" else arb.nan() for a, b in pairs]
                sure = encloses(found, values)
                assert (sure | np.isinf(found[0])).all()
    points = result(operation, np.array((x, x)), np.array((y, y)))
    bounded = np.isfinite(points[1])
    assert bounded.mean() > 0.75
    tiny = np.abs(points).max(axis=0) < 1e-280
    assert (closeness(points)[bounded & ~tiny] < 2.0**-50).all()


def test_what_is_exact_stays_exact() -> None:
    zero, one, half = (np.full((2, 1), value) for value in (0.0, 1.0, 0.5))
    for name, columns, expected in (
        ("SUBTRACT", (half, half), 0.0),
        ("MULTIPLY", (zero, half), 0.0),
        ("DIVIDE", (zero, half), 0.0),
        ("MAXIMUM", (half, one), 1.0),
        ("CEILING", (half,), 1.0),
    ):
        assert result(getattr(intervals, name), *columns).tolist() == [[expected], [expected]]
    assert result(intervals.ROOT, zero, degree=5).tolist() == [[0.0], [0.0]]


UNKNOWN = [[-np.inf], [np.inf]]


@pytest.mark.parametrize("name", [*UNARY, *BINARY])
def test_what_is_not_known_stays_so(name: str) -> None:
    nothing, one = np.array(UNKNOWN), np.ones((2, 1))
    if name in UNARY:
        operation, degree, _ = UNARY[name]
        assert result(operation, nothing, degree=degree or None).tolist() == UNKNOWN
    else:
        operation, _ = BINARY[name]
        for columns in ((nothing, one), (one, nothing), (nothing, 0 * one), (0 * one, nothing)):
            assert result(operation, *columns).tolist() == UNKNOWN


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("log", 0.0, 1.0),
        ("log", -1.0, 1.0),
        ("log1p", -1.0, 1.0),
        ("log1p", -3.0, -2.0),
        ("square root", -1e-300, 1.0),
        ("cube root", -1.0, -0.5),
        ("cube root", 0.0, 1.0),
        ("exp", 0.0, 800.0),
        ("square", 1e200, 1e200),
    ],
)
def test_what_has_no_value_is_not_known(name: str, low: float, high: float) -> None:
    operation, degree, _ = UNARY[name]
    assert result(operation, np.array([[low], [high]]), degree=degree or None).tolist() == UNKNOWN


@pytest.mark.parametrize("divisor", [(0.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (-1.0, 1.0)])
def test_a_quotient_by_what_may_be_0_is_not_known(divisor: tuple[float, float]) -> None:
    for number in (0.0, 1.0):
        columns = np.full((2, 1), number), np.array(divisor).reshape(2, 1)
        assert result(intervals.DIVIDE, *columns).tolist() == UNKNOWN


def test_an_interval_around_0() -> None:
    given = np.array([[-2.0], [1.0]])
    assert result(intervals.ABSOLUTE, given).tolist() == [[0.0], [2.0]]
    low, high = result(intervals.SQUARE, given)[:, 0]
    assert low == 0.0
    assert 4 <= high < 4 * (1 + 2.0**-51)


def test_underflow_is_outward() -> None:
    small = np.full((2, 1), 1e-200)
    for columns in ((small, small), (small, -small), (-small, small)):
        low, high = result(intervals.MULTIPLY, *columns)[:, 0]
        assert low < 0 < high < 1e-300
    assert result(intervals.EXP, np.full((2, 1), -800.0))[0, 0] == 0.0
    assert 0 < result(intervals.EXP, np.full((2, 1), -800.0))[1, 0] < 1e-300


def test_numbers_below_the_normal_range_are_not_flushed() -> None:
    """The rounding of a sum is bounded for arithmetic that keeps them: docs/proofs/interval-columns.md."""
    least = np.full((2, 1), 2.0**-1074)
    low, high = result(intervals.SUBTRACT, 3 * least, least)[:, 0]
    assert low <= 2.0**-1073 <= high
    assert result(intervals.MAXIMUM, least, 0 * least).tolist() == [[2.0**-1074], [2.0**-1074]]


@pytest.mark.parametrize("depth", [3, 4, 7, 10, 64])
def test_a_hypergeometric_function(depth: int) -> None:
    """₂F₁(1, b; 1+b; z) with b = 2 − 2/N, on both sides of z = −1, where another series takes over."""
    random = np.random.default_rng(10)
    near = -1 - random.normal(size=300) * 2.0 ** -random.integers(1, 52, 300)
    values = np.concatenate((-(10.0 ** random.uniform(-30, 30, 700)), near, [0.0, -1.0, -1e300, -5e-324]))
    values = np.minimum(values, 0.0)
    given = around(values, random)
    given = np.array((given[0], np.minimum(given[1], 0.0)))
    b = 2 - 2 / depth  # within a rounding error of the exact one
    parameter = np.array((np.full(len(values), b - 2.0**-52), np.full(len(values), b + 2.0**-52)))
    found = result(intervals.HYPERGEOMETRIC, given, parameter)
    with working_precision(400):
        one, exact = arb(1), 2 - arb(2) / depth
        for column in (values, *given):
            truth = [arb(z).hypgeom_2f1(one, exact, exact + 1, bc=True) for z in column.tolist()]
            assert encloses(found, truth).all()
    points = result(intervals.HYPERGEOMETRIC, np.array((values, values)), parameter)
    assert (closeness(points)[points[0] > 1e-250] < depth * 2.0**-38).all()
    assert result(intervals.HYPERGEOMETRIC, -given[::-1], parameter)[1, :5].tolist() == [np.inf] * 5
    assert result(intervals.HYPERGEOMETRIC, given, parameter - 1)[1, :5].tolist() == [np.inf] * 5
