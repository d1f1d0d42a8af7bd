"""The compiled loops, run as Python on other numbers than floats.

``on_paper`` takes the source of a kernel (its ``py_func``) and runs it with names of our choice in the place of the
intrinsics. On :class:`Number` each operator is an operation of a machine: exact formulas, a list of operations, or
how many factors 1+δ a result has. So what the proofs bound is what the loops compute, and no formula is typed again.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from types import CellType, FunctionType, SimpleNamespace
from typing import Any

import sympy as sp

from proofs_check.rounding.machine import Arithmetic, listing


@dataclass(frozen=True)
class Machine(Arithmetic[Any]):
    """The operations of a radius: those of a step, and a/b, √a, |a|, the larger and the smaller of two numbers."""

    divide: Callable[[Any, Any], Any]
    root: Callable[[Any], Any]
    size: Callable[[Any], Any]
    larger: Callable[[Any, Any], Any]
    smaller: Callable[[Any, Any], Any]


@dataclass
class Choices:
    """What comparisons come out as, one after the other, and what they were: (operator, left, right)."""

    answers: Iterator[bool] = field(default_factory=lambda: iter(()))
    asked: list[tuple[str, Any, Any]] = field(default_factory=list)

    def decide(self, name: str, left: Any, right: Any) -> bool:
        """Return the truth where the numbers show it, else the next answer."""
        if isinstance(left, sp.Expr) and isinstance(right, sp.Expr):
            known = getattr(operator, name)(left, right)
            if known in (sp.true, sp.false):
                return bool(known)
        self.asked.append((name, left, right))
        return next(self.answers)


class Number:
    """An operand of a kernel: its content, and the machine that computes with it."""

    def __init__(self, content: Any, machine: Machine, choices: Choices) -> None:
        self.content, self.machine, self.choices = content, machine, choices

    def same(self, other: Any) -> Any:
        """Return the content of ``other``, a number or a constant of the code."""
        return other.content if isinstance(other, Number) else self.machine.constant(other)

    def new(self, content: Any) -> Number:
        """Return another number of the same machine."""
        return Number(content, self.machine, self.choices)

    def __neg__(self) -> Number:
        return self.new(self.machine.negate(self.content))

    def __pow__(self, exponent: Any) -> Number:
        if exponent == 2:
            return self.new(self.machine.multiply(self.content, self.content))
        return self.new(self.content ** self.same(exponent))

    def __abs__(self) -> Number:
        return self.new(self.machine.size(self.content))


def _operator(name: str, *, swapped: bool) -> Callable[[Number, Any], Number]:
    def apply(self: Number, other: Any) -> Number:
        pair = (self.same(other), self.content) if swapped else (self.content, self.same(other))
        return self.new(getattr(self.machine, name)(*pair))

    return apply


def _comparison(name: str) -> Callable[[Number, Any], bool]:
    def compare(self: Number, other: Any) -> bool:
        return self.choices.decide(name, self.content, self.same(other))

    return compare


for _symbol, _name in (("add", "add"), ("sub", "subtract"), ("mul", "multiply"), ("truediv", "divide")):
    setattr(Number, f"__{_symbol}__", _operator(_name, swapped=False))
    setattr(Number, f"__r{_symbol}__", _operator(_name, swapped=True))
for _name in ("lt", "le", "gt", "ge", "ne"):
    setattr(Number, f"__{_name}__", _comparison(_name))


def numbers(machine: Machine, contents: Sequence[Any], answers: Sequence[bool] = ()) -> tuple[list[Any], Choices]:
    """Return one operand for each content, and the choices that their comparisons will make."""
    choices = Choices(iter(answers))
    return [Number(content, machine, choices) for content in contents], choices


def fused(a: Any, b: Any, c: Any) -> Any:
    """Return a·b + c, in the place of the intrinsic."""
    one = next(value for value in (a, b, c) if isinstance(value, Number))
    return one.new(one.machine.fused(*map(one.same, (a, b, c))))


def _extreme(name: str) -> Callable[[Any, Any], Any]:
    def choose(a: Any, b: Any) -> Any:
        one = next((value for value in (a, b) if isinstance(value, Number)), None)
        if one is None:
            return (max if name == "larger" else min)(a, b)
        return one.new(getattr(one.machine, name)(one.same(a), one.same(b)))

    return choose


def on_paper(kernel: Any, **names: Any) -> Any:
    """Return the Python source of a compiled function, with ``names`` in the place of what it calls by these names.

    >>> from numba import njit
    >>> (a,), _ = numbers(formulas(), [sp.Symbol("a")])
    >>> on_paper(njit(lambda a: a * a + 0.5))(a).content
    a**2 + 1/2
    """
    function = getattr(kernel, "py_func", kernel)
    usual = {
        "fma": fused,
        "max": _extreme("larger"),
        "min": _extreme("smaller"),
        "math": SimpleNamespace(sqrt=lambda value: value.new(value.machine.root(value.content))),
    }
    cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    closure = tuple(CellType(names[name]) if name in names else cell for name, cell in cells)
    run = FunctionType(function.__code__, {**function.__globals__, **usual, **names}, closure=closure)
    run.__defaults__, run.__kwdefaults__ = function.__defaults__, function.__kwdefaults__
    return run


def exactly(value: Any) -> sp.Expr:
    """Return a constant of the code as the exact rational it is, a formula as it is.

    >>> exactly(2.0**-3)
    1/8
    """
    return value if isinstance(value, sp.Expr) else sp.Rational(Fraction(value))


def formulas() -> Machine:
    """Return the machine of exact formulas: no rounding at all."""
    return Machine(
        constant=exactly,
        negate=operator.neg,
        add=operator.add,
        subtract=operator.sub,
        multiply=operator.mul,
        fused=lambda a, b, c: a * b + c,
        divide=operator.truediv,
        root=sp.sqrt,
        size=sp.Abs,
        larger=sp.Max,
        smaller=sp.Min,
    )


def roundings() -> Machine:
    """Return the machine that counts: a result is a sum of products, each with at most so many factors (1+δ)^±1.

    A divisor counts twice: it may be a difference a − b with a + b ≤ 2(a − b), so that its relative error is at most
    twice that of its parts. The numbers given count 0, constants of the code are exact.

    >>> (a, b), _ = numbers(roundings(), [0, 0])
    >>> (a * a + b).content, (a * b / (a - b)).content
    (2, 4)
    """

    def sum_of(left: int, right: int) -> int:
        return max(left, right) + 1

    return Machine(
        constant=lambda value: 0,
        negate=lambda value: value,
        add=sum_of,
        subtract=sum_of,
        multiply=lambda left, right: left + right + 1,
        fused=lambda a, b, c: max(a + b, c) + 1,
        divide=lambda left, right: left + 2 * right + 1,
        root=lambda value: value // 2 + 2,
        size=lambda value: value,
        larger=max,
        smaller=max,
    )


def operations(lines: dict[str, str]) -> Machine:
    """Return the machine that writes a list of operations, see ``machine.listing``."""
    paper = listing(lines)

    def two(name: str) -> Callable[[str, str], str]:
        return lambda a, b: paper.fused(name, a, b)

    return Machine(
        **vars(paper),
        divide=two("divide"),
        root=lambda a: paper.fused("root", a, ""),
        size=lambda a: paper.fused("size", a, ""),
        larger=two("max"),
        smaller=two("min"),
    )
