"""Observables: SymPy expressions that print as on paper and that ``numerics.claims`` knows how to compute.

All data of an observable are SymPy ``args``: its name, its index and what it starts from. So equality, hashing,
``subs`` and ``xreplace`` need no code, and ``d(k).subs(lam, mu)`` *is* the orbit of the other eigenvalue. Observables
are assumed real and nothing else: a sign that SymPy knows would turn claims into ``True`` before anybody has looked.

>>> d = scalar_orbit("d")
>>> d(k + 1) - d(k), d(k).subs(lam, 2), d(0)
(-d(k) + d(k + 1), d(k; lambda=2), d(0))
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

import sympy as sp
from sympy.core.symbol import Str

from theory.language.expressions import Eigenvalue
from theory.language.symbols import alpha, beta, eta, i, k, lam, mu, s, x

#: The variable that ``first`` binds: a dummy with a fixed index, so that no formula holds it by accident and two
#: spellings of one hitting time are equal, in every process.
BOUND = sp.Dummy("k", dummy_index=20111377200, integer=True, nonnegative=True)


class Observable(sp.Expr):
    """A quantity of a dynamical system; ``args`` are (name, index, *parameters), named in ``PARAMETERS``.

    ``MEANING`` says what it is and ``SOURCE`` where it comes from; ``docs/conjectures.md`` is checked against both.
    """

    is_commutative = True
    PARAMETERS: ClassVar[tuple[str, ...]] = ()
    #: What the parameters are unless the observable says otherwise; only what differs is printed.
    USUAL: ClassVar[tuple[sp.Expr, ...]] = ()
    MEANING: ClassVar[str] = ""
    SOURCE: ClassVar[str] = ""

    def __new__(cls, name: Any, index: Any, *parameters: Any) -> Observable:
        """Make the observable from its name, its index and the parameters of its system."""
        name = name if isinstance(name, Str) else Str(str(name))
        return sp.Expr.__new__(cls, name, sp.sympify(index), *map(sp.sympify, parameters))

    def _eval_is_extended_real(self) -> bool:
        return True

    def _eval_is_finite(self) -> bool | None:
        return True

    @property
    def name(self) -> str:
        """The name it prints under; it plays no part in its value."""
        return str(self.args[0])

    @property
    def index(self) -> sp.Expr:
        """The iteration or the time at which it is taken."""
        return self.args[1]

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        """What the system starts from, in the order of ``PARAMETERS``."""
        return self.args[2:]

    @property
    def start(self) -> sp.Expr | None:
        """Its value at index 0 as a formula, None where that is not one of its parameters."""
        return None

    @property
    def orbit(self) -> tuple[Any, ...]:
        """What has to be run to know it: equal for p₁(k), p₂(k+1) and for every name of one orbit."""
        return (type(self), *self.parameters)

    def _changed(self) -> list[tuple[str, sp.Expr, sp.Expr]]:
        usual = _DECLARED.get((type(self), self.name), self.USUAL)
        triples = zip(self.PARAMETERS, self.parameters, usual, strict=False)
        return [(name, value, known) for name, value, known in triples if value != known]

    def _places(self) -> list[sp.Expr]:
        """Return the place in the spectrum of the eigenvalue it belongs to, where it is one in a spectrum."""
        return [value.place for _, value, known in self._changed() if known == lam and isinstance(value, Eigenvalue)]

    def _shown(self, printer: Any) -> str:
        changed = [
            f"{printer._print(sp.Symbol(name))}={printer._print(value)}"
            for name, value, known in self._changed()
            if not (known == lam and isinstance(value, Eigenvalue))
        ]
        return "; ".join([printer._print(self.index), *changed])

    def _sympystr(self, printer: Any) -> str:
        places = [printer._print(place) for place in self._places()]
        name = "_".join([self.name, *(place if place.isalnum() else f"({place})" for place in places)])
        return f"{name}({self._shown(printer)})"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        name = printer._print(sp.Symbol(self.name))
        name = "".join([name, *(f"_{{{printer._print(place)}}}" for place in self._places())])
        text = rf"{name}\left({self._shown(printer)}\right)"
        return text if exp is None else rf"{text}^{{{exp}}}"

    def _eval_derivative(self, symbol: sp.Symbol) -> sp.Expr:
        return sp.Derivative(self, symbol, evaluate=False) if symbol in self.free_symbols else sp.S.Zero


#: The parameters under which a name has been declared, for printing only: a(k) starts from α−β and need not say so.
_DECLARED: dict[tuple[type, str], tuple[sp.Expr, ...]] = {}


class ScalarIterate(Observable):
    """The k-th iterate of (18)."""

    PARAMETERS = ("alpha", "lambda", "eta")
    USUAL = (alpha, lam, eta)
    MEANING = "the k-th iterate of d⁺ = d − η d^{N−1}(d^N − λ)"
    SOURCE = "(18)"

    @property
    def start(self) -> sp.Expr:
        """d(0)."""
        return self.parameters[0]


class PairIterate(Observable):
    """p₁ or p₂ after k steps of (40); the last parameter tells which of the two."""

    PARAMETERS = ("p_1(0)", "p_2(0)", "lambda", "eta")
    USUAL = (alpha - beta, alpha, lam, eta)
    MEANING = "the eigenvalue of the perturbed factor (p₁) or of the others (p₂) after k steps"
    SOURCE = "(40), (41)"

    @property
    def start(self) -> sp.Expr:
        """p₁(0) or p₂(0)."""
        return self.parameters[self.component]

    @property
    def component(self) -> int:
        """0 for p₁, 1 for p₂."""
        return int(self.args[-1]) - 1

    @property
    def orbit(self) -> tuple[Any, ...]:
        """Both components belong to one orbit."""
        return (type(self), *self.parameters[:-1])


class FlowValue(Observable):
    """y(t) of the gradient flow (28), from the closed form of its flow time."""

    PARAMETERS = ("alpha", "lambda")
    USUAL = (alpha, lam)
    MEANING = "the gradient flow y' = y^{N−1}(λ − y^N), y(0) = α, solved from the closed form of its flow time"
    SOURCE = "(28), Lemma 2.5"

    @property
    def start(self) -> sp.Expr:
        """y(0)."""
        return self.parameters[0]


class IntegratedFlow(FlowValue):
    """y(t) of (28) from the differential equation alone: no antiderivative is used."""

    MEANING = "the same flow, enclosed step by step from the differential equation alone"
    SOURCE = "(28)"


class FactorEntry(Observable):
    """An entry of VᵀW_jV after k steps of gradient descent on explicit matrices; see ``factor_entries``."""

    PARAMETERS = ("j", "row", "column", "i", "alpha", "beta", "lambda", "mu", "s", "eta")
    MEANING = "an entry of VᵀW_j(k)V, from gradient descent on N explicit 2×2 matrices with Ŵ = V diag(λ, μ) Vᵀ"
    SOURCE = "(7)-(9), (13)"

    def _sympystr(self, printer: Any) -> str:
        position, row, column = map(printer._print, self.parameters[:3])
        return f"{self.name}_{position}({printer._print(self.index)})[{row},{column}]"

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        position, row, column = map(printer._print, self.parameters[:3])
        text = rf"{self.name}_{{{position},{row}{column}}}\left({printer._print(self.index)}\right)"
        return text if exp is None else rf"{text}^{{{exp}}}"

    @property
    def orbit(self) -> tuple[Any, ...]:
        """One run of the descent serves every entry of every factor."""
        return (type(self), *self.parameters[3:])


class EulerIterate(Observable):
    """The k-th Euler step e⁺ = e + ηf(e) for a right-hand side of one's own, an expression in the state x."""

    PARAMETERS = ("f", "e(0)", "eta")
    MEANING = "the k-th Euler step e⁺ = e + ηf(e), for any f"
    SOURCE = "Lemma 2.7"

    @property
    def start(self) -> sp.Expr:
        """e(0)."""
        return self.parameters[1]

    @property
    def free_symbols(self) -> set[sp.Basic]:
        """The symbols other than the state x in f, which is bound."""
        right, *rest = self.parameters
        return (right.free_symbols - {x}).union(self.index.free_symbols, *(part.free_symbols for part in rest))


class First(Observable):
    """min{k: condition}; ``args`` are (name, condition in the bound variable). Infinite where no such k exists."""

    MEANING = "the first k that satisfies a condition, ∞ if none does"
    SOURCE = "a hitting time"

    def __new__(cls, name: Any, condition: Any) -> First:
        """Make the hitting time from its name and its condition in BOUND."""
        name = name if isinstance(name, Str) else Str(str(name))
        return sp.Expr.__new__(cls, name, condition)

    def _eval_is_finite(self) -> None:  # else SymPy turns first(…) < oo, which may be false, into True
        return None

    @property
    def condition(self) -> sp.Basic:
        """The condition, in the variable BOUND."""
        return self.args[1]

    @property
    def index(self) -> sp.Expr:
        """A hitting time depends on no index."""
        return sp.S.Zero

    @property
    def parameters(self) -> tuple[sp.Expr, ...]:
        """All it depends on stands in its condition."""
        return ()

    @property
    def free_symbols(self) -> set[sp.Basic]:
        """The parameters in the condition; the k of ``first`` is bound."""
        return self.args[1].free_symbols - {BOUND}

    def _sympystr(self, printer: Any) -> str:
        return self.name

    def _latex(self, printer: Any, exp: str | None = None) -> str:
        text = printer._print(sp.Symbol(self.name))
        return text if exp is None else rf"{text}^{{{exp}}}"

    def spelled(self, printer: Any = str) -> str:
        """Return the definition, min{k: condition}."""
        return f"min{{k: {printer(self.condition.xreplace({BOUND: k}))}}}"


# Making them ---------------------------------------------------------------------------------------------------

Indexed = Callable[[Any], sp.Expr]


def scalar_orbit(name: str, start: sp.Expr = alpha, eigenvalue: sp.Expr = lam, step: sp.Expr = eta) -> Indexed:
    """Return k ↦ the k-th iterate of (18) from ``start``.

    >>> a = scalar_orbit("a", start=alpha - beta)
    >>> a(k), a(k).parameters
    (a(k), (alpha - beta, lambda, eta))
    """
    parameters = tuple(map(sp.sympify, (start, eigenvalue, step)))
    _DECLARED[ScalarIterate, name] = parameters
    return lambda index: ScalarIterate(name, index, *parameters)


def pair_orbit(
    names: tuple[str, str],
    start: tuple[sp.Expr, sp.Expr] = (alpha - beta, alpha),
    eigenvalue: sp.Expr = lam,
    step: sp.Expr = eta,
) -> tuple[Indexed, Indexed]:
    """Return k ↦ p₁(k) and k ↦ p₂(k) of (40).

    >>> from theory.language.symbols import N
    >>> p1, p2 = pair_orbit(("p_1", "p_2"))
    >>> p1(k) * p2(k) ** (N - 1)
    p_1(k)*p_2(k)**(N - 1)
    """
    parameters = tuple(map(sp.sympify, (*start, eigenvalue, step)))
    for name in names:
        _DECLARED[PairIterate, name] = parameters
    return (
        lambda index: PairIterate(names[0], index, *parameters, 1),
        lambda index: PairIterate(names[1], index, *parameters, 2),
    )


def flow(name: str, start: sp.Expr = alpha, eigenvalue: sp.Expr = lam, *, integrated: bool = False) -> Indexed:
    """Return t ↦ y(t) of (28); ``integrated`` takes it from the differential equation, without the closed form.

    >>> from theory.language.symbols import t
    >>> y = flow("y")
    >>> y(t), y(2 * t).index
    (y(t), 2*t)
    """
    parameters = tuple(map(sp.sympify, (start, eigenvalue)))
    kind = IntegratedFlow if integrated else FlowValue
    _DECLARED[kind, name] = parameters
    return lambda time: kind(name, time, *parameters)


def euler_orbit(name: str, f: sp.Expr, start: sp.Expr = alpha, step: sp.Expr = eta) -> Indexed:
    """Return k ↦ the k-th Euler step e⁺ = e + ηf(e) from ``start``, for ``f`` an expression in the state x.

    >>> z = euler_orbit("z", sp.exp(x))
    >>> z(k)
    z(k)
    """
    parameters = tuple(map(sp.sympify, (f, start, step)))
    _DECLARED[EulerIterate, name] = parameters
    return lambda index: EulerIterate(name, index, *parameters)


def factor_entries(name: str, row: int, column: int, perturbation: sp.Expr = beta) -> Callable[[Any, Any], sp.Expr]:
    """Return (j, k) ↦ the entry (``row``, ``column``) of VᵀW_j(k)V, j = 1..N, rows and columns 1 and 2.

    The matrices are explicit: Ŵ = V diag(λ, μ) Vᵀ with V the rotation whose cosine is (1−s²)/(1+s²), W_i(0) =
    (α−``perturbation``)I for the position i of the perturbed factor, the other factors αI.

    >>> from theory.language.symbols import j
    >>> w = factor_entries("w", 1, 1)
    >>> w(j, k)
    w_j(k)[1,1]
    """
    rest = tuple(map(sp.sympify, (i, alpha, perturbation, lam, mu, s, eta)))
    return lambda position, index: FactorEntry(name, index, position, row, column, *rest)


def first(variable: sp.Symbol, condition: sp.Basic, name: str = "T") -> First:
    """Return min{variable: condition}, the first k = 0, 1, 2, … that satisfies ``condition``.

    Raises ValueError for a condition that SymPy has already decided, and for one hitting time inside another.

    >>> d = scalar_orbit("d")
    >>> first(k, sp.Le(d(k), 1)).spelled()
    'min{k: d(k) <= 1}'
    """
    if condition in (sp.true, sp.false):
        raise ValueError(f"first: SymPy has reduced the condition to {condition}; it does not depend on an orbit")
    if condition.atoms(First):
        raise ValueError("first: a hitting time inside a hitting time")
    return First(name, condition.xreplace({variable: BOUND}))
