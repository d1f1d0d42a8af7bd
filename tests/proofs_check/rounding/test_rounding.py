"""The proof of the rounding constants holds, fails for smaller constants, and speaks about the code that runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import astuple
from fractions import Fraction
from functools import cache

import numpy as np
import pytest
from numba import njit

import proofs_check.rounding.machine
from numerics.compiled.scalar import MARGIN
from numerics.compiled.scalar_radius import FLOAT_LOCAL_ERROR
from numerics.compiled.steps import double_step, step
from numerics.exact.verdict import Verdict
from proofs_check.kernel.obligation import Obligation, verdict_of
from proofs_check.rounding import scalar_block, scalar_step, scalar_step_two_floats
from proofs_check.rounding.machine import NEAREST, Arithmetic, nearest, run_double_step, run_power, run_step
from proofs_check.rounding.measured import (
    SHARPEST,
    State,
    admissible,
    adversarial_states,
    double_step_share,
    step_share,
)
from proofs_check.rounding.proofs import PROOFS

DEPTHS = range(1, 11)


@pytest.mark.parametrize("proof", [proof for proof, _ in PROOFS], ids=lambda proof: proof.__name__)
def test_every_obligation_is_proved(proof: object) -> None:
    obligations = proof.obligations()
    assert len({obligation.name for obligation in obligations}) == len(obligations) > 10
    assert [o.name for o in obligations if o.discharge().verdict is not Verdict.PROVED] == []


def failing(obligations: tuple[Obligation, ...]) -> list[str]:
    return [o.name for o in obligations if o.discharge().verdict is not Verdict.PROVED]


def test_smaller_constants_are_not_proved() -> None:
    assert failing(scalar_step.bound(2)) == ["falling to 0", "depth 1, rising"]
    assert verdict_of(scalar_step.obligations(Fraction(199, 100))) is Verdict.REFUTED
    assert failing(scalar_step_two_floats.step_bounds(Fraction(1), Fraction(12))) == ["on the increment"]
    assert failing(scalar_step_two_floats.step_bounds(Fraction(2), Fraction(-3))) == ["on the state"]
    assert failing(scalar_step_two_floats.depth_1(Fraction(0), Fraction(12))) != []


@pytest.mark.parametrize(
    ("name", "value", "broken"),
    [
        ("MARGIN", MARGIN / 4, "roundings of G"),
        ("ROUND_UP", 1.0, "roundings of the sum"),
        ("LOW_PART", 2.0**-53, "low parts"),
        ("SPARE", Fraction(1), "room, rounded"),
        ("TOP_GAP", Fraction(1, 2**40), "below top, limit"),
        ("SMALL", 0.5, "trusted interval"),
        ("PARAMETER_SHARE", Fraction(1, 2**60), "both off"),
    ],
)
def test_smaller_allowances_are_not_proved(
    name: str, value: object, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def named() -> Verdict:
        return next(o for o in scalar_block.obligations() if o.name == broken).discharge().verdict

    assert named() is Verdict.PROVED
    monkeypatch.setattr(scalar_block, name, value)
    assert named() is Verdict.REFUTED


# The code the proof speaks about is the code that runs


def test_nearest_is_what_python_rounds_to() -> None:
    draw = np.random.default_rng(3)
    for _ in range(2000):
        top, bottom = (int(v) for v in draw.integers(1, 2**62, 2))
        value = Fraction(top, bottom) * Fraction(2) ** int(draw.integers(-1100, 960))
        assert nearest(value) == Fraction(float(value))
        assert nearest(-value) == -nearest(value)
    half = Fraction(1, 2**53)
    assert nearest(1 + half) == 1
    assert nearest(1 + 3 * half) == 1 + 4 * half
    assert nearest(Fraction(1, 2**1075)) == 0
    with pytest.raises(OverflowError):
        nearest(Fraction(2**1024 - 2**969))


@cache
def compiled(depth: int) -> Callable:
    @njit
    def both(x, low, lam, lam_low, eta, result):
        for i in range(x.size):
            result[0, i] = step(depth, x[i], lam[i], eta[i])
            result[1, i], result[2, i] = double_step(depth, x[i], low[i], lam[i], lam_low[i], eta[i])

    return both


def states(depth: int, count: int) -> tuple[list[State], list[tuple[Fraction, Fraction]]]:
    """States and second floats: adversarial ones inside the hypotheses, and wild ones."""
    chosen = adversarial_states(depth, count, seed=1)
    draw = np.random.default_rng(depth)
    for _ in range(count // 2):
        x, lam, eta = (float(v) for v in draw.normal(size=3) * 2.0 ** draw.integers(-30, 30, 3))
        chosen.append(State(Fraction(abs(x) ** (1 / depth)), Fraction(lam), Fraction(abs(eta))))
    unit = Fraction(1, 2**53)
    lows = []
    for state in chosen:
        shares = draw.choice([0.0, 1.0, -1.0, float(draw.uniform(-1, 1))], 2)
        lows.append(
            tuple(nearest(Fraction(float(s)) * unit * v) for s, v in zip(shares, (state.x, state.lam), strict=True))
        )
    return chosen, lows


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_compiled_step_is_the_interpreted_step_bit_for_bit(depth: int) -> None:
    chosen, lows = states(depth, 240)
    x, lam, eta = (np.array([float(v) for v in column]) for column in zip(*map(astuple, chosen), strict=True))
    low, lam_low = (np.array([float(v) for v in column]) for column in zip(*lows, strict=True))
    assert [Fraction(v) for v in eta.tolist()] == [state.eta for state in chosen]
    found = np.empty((3, len(chosen)))
    compiled(depth)(x, low, lam, lam_low, eta, found)
    moved = 0
    for i, (state, (low_, lam_low_)) in enumerate(zip(chosen, lows, strict=True)):
        interpreted = run_step(NEAREST, depth, *astuple(state))
        assert interpreted == Fraction(found[0, i])
        moved += interpreted != state.x
        pair = run_double_step(NEAREST, depth, state.x, low_, state.lam, lam_low_, state.eta)
        assert pair == (Fraction(found[1, i]), Fraction(found[2, i]))
    assert moved > len(chosen) / 2


def test_powers_lose_one_rounding_less_than_their_exponent() -> None:
    counting: Arithmetic[tuple[int, int]] = Arithmetic(
        constant=lambda value: (0, 0),
        negate=None,
        add=None,
        subtract=None,
        multiply=lambda left, right: (left[0] + right[0], left[1] + right[1] + 1),
        fused=None,
    )
    for exponent in range(1, 256):
        assert run_power(counting, exponent, (1, 0)) == (exponent, exponent - 1)


# The bounds against exact steps


@pytest.mark.parametrize("depth", DEPTHS)
def test_no_step_is_off_by_more_than_the_constants(depth: int) -> None:
    chosen, lows = states(depth, 240)
    inside = [(state, low) for state, low in zip(chosen, lows, strict=True) if admissible(depth, state)]
    assert len(inside) >= 240
    single = [step_share(depth, state) for state, _ in inside]
    double = [double_step_share(depth, state, *low) for state, low in inside if depth > 1 or low[1] >= 0]
    assert max(single) <= 1
    assert max(double) <= 1
    assert max(single) > Fraction(1, 3)
    assert max(double) > Fraction(1, 20)


def test_the_constant_two_is_used_up() -> None:
    assert admissible(2, SHARPEST)
    assert 2 - Fraction(1, 10**6) < step_share(2, SHARPEST) * Fraction(FLOAT_LOCAL_ERROR) < 2


def test_a_state_outside_the_hypotheses_breaks_the_bound() -> None:
    """The bound needs g' ≥ 0: with ten times the largest step the increments are wrong by more."""
    shares = []
    for state in adversarial_states(6, 60, seed=2):
        far = State(state.x, state.lam, 40 * state.eta)
        if not admissible(6, far):
            shares.append(abs(step_share(6, far)))
    assert max(shares) > 1


# A change of the code changes what is proved


def test_a_dropped_fma_is_not_the_code_of_the_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    class Unfused:
        @staticmethod
        def __wrapped__(context: object, *kinds: object) -> tuple[object, Callable]:
            signature, emit = step.__wrapped__(context, *kinds)

            def without_fma(context_: object, builder: object, signature_: object, args: tuple) -> object:
                class Builder(type(builder)):
                    def fma(self, a: object, b: object, c: object) -> object:
                        return self.fadd(self.fmul(a, b), c)

                return emit(context_, Builder(builder.arithmetic), signature_, args)

            return signature, without_fma

    assert failing(scalar_step.what_is_computed()) == []
    monkeypatch.setattr(proofs_check.rounding.machine, "step", Unfused)
    assert failing(scalar_step.what_is_computed()) == ["emitted code"]
