"""What a statement is: hypotheses, claims, named constants, provenance. It prints itself.

In a terminal a statement shows as text, in a notebook as LaTeX.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import sympy as sp
from sympy.core.relational import Relational
from sympy.logic.boolalg import BooleanFunction

from theory.language.claims import Claim, Every, Tag, Tends, plain
from theory.language.definitions import NUMBERS, resolve
from theory.language.expressions import Abbreviation, At, Eigenvalue, unfolded
from theory.language.observables import BOUND, First
from theory.language.printing import Row, aligned, latex
from theory.language.spectra import OverSpectrum, sizes_of
from theory.language.symbols import PARAMETER_NAMES, SPECTRA, Multiplier, N, m, multiplier, without_multipliers

__all__ = ["TAGS", "Claim", "Constant", "Every", "Hypothesis", "Statement", "Tag", "Tends"]

#: What each provenance tag means, wherever it is shown.
TAGS: dict[str, str] = {
    "text": "forced by the surviving text of the paper",
    "rebuilt": "the form follows from the surviving proof; a constant may differ from the printed one",
    "ours": "sharper than the paper, or supplied where the printed formula could not be rebuilt",
    "observed": "ours, not proved: upheld by every case that was looked at",
}

#: A depth and the signs of λ at which the symbols of a formula are looked for, tried in turn.
_PROBES = ((3, 1), (3, -1), (2, 1), (2, -1), (3, 0))
#: Characters of a line of text, as far as formulas can be broken.
_WIDTH = 110
#: What stands for an expression at other parameters while the symbols of a formula are collected.
_ELSEWHERE = sp.Dummy("elsewhere", real=True)


@dataclass(frozen=True)
class Hypothesis:
    """A named condition on the parameters; ``text`` is what an error quotes.

    ``parameter`` is the one that an error names and whose value is drawn so that the condition holds; by default the
    last in the order of ``PARAMETER_NAMES``. ``exact`` is an equivalent relation that rational arithmetic decides where
    ``relation`` holds an irrational number.
    """

    name: str
    relation: sp.Basic
    text: str = ""
    parameter: sp.Symbol | None = None
    exact: sp.Basic | None = None

    @property
    def decidable(self) -> sp.Basic:
        """The relation to decide: the exact form where there is one."""
        return self.relation if self.exact is None else self.exact

    @property
    def about(self) -> sp.Symbol:
        """The parameter the condition is about; raises ValueError for a condition on no parameter."""
        if self.parameter is not None:
            return self.parameter
        known = [symbol for symbol in PARAMETER_NAMES if symbol in parameter_symbols(self.relation)]
        if not known:
            raise ValueError(f"hypothesis {self.name}: {self.relation} speaks of no parameter that can be drawn")
        return known[-1]

    def __str__(self) -> str:
        return self.text or plain(self.relation)


Direction = Literal["up", "down", "both"]

#: Which way a factor strengthens the claim, by the usual sense of its name. A name that is not here stands in an
#: identity, which every factor other than 1 falsifies.
_STRONGER: dict[str, Direction] = {"upper": "down", "error": "down", "lower": "up", "step": "up"}


@dataclass(frozen=True)
class Constant:
    """A named factor of a statement that campaigns may mutate; 1 states the claim itself.

    ``stronger`` says in which direction a factor makes the claim stronger ("both": in either), where the name
    does not say it already. ``slack`` says why the claim survives some factors in that direction: the reason, as
    far as it is understood; empty where no such factor is known. ``value`` is the constant as a formula at λ = 1 and
    α ≤ L, where it is not a factor of a whole bound, and ``frontier`` the factor at which the claim is known to break.
    """

    name: str
    meaning: str
    stronger: Direction | None = None
    slack: str = ""
    value: sp.Expr | None = None
    frontier: sp.Expr | None = None

    @property
    def direction(self) -> Direction:
        """The direction in which a factor strengthens the claim.

        >>> Constant("upper", "the bound").direction, Constant("rate", "a rate in an identity").direction
        ('down', 'both')
        """
        return self.stronger or _STRONGER.get(self.name, "both")

    def strengthened_by(self, factor: float) -> bool:
        """Whether multiplying by ``factor`` makes the claim stronger.

        >>> Constant("upper", "the bound").strengthened_by(0.9), Constant("upper", "the bound").strengthened_by(1.1)
        (True, False)
        """
        return factor != 1 and self.direction in ("both", "up" if factor > 1 else "down")

    @property
    def symbol(self) -> sp.Symbol:
        """The multiplier symbol that stands in the formulas."""
        return multiplier(self.name)


@dataclass(frozen=True)
class Statement:
    """A theorem, lemma or remark: what it assumes, what it claims, where it comes from.

    A conjecture of one's own needs ``id``, ``hypotheses`` and ``claims``. Raises ValueError when two claims or two
    hypotheses have the same name.
    """

    id: str
    title: str = ""
    source: str = "ours"
    tag: Tag = "ours"
    summary: str = ""
    hypotheses: tuple[Hypothesis, ...] = ()
    claims: tuple[Claim, ...] = ()
    constants: tuple[Constant, ...] = ()
    depends_on: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        for kind, names in (
            ("claims", [c.name for c in self.claims]),
            ("hypotheses", [h.name for h in self.hypotheses]),
        ):
            double = next((name for name in names if names.count(name) > 1), None)
            if double is not None:
                raise ValueError(f"{self.id}: two {kind} are called {double!r}")

    @property
    def symbols(self) -> frozenset[sp.Symbol]:
        """The symbols that occur in hypotheses and claims, multipliers left out."""
        parts = [h.relation for h in self.hypotheses] + [part for c in self.claims for part in c.parts()]
        return frozenset(s for part in parts for s in part.free_symbols if not isinstance(s, Multiplier))

    @property
    def parameters(self) -> tuple[sp.Symbol, ...]:
        """What has to be given for a case of the statement: its own symbols and those of everything it is defined by.

        In the order in which they are drawn. Raises ValueError for a symbol that no rule gives a value.
        """
        return _parameters(self)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of bound among the claims, in order of appearance."""
        return tuple(dict.fromkeys(claim.kind for claim in self.claims))

    def claim(self, name: str) -> Claim:
        """Return the claim called ``name``; raises ValueError naming the claims there are."""
        for claim in self.claims:
            if claim.name == name:
                return claim
        raise ValueError(f"{self.id} has no claim {name!r}: they are {', '.join(c.name for c in self.claims)}")

    def only(self, *names: str) -> Statement:
        """Return the statement with these claims alone."""
        return replace(self, claims=tuple(self.claim(name) for name in names))

    def __str__(self) -> str:
        """Return the statement as text for a terminal."""
        return "\n".join(self._text_lines())

    __repr__ = __str__

    def _text_lines(self) -> Iterator[str]:
        yield "  ".join(part for part in (self.id, self.title, f"[{self.tag}: {TAGS[self.tag]}]") if part)
        yield f"source: {self.source}"
        if self.summary:
            yield self.summary
        yield "hypotheses:"
        for hypothesis in self.hypotheses:
            yield f"  {hypothesis.name}: {hypothesis}"
        yield "claims:"
        introduced: dict[tuple[sp.Symbol, sp.Expr], str] = {}
        for claim in self.claims:
            yield f"  {claim.name} [{claim.tag}, {claim.kind}]: {claim.text or claim.sentence(where=False)}"
            if claim.text:
                yield from _wrapped(f"    {claim.sentence(where=False)}")
            yield from _where_lines(claim, introduced)
        for short in self.abbreviations():
            yield f"where {short} = {without_multipliers(short.body)}"
        for time in self.hitting_times():
            yield f"where {time.name} = {time.spelled(plain)}"
        if self.note:
            yield f"note: {self.note}"

    def hitting_times(self) -> tuple[First, ...]:
        """Return the hitting times that the claims speak of, by name."""
        found = {o for claim in self.claims for o in claim.observables() if isinstance(o, First)}
        return tuple(sorted(found, key=str))

    def abbreviations(self) -> tuple[Abbreviation, ...]:
        """Return the abbreviations in the claims, each before those that it is made of.

        What stands at other parameters (T^Id) is defined by the statement that it is from.
        """
        atoms = {short for claim in self.claims for part in claim.parts() for short in part.atoms(Abbreviation)}
        found: dict[str, Abbreviation] = {}
        for short in sorted(atoms, key=_usual_first):
            if not short.body.has(At):
                found.setdefault(short.name, short)
        return tuple(sorted(found.values(), key=lambda short: (-len(short.body.atoms(Abbreviation)), short.name)))

    def latex(self) -> str:
        """Return hypotheses and claims as one LaTeX ``aligned`` block, without the dollar signs.

        Multipliers are left out: a page shows the statement, not its mutations.
        """
        rows: list[Row] = [(h.name, ((latex(h.relation),),)) for h in self.hypotheses]
        for claim in self.claims:
            rows.append((claim.name, claim.latex_parts(latex)))
            rows += [("where", ((f"{latex(name)} =", latex(value)),)) for name, value in claim.where]
        rows += [("where", ((f"{latex(short)} =", latex(short.body)),)) for short in self.abbreviations()]
        rows += [("where", ((f"{latex(time)} = {_defined(time)}",),)) for time in self.hitting_times()]
        return aligned(list(dict.fromkeys(rows)))

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"


def _is_plain(argument: sp.Basic) -> bool:
    """Whether an argument is a symbol or a function of symbols, k or W(k) and not k + 1."""
    return bool(argument.is_Symbol or (argument.is_Function and all(inner.is_Symbol for inner in argument.args)))


def _usual_first(short: Abbreviation) -> tuple[bool, bool, str]:
    """Return a key that puts an abbreviation at a symbol first, and one at the index of a hitting time behind it."""
    return not all(map(_is_plain, short.args[1])), BOUND in short.args[1], str(short)


def _where_lines(claim: Claim, introduced: dict[tuple[sp.Symbol, sp.Expr], str]) -> Iterator[str]:
    """Yield the definitions under a claim, each once: one that an earlier claim has ``introduced`` is named only."""
    known: dict[str, list[str]] = {}
    for definition in claim.where:
        if definition in introduced:
            known.setdefault(introduced[definition], []).append(str(definition[0]))
    for name, names in known.items():
        yield f"      where {', '.join(names)} as in {name}"
    for definition in claim.where:
        if definition not in introduced:
            introduced[definition] = claim.name
            yield from _wrapped(f"      where {definition[0]} = {plain(definition[1])}")


def _wrapped(line: str) -> list[str]:
    """Break a long line at its spaces; what follows is indented further."""
    indent = " " * (len(line) - len(line.lstrip()) + 4)
    return textwrap.wrap(line, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


@lru_cache(maxsize=256)
def _parameters(record: Statement) -> tuple[sp.Symbol, ...]:
    found = {N}
    for hypothesis in record.hypotheses:
        found |= parameter_symbols(hypothesis.decidable)
    for claim in record.claims:
        bound = {name for name, _ in claim.where}
        if claim.over is not None and claim.over.symbol not in PARAMETER_NAMES:
            bound.add(claim.over.symbol)
        for part in claim.parts():
            found |= parameter_symbols(part) - bound
    unknown = sorted(found - set(PARAMETER_NAMES), key=str)
    if unknown:
        known = ", ".join(map(str, PARAMETER_NAMES))
        raise ValueError(f"{record.id}: {unknown[0]} is not a parameter and has no definition (known are {known})")
    return tuple(symbol for symbol in PARAMETER_NAMES if symbol in found)


def _defined(time: First) -> str:
    return time.spelled(latex).replace("min{k: ", r"\min\{k : ").removesuffix("}") + r"\}"


@lru_cache(maxsize=4096)
def parameter_symbols(part: sp.Basic) -> frozenset[sp.Symbol]:
    """Return the parameters that a formula depends on, those inside its names, observables and abbreviations included.

    >>> from theory.language.definitions import kappa
    >>> sorted(map(str, parameter_symbols(1 / kappa)))
    ['lambda']
    """
    return frozenset(s for s in symbols_behind(part) if not isinstance(s, Multiplier) and s not in NUMBERS)


@lru_cache(maxsize=4096)
def symbols_behind(part: sp.Basic) -> frozenset[sp.Symbol]:
    """Return all the symbols that a formula depends on, multipliers included.

    >>> from theory.language.definitions import K
    >>> from theory.language.symbols import alpha, lam, mu
    >>> sorted(map(str, symbols_behind(alpha * At(K, (lam,), (mu,)))))
    ['alpha', 'mu', 'q_K']
    """
    if isinstance(part, BooleanFunction | Relational):
        # part by part: as a whole it becomes false where one of its parts excludes the probed depth
        return frozenset[sp.Symbol]().union(*map(symbols_behind, part.args))
    found: set[sp.Symbol] = set()
    part = unfolded(part)
    for over in part.atoms(OverSpectrum):  # its λ and μ are bound
        body, first, last = over.args
        behind = symbols_behind(body)
        found |= (behind - set(SPECTRA.values())) | symbols_behind(first) | symbols_behind(last) | sizes_of(body)
    part = part.xreplace(dict.fromkeys(part.atoms(OverSpectrum), _ELSEWHERE))
    for time in part.atoms(First):  # its index is bound
        found |= symbols_behind(time.condition) - {BOUND}
    part = part.xreplace(dict.fromkeys(part.atoms(First), _ELSEWHERE))
    for value in part.atoms(Eigenvalue):
        found |= symbols_behind(value.place) | {value.SIZE}
    part = part.xreplace(dict.fromkeys(part.atoms(Eigenvalue), _ELSEWHERE))
    for elsewhere in part.atoms(At):  # what is taken at other parameters depends on their values
        body, parameters, values = elsewhere.args
        found |= (symbols_behind(body) - set(parameters)) | symbols_behind(values)
    # not by a number: a factor of 0 would take what stands beside it away
    part = part.xreplace(dict.fromkeys(part.atoms(At), _ELSEWHERE))
    for depth, sign in _PROBES:
        try:
            resolved = resolve(part.xreplace({m: sp.S.One if sign > 0 else sp.Integer(4)}), depth, sign)
        except (ValueError, ZeroDivisionError):
            continue
        found |= resolved.free_symbols
        break
    found |= {N, m} & part.free_symbols
    return frozenset(found - {_ELSEWHERE, BOUND})
