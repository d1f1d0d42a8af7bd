"""What a printed term is about: its parameters, the symbols that are bound around it, the names it has been given.

A name of a record (T^Id, Δ₂(k), a name of ``where``) becomes a Coq definition beside the statement, with what it
depends on as its parameters.

>>> from theory.language.definitions import kappa
>>> from theory.language.symbols import alpha
>>> sorted(map(str, parameters_of(kappa * alpha)))
['N', 'alpha', 'lambda']
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import sympy as sp

from theory.deep_factorization.lemma_2_5 import U_complex, U_hypergeometric, U_real, U_tail
from theory.deep_factorization.lemma_e_1 import C_N
from theory.deep_factorization.right_hand_sides import U as U_m, convexity, f, high, largest_slope, low, sign, steepest
from theory.language.definitions import NUMBERS, definitions, h, tau
from theory.language.expressions import Abbreviation, At, Eigenvalue, Root
from theory.language.observables import BOUND, EulerIterate, First, FlowValue
from theory.language.spectra import OverSpectrum, sizes_of
from theory.language.symbols import PARAMETER_NAMES, N, ell_0, eps_tail, eta, lam, mu, n, without_multipliers, x
from theory.sharp.abel import Phi, Phi_2, inverse_distances
from theory.sharp.depth_two_gaps import C_two
from theory.sharp.plateau_existence import U
from theory.sharp.rapidity import w_of
from theory.sharp.small_start import C_start


class Unprintable(ValueError):
    """An expression for which there is no rule."""


#: The two spectra, by their sizes.
LISTS = {n: "spectrum", ell_0: "clean"}
#: Stands for the flow among the parameters of a term.
FLOW = sp.Symbol("y")
#: Functions and names with a definition in the vocabulary, and what it depends on besides the arguments.
VOCABULARY: dict[object, tuple[str, tuple[sp.Symbol, ...]]] = {
    h: ("h", (N, lam)),
    tau: ("tau", (N, lam)),
    C_N: ("C_N", (N,)),
    inverse_distances: ("sigma_N", (N, lam)),
    Phi: ("Phi", (N, lam, eta)),
    Phi_2: ("Phi_2", (N, lam, eta)),
    C_start: ("C_start", (N,)),
    C_two: ("C_two", ()),
    U: ("U", (N, lam)),
    w_of: ("rapidity", (N,)),
    U_complex: ("U_complex", (N, lam)),
    U_real: ("U_real", (N, lam)),
    U_hypergeometric: ("U_hypergeometric", (N, lam)),
    U_tail: ("U_tail", (N, lam)),
    f: ("f_m", (N, lam)),
    U_m: ("U_m", (N, lam)),
    sign: ("sign_f", ()),
    convexity: ("sign_ff'", ()),
    low: ("low_m", (N, lam)),
    high: ("high_m", (N, lam)),
    largest_slope: ("K_m", (N, lam)),
    steepest: ("steepest_m", (N, lam)),
}
#: Symbols whose names Coq or the vocabulary has for something else.
_RENAMED = {lam: "lam", eps_tail: "eps_tail"}
#: Names that Coq has for something else, and those of variables that are bound in printed terms.
_OF_COQ = frozenset(
    (
        *("R", "C", "S", "O", "E", "I", "D", "PI", "IZR", "INR", "exp", "ln", "sqrt", "cosh", "sinh", "real", "pair"),
        *("fst", "snd", "k", "j", "i", "t", "u", "w", "start", "unknown"),
    )
)


@lru_cache
def taken() -> frozenset[str]:
    """Return the names that a definition beside a statement must not have: it would hide another one."""
    library = Path(__file__).parents[1] / "library"
    texts = (library / f"{name}.v" for name in ("vocabulary", "closed_forms"))
    words = {word for text in texts for word in re.findall(r"(?:Definition|Fixpoint) (\w+)", text.read_text())}
    parameters = {name_of(symbol) for symbol in PARAMETER_NAMES} | set(LISTS.values()) | {FLOW.name}
    return _OF_COQ | words | parameters | {symbol.name for symbol in named()} | {"h"}


def name_of(symbol: sp.Symbol) -> str:
    """Return the identifier of a symbol."""
    if symbol in _RENAMED:
        return _RENAMED[symbol]
    return identifier(symbol.name)


def identifier(name: str) -> str:
    """Return a name as an identifier of Coq; raises Unprintable for one that is none.

    >>> identifier("T^Id"), identifier("xi'"), identifier("lambda_e")
    ('T_Id', "xi'", 'lam_e')
    """
    text = name.replace("epsilon", "eps").replace("lambda", "lam").replace("^", "_").replace("+", "plus")
    text = text.replace("-", "minus").replace("′", "'").replace(".", "_")
    if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_']*", text):
        raise Unprintable(f"{name}: not an identifier")
    return text


def is_natural(symbol: sp.Symbol) -> bool:
    """Whether a symbol stands for a natural number."""
    return bool(symbol.is_integer)


# Parameters ----------------------------------------------------------------------------------------------------


@lru_cache
def named() -> dict[sp.Symbol, tuple[tuple[sp.Symbol, ...], sp.Expr]]:
    """Return each name of the shared definitions with its parameters, in their order, and its definition."""
    found: dict[sp.Symbol, tuple[tuple[sp.Symbol, ...], sp.Expr]] = {}
    for name, definition in definitions(N).items():
        body = without_multipliers(definition)
        symbols = {N}.union(*(found[s][0] if s in found else (s,) for s in body.free_symbols))
        found[name] = in_order(symbols), body
    return found


def in_order(symbols: set[sp.Symbol]) -> tuple[sp.Symbol, ...]:
    """Return parameters as the records list them, what is not in their list behind them."""
    known = list(PARAMETER_NAMES)
    return tuple(sorted(symbols, key=lambda s: (known.index(s) if s in known else len(known), str(s))))


@lru_cache(maxsize=16384)
def parameters_of(expr: sp.Basic) -> frozenset[sp.Symbol]:
    """Return what the value of an expression depends on, with what the names in it depend on."""
    inner = frozenset().union(*map(parameters_of, expr.args)) if expr.args else frozenset()
    match expr:
        case sp.Symbol():
            return _of_symbol(expr)
        case Abbreviation():
            return parameters_of(expr.body)
        case OverSpectrum():
            body, first, last = expr.args
            kept = parameters_of(body) - {lam, mu} | sizes_of(body)
            return kept | parameters_of(first) | parameters_of(last)
        case At():
            body, parameters, values = expr.args
            return parameters_of(body) - set(parameters) | parameters_of(values)
        case Eigenvalue():
            return inner | {expr.SIZE}
        case Root():
            return inner - {expr.args[0]}
        case First():
            return parameters_of(expr.condition) - {BOUND}
        case sp.Sum() | sp.Integral() | sp.Subs():
            return inner - _bound_in(expr)
        case FlowValue():
            return inner | {FLOW, N}
        case EulerIterate():
            right, start, step = map(parameters_of, expr.parameters)
            return right - {x} | start | step | parameters_of(expr.index)
    if expr.func in VOCABULARY:
        return inner | set(VOCABULARY[expr.func][1])
    return inner | ({N} if _has_depth(expr) else set())


def _bound_in(expr: sp.Basic) -> set[sp.Symbol]:
    if isinstance(expr, sp.Subs):
        return set(expr.variables)
    return {limit[0] for limit in expr.args[1:]}


def _of_symbol(symbol: sp.Symbol) -> frozenset[sp.Symbol]:
    given = scope().given
    if symbol in given:
        return given[symbol][1]
    if symbol in VOCABULARY:
        return frozenset(VOCABULARY[symbol][1])
    if symbol in named():
        return frozenset(named()[symbol][0])
    if symbol in NUMBERS:
        return frozenset({N})
    return frozenset({symbol})


def _has_depth(expr: sp.Basic) -> bool:
    return type(expr).__name__ in ("ScalarIterate", "PairIterate", "FactorEntry")


# Names ---------------------------------------------------------------------------------------------------------


@dataclass
class Scope:
    """What surrounds a term while a statement is printed.

    ``texts`` are the definitions beside the statement by their identifiers, ``given`` the identifiers and parameters of
    the names of a claim.
    """

    texts: dict[str, str] = field(default_factory=dict)
    given: dict[sp.Symbol, tuple[str, frozenset[sp.Symbol]]] = field(default_factory=dict)
    times: dict[First, sp.Symbol] = field(default_factory=dict)
    bound: frozenset[sp.Symbol] = frozenset()
    ends: dict[sp.Symbol, sp.Expr] = field(default_factory=dict)


_SCOPE: ContextVar[Scope | None] = ContextVar("scope", default=None)


def scope() -> Scope:
    """Return what surrounds the term that is being printed; a new scope where there is none."""
    return _SCOPE.get() or Scope()


@contextmanager
def inside(new: Scope) -> Iterator[Scope]:
    """Print within a scope."""
    token = _SCOPE.set(new)
    parameters_of.cache_clear()
    try:
        yield new
    finally:
        _SCOPE.reset(token)
        parameters_of.cache_clear()


def binding(symbols: Iterable[sp.Symbol], part: Callable[[], str]) -> str:
    """Return what is printed while symbols are bound."""
    around = scope()
    outside, around.bound = around.bound, around.bound.union(symbols)
    try:
        return part()
    finally:
        around.bound = outside


def binders(symbols: tuple[sp.Symbol, ...]) -> str:
    """Return parameters with their types, as a definition lists them."""
    naturals = [name_of(s) for s in symbols if s != FLOW and is_natural(s)]
    reals = [name_of(s) for s in symbols if s != FLOW and not is_natural(s)]
    lists = [LISTS[size] for size in LISTS if size in symbols]
    flows = [FLOW.name] if FLOW in symbols else []
    kinds = ((naturals, "nat"), (reals, "R"), (lists, "nat -> R"), (flows, "R -> R -> R -> R"))
    return " ".join(f"({' '.join(names)} : {kind})" for names, kind in kinds if names)


def arguments(symbols: tuple[sp.Symbol, ...]) -> list[str]:
    """Return the identifiers of parameters in the order of ``binders``."""
    plain = [s for s in symbols if s != FLOW]
    names = [name_of(s) for s in plain if is_natural(s)] + [name_of(s) for s in plain if not is_natural(s)]
    names += [LISTS[size] for size in LISTS if size in symbols]
    return names + ([FLOW.name] if FLOW in symbols else [])


def defined(name: str, symbols: frozenset[sp.Symbol], kind: str, body: str) -> str | None:
    """Write a definition beside the statement and return its identifier, None where the name stands for another."""
    name = f"{name}_" if name in taken() else name
    text = f"Definition {name} {binders(in_order(set(symbols)))} : {kind} :=\n  {body}."
    texts = scope().texts
    if texts.setdefault(name, text) != text:
        return None
    return name
