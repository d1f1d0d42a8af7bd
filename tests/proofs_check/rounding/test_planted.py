"""Faults planted in the source of a radius, one at a time: the proof no longer goes through."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Iterator
from types import ModuleType

import pytest

from numerics.compiled import pair, pair_radius, scalar, scalar_radius
from numerics.exact.verdict import Verdict
from proofs_check.kernel.obligation import Obligation
from proofs_check.rounding import (
    pair_block,
    pair_look,
    pair_loops,
    pair_step,
    pair_widen,
    scalar_cases,
    scalar_loops,
)

PROOFS = (pair_loops, pair_step, pair_widen, pair_block, pair_look, scalar_loops, scalar_cases)


@pytest.fixture(autouse=True)
def _fresh_runs() -> Iterator[None]:
    """No proof remembers the source it read before."""
    forget()
    yield
    forget()


def forget() -> None:
    for module in PROOFS:
        for value in vars(module).values():
            getattr(value, "cache_clear", lambda: None)()


def plant(module: ModuleType, name: str, old: str, new: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put ``new`` in the place of the one ``old`` in the source of a function."""
    function = getattr(module, name)
    function = getattr(function, "py_func", getattr(function, "__wrapped__", function))
    source = textwrap.dedent(inspect.getsource(function))
    assert source.count(old) == 1, (old, source.count(old))
    faulty: dict[str, object] = {}
    exec(compile(source.replace(old, new).replace(", cache=True", ""), "planted", "exec"), vars(module), faulty)
    monkeypatch.setattr(module, name, faulty[name])


def unproved(obligations: Callable[[], tuple[Obligation, ...]], named: str) -> bool:
    """Whether an obligation whose name begins so is not proved, or the code is not even what the proof can read."""
    try:
        chosen = [obligation for obligation in obligations() if obligation.name.startswith(named)]
        assert chosen or named == "unreadable", named
        return any(obligation.discharge().verdict is not Verdict.PROVED for obligation in chosen)
    except (ValueError, KeyError, StopIteration, TypeError):
        return True


STEP = [
    ("advance", "fma(p1[lane], v[lane] * p2[lane], -w[_LAM + lane])", "(p1[lane] * v[lane] - w[_LAM + lane])"),
    ("advance", "fma(y, d, w[_DL + lane])", "y * d"),
    ("advance", "fma(-y, s, w[_SL + lane])", "fma(y, s, w[_SL + lane])"),
    ("advance", "v[lane] *= p2[lane]", "v[lane] *= p1[lane]"),
    ("advance", "up - (w[_D + lane] - d)", "up"),
    ("advance", "+ (w[_SL + lane] - w[_DL + lane])", "+ (w[_SL + lane] + w[_DL + lane])"),
    ("locate", "v = integer_power(p2, depth - 2)", "v = integer_power(p2, depth - 1)"),
    ("locate", "dl, sl = up - (d - da), down - (s - sa)", "dl, sl = 0.0 * d, 0.0 * s"),
    ("locate", "+ (sl - dl)", ""),
]  # fmt: skip


@pytest.mark.parametrize(("name", "old", "new"), STEP)
def test_a_changed_step_is_not_the_step_of_the_proof(
    name: str, old: str, new: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not unproved(pair_loops.what_is_computed, name)
    plant(pair, name, old, new, monkeypatch)
    assert unproved(pair_loops.what_is_computed, name)


SLOPES = [
    ("step_error * y", "0.0 * y", "x_u"),
    ("+ lam_error) +", ") +", "x_u"),
    ("6.0 * depth", "5.0 * depth", "x_u"),
    ("(size + abs(lam)) + lam_error)", "(size) + lam_error)", "x_u"),
    ("ROUND_UP * (wrong + own)", "ROUND_UP * wrong", "x_u"),
    ("ROUND_UP * (wrong + own)", "ROUND_UP * own", "x_u"),
    ("(2.0 * y + UNIT)", "(2.0 * y)", "x_u"),
    ("UNIT * (2.0 * y + UNIT)", "UNIT * (1.5 * y + UNIT)", "x_u"),
    ("2.0 * y * wrong", "1.5 * y * wrong", "x_s"),
    ("+ 2.0 * own", "+ 1.9 * own", "x_s"),
    ("(depth - 2) * bend - kappa_lo", "-kappa_lo", "u⁺ by u"),
    ("bend - kappa_lo", "bend - kappa_hi", "u⁺ by u"),
    ("-p1_lo if side > 0.0 else p1_hi", "p1_hi if side > 0.0 else -p1_lo", "unreadable"),
    ("turning * rate / p2_lo", "turning * rate / p2_hi", "u⁺ by u"),
    ("(w_lo * e_near) / p2_hi", "(w_hi * e_near) / p2_hi", "u⁺ by u"),
    ("(w_lo * e_near) / p2_hi", "(w_lo * e_far) / p2_hi", "u⁺ by u"),
    ("u_up > 0.0", "u_up > 1.0", "unreadable"),
    ("u_up *= inverse", "u_up *= 1.0", "unreadable"),
    ("(kappa_hi + (depth - 2) * rate)", "kappa_hi", "−u⁺ by u"),
    ("(kappa_hi + (depth - 2) * rate)", "((depth - 2) * rate)", "−u⁺ by u"),
    ("u_far - 1.0", "u_far - 2.0", "−u⁺ by u"),
    ("0.5 * eta * w_hi", "0.4 * eta * w_hi", "u⁺ by s"),
    ("(depth * size + (depth - 2) * e_far)", "(depth * size)", "u⁺ by s"),
    ("e_far) * inverse", "e_far)", "u⁺ by s"),
    ("2.0 * y * u_far", "1.0 * y * u_far", "s⁺ by u"),
    ("PAID + 2.0 * y * s_far", "PAID", "s⁺ by s"),
    ("eta * rate * PAID", "0.5 * eta * rate * PAID", "y"),
    ("PAID / (1.0 - y * y)", "PAID / (1.0 + y * y)", "1/(1−y²)"),
    ("max(abs(p1_lo), abs(p1_hi))", "abs(p1_lo)", "x_u"),
    ("max(max(p1_lo, -p1_hi), 0.0)", "max(p1_hi, -p1_lo)", "unreadable"),
    ("size = p1_far * (w_hi * p2_hi)", "size = p1_near * (w_hi * p2_hi)", "u⁺ by s"),
]


@pytest.mark.parametrize(("old", "new", "broken"), SLOPES)
def test_derivatives_and_roundings_are_bounded_no_more(
    old: str, new: str, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(pair, "slopes", old, new, monkeypatch)
    assert unproved(pair_step.bounds, broken)


BLOCK = [
    ("box", "math.sqrt(db * sb)", "math.sqrt(da * sb)", "unreadable"),
    ("box", "if p1_lo < 0.0 < p1_hi:", "if p1_lo < 0.0 < p2_hi:", "unreadable"),
    ("box", "p2_lo * (1.0 - SLACK)", "p2_lo", "p₂ below"),
    ("box", "p2_hi * (1.0 + SLACK)", "p2_hi", "p₂ above"),
    ("box", "p1_lo - SLACK * p2_hi", "p1_lo - 0.5 * SLACK * p2_hi", "p₁"),
    ("box", "p1_hi + SLACK * p2_hi", "p1_hi", "p₁"),
    ("widen", "p2_hi * SLACK + lam_error +", "p2_hi * SLACK +", "blur"),
    ("widen", "full * p2_hi * SLACK", "full * p2_hi * SMALL", "blur"),
    ("widen", "4.0 * UNIT * abs(lam)", "2.0 * UNIT * abs(lam)", "blur"),
    ("widen", "blur = depth * full", "blur = 2.0 * full", "blur"),
    ("widen", "8.0 * depth", "7.0 * depth", "certain"),
    ("widen", "2.0**squarings * 8.0", "8.0", "certain"),
    ("widen", "(size + abs(lam)) + lam_error", "(size + abs(lam))", "certain"),
    ("widen", "(size + abs(lam)) + lam_error", "abs(lam) + lam_error", "certain"),
    ("widen", "max(e_lo - blur, 0.0)", "max(e_lo, 0.0)", "e_near"),
    ("widen", "e_hi + blur", "e_hi", "blur"),
    ("widen", "+ (sb_low - db_low)", "", "trusted"),
    ("widen", "e_lo > certain", "e_lo > lam_error", "certain"),
    ("widen", "p2_hi <= top and ", "", "trusted"),
    ("widen", "most <= SMALL and ", "", "on the whole way"),
    ("widen", "after(1.0, b", "after(0.5, b", "on the whole way"),
    ("widen", "if a < 1.0", "if a < 0.5", "on the whole way"),
    ("widen", "most = max(most, max(new_u, new_s))", "most = max(most, new_u)", "on the whole way"),
    (
        "widen",
        "p1_lo, p1_hi, p2_lo, p2_hi, w_lo, w_hi, max(",
        "p1_lo, p1_hi, p2_lo, p2_hi, w_lo, w_lo, max(",
        "slopes of",
    ),
    ("after", "a * ru + b * rs + x_u", "a * ru + x_u", "row 1"),
    ("after", "d * rs + x_s) * PAID", "d * rs + x_s)", "row 2"),
    ("after", "x_u + (a * x_u + b * x_s)", "x_u + a * x_u", "row 1"),
    ("after", "(a + d) * b", "(a + a) * b", "row 1"),
    ("after", "d * d + b * c", "d * d", "row 2"),
]


@pytest.mark.parametrize(("name", "old", "new", "broken"), BLOCK)
def test_a_block_is_not_enclosed(name: str, old: str, new: str, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(pair, name, old, new, monkeypatch)
    assert unproved(pair_block.obligations, broken)


LOOK = [
    ("* (size + whole * ru) * rs", "* (size + whole * ru) * 0.0", "reach"),
    ("0.5 * depth * (size", "0.4 * depth * (size", "reach"),
    ("(size + whole * ru) * rs", "size * rs", "reach"),
    ("reach = slope * ru +", "reach = whole * ru +", "reach"),
    ("reach = slope * ru +", "reach =", "reach"),
    ("3.0 * depth * UNIT", "2.0 * depth * UNIT", "reach"),
    ("(size + abs(lam)) + lam_error", "(size + abs(lam))", "reach"),
    ("(size + abs(lam)) + lam_error", "size + lam_error", "reach"),
    ("ru += 3.0 * UNIT * UNIT", "ru += 0.0", "reach"),
    ("ru += 3.0 * UNIT * UNIT", "ru += UNIT * UNIT", "sign seen, cancelled"),
    ("side * e - reach > near", "side * e > near", "unreadable"),
    ("side * e + reach <= far", "side * e <= far", "unreadable"),
    ("reach = ROUND_UP * ru", "reach = 0.5 * ru", "sign seen"),
    ("return -t > reach, t >= reach", "return -t > reach, t > -reach", "sign asked"),
    ("+ (dl - sl)", "", "t"),
    ("e = fma(p1, full, -lam)", "e = p1 * full - lam", "error seen"),
]


@pytest.mark.parametrize(("old", "new", "broken"), LOOK)
def test_a_look_is_not_certain(old: str, new: str, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(pair, "look", old, new, monkeypatch)
    assert unproved(lambda: (*pair_look.error_seen(), *pair_look.sign_seen()), broken)


CASES = [
    ("_finish", "2 * depth * eta", "depth * eta", "load"),
    ("_finish", "(root + root_error)", "root", "squared"),
    ("_finish", "beta * (2 * alpha - beta)", "beta * (alpha - beta)", "squared"),
    ("_finish", "depth - 1)\n        first", "depth - 2)\n        first", "squared"),
    ("_finish", "load <= LARGEST_LOAD", "load <= 1.0", "load"),
    ("_finish", "2.0**-40 * root)", "2.0**-30 * root)", "root"),
    ("_finish", "(depth <= DEEPEST)", "(depth <= 1000)", "deepest"),
    ("_finish", "1e-9 * (np.abs(product) + size)", "1e-15 * (np.abs(product) + size)", "clear"),
    ("_finish", "alpha * (1 - 2.0**-40)", "alpha", "clear"),
    ("exact_pair_column", "0.51 *", "0.5 *", "start"),
    ("exact_pair_column", "1.01 * (diff_error + sum_error)", "1.01 * sum_error", "start"),
    ("exact_pair_column", "1.01 * eta_error", "1.0 * eta_error", "start"),
    ("exact_pair_column", "(1 + 4 * UNIT)", "(1 + UNIT)", "targets of a pair"),
    ("exact_pair_column", "(middle - spread)", "middle", "far"),
]


@pytest.mark.parametrize(("name", "old", "new", "broken"), CASES)
def test_a_case_is_not_covered(name: str, old: str, new: str, broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(pair_radius, name, old, new, monkeypatch)
    assert unproved(lambda: (*pair_look.accepted(), *pair_look.start()), broken)


SCALAR = [
    ("advance_kernel", "w[_GROW + lane] * old + w[_DRIFT + lane] * reach", "w[_GROW + lane] * old", "room"),
    ("advance_kernel", "reach = max(a, w[_LAM + lane])", "pass", "room"),
    ("advance_kernel", "room += LOW_PART * max(a, b)", "pass", "room"),
    ("advance_kernel", "hi = max(a, b) + 2.0 * room", "hi = max(a, b) + room", "hull above"),
    ("advance_kernel", "lo -= 2.0 * room", "lo -= room", "hull below"),
    ("advance_kernel", "room <= SMALL * lo", "room <= lo", "comparisons"),
    ("advance_kernel", "(hi <= w[_TOP + lane])", "True", "comparisons"),
    ("advance_kernel", "g = 1.0 + margin + ", "g = 1.0 + ", "unreadable"),
    ("advance_kernel", "max(w[_RISE + lane] * hp, w[_RISE + lane] * lp)", "w[_RISE + lane] * hp", "slope, λ < 0"),
    ("advance_kernel", "lp = power(lo, order)", "lp = power(hi, order)", "slope"),
    ("advance_kernel", "lq = lp * lo", "lq = hp * hi", "slope"),
    ("advance_kernel", "new = g16 * old", "new = g8 * old", "radius"),
    ("advance_kernel", " * (1.0 + g8)", "", "radius"),
    ("advance_kernel", "(w[_LOCAL_ERROR + lane] * hi)", "(w[_LOCAL_ERROR + lane] * lo)", "radius"),
    ("advance_kernel", "max(1.0, g16) * w[_LOCAL", "w[_LOCAL", "increments"),
    ("advance_kernel", "+ 2.0 * BLOCK * room", "", "increments"),
    ("advance_kernel", "new * ROUND_UP if", "new if", "radius"),
    ("advance_kernel", "order = max(depth - 2, 0)", "order = max(depth - 1, 0)", "constants of a loop"),
    ("advance_kernel", "margin = depth * MARGIN", "margin = MARGIN", "constants of a loop"),
    ("locate_kernel", "spread += LOW_PART * a", "pass", "room"),
    ("locate_kernel", "lo = a - spread", "lo = a", "hull below"),
    ("locate_kernel", "cases[LOCAL_ERROR, c] * max(a, b)", "cases[LOCAL_ERROR, c] * min(a, b)", "radius"),
    ("locate_kernel", "g * old +", "old +", "unreadable"),
    ("locate_kernel", " + 2.0 * LOW_PART * a", "", "increments"),
    ("locate_kernel", "- new >= 0.0", ">= 0.0", "comparisons"),
    ("locate_kernel", "+ new < 0.0", "< 0.0", "comparisons"),
    ("locate_kernel", "(lq * lq)", "(lq * lp)", "slope"),
]


@pytest.mark.parametrize(("name", "old", "new", "broken"), SCALAR)
def test_a_scalar_radius_is_not_that_of_the_proof(
    name: str, old: str, new: str, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(scalar, name, old, new, monkeypatch)
    assert unproved(scalar_loops.obligations, broken)


COLUMNS = [
    ("_cover", "(depth - 1) * lam * eta", "depth * lam * eta", "rise and fall"),
    ("_cover", "(2 * depth - 1) * eta", "(2 * depth - 2) * eta", "rise and fall"),
    ("_cover", "1.0 - depth * 2.0**-46", "1.0", "accepted"),
    ("_cover", "+ depth * MARGIN", "", "growth"),
    ("_cover", "float_power(growth, BLOCK)", "float_power(growth, 8)", "growth"),
    ("_cover", "1.01 * BLOCK", "1.0 * BLOCK", "drift"),
    ("_cover", "columns[GROW] ** 2", "columns[GROW]", "drift"),
    ("_cover", "columns[LOCAL_ERROR] + columns[LOCAL_ERROR_F]", "columns[LOCAL_ERROR]", "drift"),
    ("_exact_column", "(4 * depth + 12)", "(3 * depth + 12)", "error of a state"),
    ("_exact_column", "(2 * depth + 2)", "(2 * depth + 1)", "error of an increment"),
    ("_exact_column", "UNIT + 2 * lam_relative + eta_relative", "UNIT + 2 * lam_relative", "error of a state"),
    ("_exact_column", "UNIT**2 + 2 * lam_relative)", "UNIT**2 + lam_relative)", "error of a state"),
    ("_exact_column", "1.01 * error", "0.99 * error", "slack"),
    ("_exact_column", "2.0**-100", "2.0**-110", "slack"),
    ("float_cases", "1.01 * (limit_error + 2 * UNIT", "1.01 * (limit_error + UNIT", "targets, floats"),
    ("float_cases", "FLOAT_LOCAL_ERROR * UNIT", "1.5 * UNIT", "error of a state"),
    ("float_root", "2 * depth * UNIT", "depth * UNIT", "error of a root"),
]


@pytest.mark.parametrize(("name", "old", "new", "broken"), COLUMNS)
def test_a_scalar_case_is_not_covered(
    name: str, old: str, new: str, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(scalar_radius, name, old, new, monkeypatch)
    assert unproved(scalar_cases.obligations, broken)


CONSTANTS = [
    (pair, "SLACK", 1.5 * pair.SMALL, pair_block, "p₂ above"),
    (pair, "PAID", 1 + 2.0**-46, pair_block, "roundings of the powers"),
    (pair, "PAID", 1 + 2.0**-49, pair_step, "paid, a"),
    (pair, "ROUND_UP", 1 + 2.0**-12, pair_look, "reach"),
    (pair, "LONG", 20, pair_block, "drift"),
    (pair_radius, "LARGEST_LOAD", 1 - 2.0**-42, pair_look, "acceptance"),
]


@pytest.mark.parametrize(("module", "name", "value", "proof", "broken"), CONSTANTS)
def test_smaller_constants_of_a_pair_are_not_proved(
    module: ModuleType, name: str, value: float, proof: ModuleType, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, name, value)
    assert unproved(proof.obligations, broken)
