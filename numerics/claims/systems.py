"""The dynamical systems behind the observables: how each runs, and how a state is read.

A system runs in exact rationals where the world has no precision, else in balls at the working precision in force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from numerics.exact.verdict import Undecided
from numerics.orbits.exact_factors import factor_orbit
from numerics.orbits.pair import ball_pair_orbit, exact_pair_step
from numerics.orbits.scalar import ball_orbit, exact_step
from theory.language.observables import EulerIterate, FactorEntry, Observable, PairIterate, ScalarIterate
from theory.language.symbols import x

if TYPE_CHECKING:
    from numerics.claims.world import World

#: An exact orbit is followed while its numbers have at most this many bits.
LONGEST = 8_000

#: Of a long orbit only the last states are kept, beyond the first ones that every claim looks at.
FIRST_STATES, LAST_STATES = 1000, 20


class Track:
    """One orbit, run forward once; a state that is no longer kept is found by running again."""

    def __init__(self, make: Callable[[], Iterator[Any]]) -> None:
        self.make, self.source = make, make()
        self.states: dict[int, Any] = {}
        self.at = -1

    def __getitem__(self, index: int) -> Any:
        state = self.states.get(index)
        if state is not None:
            return state
        if index < 0:
            raise ValueError(f"an orbit has no state {index}: its index starts at 0")
        if index <= self.at:
            self.source, self.at = self.make(), -1
        while self.at < index:
            state = next(self.source, None)
            if state is None:  # an orbit that has ended in an error stays ended
                raise Undecided(f"the orbit is not known at {index}")
            self.at += 1
            self.states[self.at] = state
            if self.at >= FIRST_STATES + LAST_STATES:
                self.states.pop(self.at - LAST_STATES, None)
        return self.states[index]


@dataclass(frozen=True)
class System:
    """``run`` yields the states of the orbit of an observable, ``pick`` reads the observable off a state."""

    run: Callable[[World, Any], Iterator[Any]]
    pick: Callable[[World, Any], Callable[[Any], Any]]


def _short(*numbers: Any) -> None:
    if max(int(v.p).bit_length() + int(v.q).bit_length() for v in numbers) > LONGEST:
        raise Undecided("the exact iterates have become too long")


def _scalar(world: World, slot: ScalarIterate) -> Iterator[Any]:
    start, eigenvalue, step = (world.parameter(p) for p in slot.parameters)
    if world.bits:
        yield from ball_orbit(world.depth, eigenvalue, start, step)
    advance, state = exact_step(world.depth), start
    while True:
        yield state
        state = advance(state, eigenvalue, step)
        _short(state)


def _pair(world: World, slot: PairIterate) -> Iterator[tuple[Any, Any]]:
    first, second, eigenvalue, step = (world.parameter(p) for p in slot.parameters[:-1])
    if world.bits:
        # p₂ − p₁ as a formula: as a difference of balls it would lose a small β in α
        difference = world.parameter(slot.parameters[1] - slot.parameters[0])
        for state in ball_pair_orbit(world.depth, eigenvalue, second, difference, step):
            yield state.first, state.second
    advance, pair = exact_pair_step(world.depth), (first, second)
    while True:
        yield pair
        pair = advance(*pair, eigenvalue, step)
        _short(*pair)


def _factors(world: World, slot: FactorEntry) -> Iterator[Any]:
    position, *inputs = slot.parameters[3:]
    # of a deep factorization the first step that is too long takes longer than all others together: one factor tells
    look = None if world.bits else lambda matrix: _short(*matrix.entries())
    for factors in factor_orbit(world.depth, world.integer(position), *(world.parameter(p) for p in inputs), look=look):
        if not world.bits:
            _short(*[entry for matrix in factors for entry in matrix.entries()])
        yield factors


def _entry(world: World, slot: FactorEntry) -> Callable[[Any], Any]:
    position, row, column = (world.integer(p) - 1 for p in slot.parameters[:3])
    return lambda factors: factors[position][row, column]


def _euler(world: World, slot: EulerIterate) -> Iterator[Any]:
    right, start, step = slot.parameters
    f, state, rate = world.function(right, x), world.value(start), world.parameter(step)
    while True:
        yield state
        state = state + rate * world.checked(f(state))
        if not world.bits:
            _short(state)


def _itself(world: World, slot: Observable) -> Callable[[Any], Any]:
    return lambda state: state


SYSTEMS: dict[type, System] = {
    ScalarIterate: System(_scalar, _itself),
    PairIterate: System(_pair, lambda world, slot: itemgetter(slot.component)),
    FactorEntry: System(_factors, _entry),
    EulerIterate: System(_euler, _itself),
}
