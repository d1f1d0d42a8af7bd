"""The columns of a scalar case, read off the source that prepares them and compared with what the proof assumes.

RISE, FALL, GROW, DRIFT and the test of acceptance; the local errors of exact and float parameters; the two targets:
parts 1, 2, 4 and 7 of the last claim of docs/proofs/rounding.md (ours), whose constants ``scalar_block`` discharges.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from fractions import Fraction
from itertools import repeat
from types import SimpleNamespace
from typing import Any

import sympy as sp

from numerics.compiled import scalar, scalar_radius
from numerics.compiled.scalar import BLOCK
from proofs_check.kernel.obligation import Obligation, for_each, identity
from proofs_check.rounding.on_paper import Number, exactly, formulas, numbers, on_paper
from proofs_check.rounding.pair_step import everywhere
from proofs_check.rounding.scalar_loops import U, local, local_f, sign
from theory.dynamics.descent import descent_step
from theory.language.symbols import N, eta, lam, x


def obligations() -> tuple[Obligation, ...]:
    """Return what ties the columns to the proof.

    >>> [obligation.name for obligation in obligations()][:3]
    ['rise and fall', 'growth', 'drift, both errors']
    """
    return (*prepared(), *exact_columns(), *float_columns())


class _Column(dict[int, Any]):
    """The columns of a case, as letters; a row that is not yet filled has none."""

    def __missing__(self, row: int) -> None:
        return None


def _numpy(zeros: Any) -> SimpleNamespace:
    """Return what the preparation of cases needs of numpy; every condition is taken to hold."""

    def of(name: str) -> Callable[..., Number]:
        return lambda one, two: one.new(getattr(one.machine, name)(one.same(one), one.same(two)))

    return SimpleNamespace(
        errstate=lambda **_: nullcontext(), zeros=lambda *_, **__: zeros, where=lambda condition, yes, no: yes,
        maximum=of("larger"), minimum=of("smaller"), log2=lambda value: value, abs=abs,
    )  # fmt: skip


def prepared() -> tuple[Obligation, ...]:
    """Return what ties RISE, FALL, GROW, DRIFT and the test of acceptance to the proof."""
    start, largest_state = sp.symbols("c ell", positive=True)
    names = {
        scalar.LAM: lam,
        scalar.ETA: eta,
        scalar.SIGN: sign,
        scalar.STATE: start,
        scalar.NEAR: start,
        scalar.FAR: start,
    }
    names |= {scalar.LOCAL_ERROR: local, scalar.LOCAL_ERROR_F: local_f}
    given, choices = numbers(formulas(), (*names.values(), largest_state, N))
    choices.answers = repeat(True)
    columns = _Column(zip(names, given, strict=False))
    columns[scalar.LAM].size = 1
    powers: dict[tuple[sp.Expr, sp.Expr], sp.Symbol] = {}

    def power(base: Number, exponent: Any) -> Number:
        order = exponent.content if isinstance(exponent, Number) else sp.Integer(exponent)
        letter = powers.setdefault((base.content, order), sp.Symbol(f"P_{len(powers)}", positive=True))
        return base.new(letter)

    on_paper(scalar_radius._cover, np=_numpy(False), float_power=power, bool=bool)(given[-1], columns, given[-2])
    row = {name: columns[name].content for name in (scalar.RISE, scalar.FALL, scalar.GROW, scalar.DRIFT, scalar.TOP)}
    growth = 1 + sp.Max(row[scalar.RISE], 0) * powers[row[scalar.TOP], N - 2] + N * sp.Rational(Fraction(scalar.MARGIN))
    grown = powers.get((growth, sp.Integer(BLOCK)), sp.Symbol("none"))
    tops = [base for base, order in powers if order == N - 2]
    phis = [row[scalar.FALL] * powers[top_, 2 * N - 2] - row[scalar.RISE] * powers[top_, N - 2] for top_ in tops]
    asked = [(left, right) for name, left, right in choices.asked if name == "le" and left.has(*powers.values())]
    limits = [sp.expand((1 - right) / N) for left, right in asked]
    drift_share = sp.expand(row[scalar.DRIFT] / row[scalar.GROW] ** 2)
    ratio = (1 + Fraction(1, 2**43)) / (1 - Fraction(1, 2**43))
    return (
        identity(
            "rise and fall",
            "g' = 1 + RISE·x^{N−2} − FALL·x^{2N−2}",
            sp.diff(descent_step(N), x),
            1 + row[scalar.RISE] * x ** (N - 2) - row[scalar.FALL] * x ** (2 * N - 2),
        ),
        identity(
            "growth",
            "GROW = ROUND_UP·(1 + max(RISE, 0)·top^{N−2} + N·MARGIN)^16",
            row[scalar.GROW],
            sp.Rational(Fraction(scalar.ROUND_UP)) * grown,
        ),
        identity(
            "drift, both errors", "DRIFT has D and F alike", drift_share, drift_share.coeff(local) * (local + local_f)
        ),
        for_each(
            "drift",
            "DRIFT ≥ 16·Γ^32·(D+F), with 1.01 to spare for ρ^16 and 64 roundings",
            (Fraction(sp.Rational(drift_share.coeff(local))),),
            lambda share: share / BLOCK * (1 - U) ** 64 - ratio**BLOCK,
        ),
        for_each(
            "accepted",
            "φ(top) ≤ 1 − N2⁻⁴⁶ is what is asked (``scalar_block``, acceptance)",
            range(len(phis)),
            lambda index: (
                Fraction(sp.Rational(limits[index])) - Fraction(1, 2**46),
                Fraction(0 if sp.expand(asked[index][0] - phis[index]) == 0 else -1),
            ),
        ),
        for_each(
            "top",
            "top exceeds α and L by 2⁻³⁴ at least (``scalar_block``, TOP_GAP)",
            [Fraction(sp.Rational(top_ / largest_state)) for top_ in tops],
            lambda factor: factor - 1 - Fraction(1, 2**34),
        ),
    )


def exact_columns() -> tuple[Obligation, ...]:
    """Return what ties the local errors and targets of exact parameters to the steps and to ``scalar_block``."""
    found = []
    for double in (False, True):
        name = "two floats" if double else "one float"
        column, letters = exact_column(double=double)
        _, _, _, eigenvalue, off_lam, step, off_eta, target, off_target = letters
        tau, step_tau = sp.symbols("tau tau_eta", nonnegative=True)
        scaled = {off_lam: tau * eigenvalue, off_eta: step_tau * step}
        d_error, f_error = (
            sp.expand(column.get(row, 0)).subs(scaled) for row in (scalar.LOCAL_ERROR, scalar.LOCAL_ERROR_F)
        )
        u, spare = sp.Rational(U), sp.Rational(101, 100)
        if double:
            wanted = spare * ((4 * N + 12) * u**2 + 2 * tau), spare * ((2 * N + 2) * u + step_tau)
            rest = sp.Rational(1, 2**100)
        else:
            wanted = sp.Rational(Fraction(scalar_radius.FLOAT_LOCAL_ERROR)) * u + 2 * tau + step_tau, sp.Integer(0)
            rest = 2 * u
        slack = column[scalar.FAR_LOW if double else scalar.FAR] - column[scalar.NEAR_LOW if double else scalar.NEAR]
        found += [
            everywhere(f"error of a state, {name}", "D is at least what is proved of a step", d_error - wanted[0], {}),
            everywhere(f"error of an increment, {name}", "and so is F", f_error - wanted[1], {}),
            everywhere(
                f"slack, {name}",
                "FAR and NEAR differ by twice the error of the target and of its roundings",
                slack - 2 * (spare * off_target + rest * target),
                {},
            ),
        ]
    return tuple(found)


def exact_column(*, double: bool) -> tuple[dict[int, sp.Expr], tuple[sp.Symbol, ...]]:
    """Run ``_exact_column`` for a rising orbit; return its rows and the letters they are made of.

    These are (high, low, error) of the state, (float, error) of λ and of η, and (float, error) of the target.
    """
    letters = sp.symbols("y y_l e_y lambda e_lambda eta e_eta t e_t", positive=True)
    given, choices = numbers(formulas(), (*letters, N, sp.Integer(0)))
    choices.answers = repeat(True)
    state, low_part, off, eigenvalue, off_lam, step, off_eta, target, off_target, depth, nothing = given
    splits = iter(
        (
            (state, low_part, off),
            (eigenvalue, nothing, off_lam),
            (step, nothing, off_eta),
            (target, nothing, off_target),
        )
    )
    limit = state.new(sp.Symbol("limit", positive=True))
    limit.upper = lambda: limit
    # the first question, whether the start is above L, is answered by a letter that is not
    start = state.new(limit.content - sp.Symbol("below", positive=True))
    column = _Column()
    run = on_paper(
        scalar_radius._exact_column,
        np=_numpy(column),
        _moderate=lambda *_: True,
        working_precision=lambda *_: nullcontext(),
        to_ball=lambda value, *_: value,
        descent_limit=lambda *_: limit,
        _split=lambda *_: next(splits),
        isinstance=lambda *_: True,
        float=lambda value: value,
    )
    run(depth, (eigenvalue, start, step, target), double)
    return {
        row: value.content if isinstance(value, Number) else exactly(value) for row, value in column.items()
    }, letters


def float_columns() -> tuple[Obligation, ...]:
    """Return what ties the targets of float parameters, and the root they rest on, to ``scalar_block``."""
    limit, off, eps, start = sp.symbols("limit e_limit epsilon alpha", positive=True)
    u = sp.Rational(U)
    given, choices = numbers(formulas(), (limit, off, eps, start, lam, eta, N))
    choices.answers = repeat(True)
    root, root_off, accuracy, state, eigenvalue, step, depth = given
    eigenvalue.size = 1
    column = _Column()
    cases = {"float_root": lambda *_: (root, root_off), "_cover": lambda *_: True, "Cases": lambda *_: None}
    on_paper(scalar_radius.float_cases, np=_numpy(column), **cases)(depth, eigenvalue, state, step, accuracy)
    slack = column[scalar.FAR].content - column[scalar.NEAR].content
    z_power, positive = sp.symbols("z_N lambda", positive=True)
    powers = {
        "float_power": lambda base, exponent: base.new(z_power),
        "float_limit": lambda _, value: value.new(sp.Symbol("z", positive=True)),
    }
    guess, error = on_paper(scalar_radius.float_root, np=_numpy(None), **powers)(depth, eigenvalue.new(positive))
    distance = sp.Abs(z_power - positive) / positive + 2 * N * u
    share = sp.simplify(error.content / guess.content * N / distance)
    return (
        identity(
            "targets, floats",
            "FAR − NEAR = 2·1.01(error of L + 2u|target|)",
            slack,
            2 * sp.Rational(Fraction(1.01)) * (off + 2 * u * sp.Abs(limit - eps)),
        ),
        for_each(
            "error of a state, floats",
            "D is FLOAT_LOCAL_ERROR·u",
            (1,),
            lambda _: Fraction(column[scalar.LOCAL_ERROR]) - Fraction(scalar_radius.FLOAT_LOCAL_ERROR) * U,
        ),
        for_each(
            "error of a root",
            "Nt = 1.01(r + 2Nu): the root in floats is off by at most t times itself",
            (1,),
            lambda _: Fraction(sp.Rational(share)) - Fraction(1009, 1000) if share.is_Rational else Fraction(-1),
        ),
    )
