"""What a statement is: hypotheses, claims, named constants, provenance. It prints itself.

In a terminal a statement shows as text, in a notebook as LaTeX.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import sympy as sp

from theory.language.definitions import LATEX_NAMES
from theory.language.symbols import multiplier, without_multipliers

Tag = Literal["text", "rebuilt", "ours"]

#: What each provenance tag means, wherever it is shown.
TAGS: dict[str, str] = {
    "text": "forced by the surviving text of the paper",
    "rebuilt": "the form follows from the surviving proof; a constant may differ from the printed one",
    "ours": "sharper than the paper, or supplied where the printed formula could not be rebuilt",
}


@dataclass(frozen=True)
class Hypothesis:
    """A named condition on the parameters; ``relation`` is decided exactly, ``text`` is what an error quotes."""

    name: str
    relation: sp.Basic
    text: str


@dataclass(frozen=True)
class Claim:
    """One thing a statement says: ``relation`` in the paper's symbols, ``text`` in a sentence.

    ``kind`` says whether the claim is an exact identity, an upper bound or a lower bound.
    ``tag`` is the claim's own provenance.
    """

    name: str
    relation: sp.Basic
    text: str
    kind: Literal["exact", "upper", "lower"]
    tag: Tag


Direction = Literal["up", "down", "both"]

#: Which way a factor strengthens the claim, by the usual sense of its name. A name that is not here stands in an
#: identity, which every factor other than 1 falsifies.
_STRONGER: dict[str, Direction] = {"upper": "down", "error": "down", "lower": "up", "step": "up"}


@dataclass(frozen=True)
class Constant:
    """A named factor of a statement that campaigns may mutate; 1 states the claim itself.

    ``stronger`` says in which direction a factor makes the claim stronger ("both": in either), where the name
    does not say it already. ``slack`` says why the claim survives some factors in that direction: the reason, as
    far as it is understood; empty where no such factor is known.
    """

    name: str
    meaning: str
    stronger: Direction | None = None
    slack: str = ""

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
    """A theorem, lemma or remark: what it assumes, what it claims, where it comes from."""

    id: str
    title: str
    source: str
    tag: Tag
    summary: str
    hypotheses: tuple[Hypothesis, ...]
    claims: tuple[Claim, ...]
    constants: tuple[Constant, ...] = ()
    depends_on: tuple[str, ...] = ()
    note: str = ""

    @property
    def symbols(self) -> frozenset[sp.Symbol]:
        """The parameters that occur in hypotheses and claims, multipliers left out."""
        expressions = [h.relation for h in self.hypotheses] + [c.relation for c in self.claims]
        found: set[sp.Symbol] = set()
        for expression in expressions:
            found |= without_multipliers(expression).free_symbols
        return frozenset(found)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of bound among the claims, in order of appearance."""
        return tuple(dict.fromkeys(claim.kind for claim in self.claims))

    def __str__(self) -> str:
        """Return the statement as text for a terminal."""
        return "\n".join(self._text_lines())

    __repr__ = __str__

    def _text_lines(self) -> Iterator[str]:
        yield f"{self.id}  {self.title}  [{self.tag}: {TAGS[self.tag]}]"
        yield f"source: {self.source}"
        yield self.summary
        yield "hypotheses:"
        for hypothesis in self.hypotheses:
            yield f"  {hypothesis.name}: {hypothesis.text}"
        yield "claims:"
        for claim in self.claims:
            yield f"  {claim.name} [{claim.tag}, {claim.kind}]: {claim.text}"
            yield f"    {without_multipliers(claim.relation)}"
        if self.note:
            yield f"note: {self.note}"

    def latex(self) -> str:
        """Return hypotheses and claims as one LaTeX ``aligned`` block, without the dollar signs.

        Multipliers are left out: a page shows the statement, not its mutations.
        """
        rows = [_latex_row(h.name, h.relation) for h in self.hypotheses]
        rows += [_latex_row(c.name, c.relation) for c in self.claims]
        return "\\begin{aligned}\n" + " \\\\\n".join(rows) + "\n\\end{aligned}"

    def _repr_latex_(self) -> str:
        return f"$\\displaystyle {self.latex()}$"


def _latex_row(name: str, relation: sp.Basic) -> str:
    label = name.replace("_", " ")
    return rf"&\text{{{label}:}} && {sp.latex(without_multipliers(relation), symbol_names=LATEX_NAMES)}"
