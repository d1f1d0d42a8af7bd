"""How the command line reads its arguments: exact numbers, the depth, counts, statement ids.

Every failure is one line that names the argument and the value (see ``reports.commands.cli``). The modules that know
about numbers and statements are imported when a value is read, so that ``dmf --help`` stays quick.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from reports.engine.limits import LARGEST_DEPTH

Command = TypeVar("Command", bound=Callable[..., Any])


def _name(param: click.Parameter | None) -> str:
    return param.name if param is not None and param.name else "value"


class Number(click.ParamType):
    """An exact number: an int, a fraction ``1/10`` or a decimal ``0.1``. The text itself is handed on.

    Keeping the text lets an error message quote what the user wrote.
    """

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the trimmed text; raises UsageError when it is not an exact number."""
        from numerics.exact.numbers import exact

        try:
            exact(str(value))
        except ValueError as error:
            raise click.UsageError(f"{_name(param)}: {error}") from None
        return str(value).strip()


class SpectrumText(click.ParamType):
    """The eigenvalues of a symmetric matrix, kept as the user wrote them."""

    name = "spectrum"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the text; raises UsageError when an entry is not an eigenvalue."""
        from numerics.cases.spectra import read_spectrum

        try:
            read_spectrum(str(value))
        except ValueError as error:
            raise click.UsageError(f"--{error}") from None
        return str(value)


class Whole(click.ParamType):
    """A whole number between ``least`` and ``most``; ``meaning`` says why in an error message."""

    name = "integer"

    def __init__(self, least: int, most: int | None, meaning: str) -> None:
        self.least, self.most, self.meaning = least, most, meaning

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the integer; raises UsageError when the text is not one or lies outside the range."""
        from numerics.exact.numbers import exact

        try:
            number = exact(str(value))
        except ValueError as error:
            raise click.UsageError(f"{_name(param)}: {error}") from None
        if number.denominator != 1 or number < self.least:
            raise click.UsageError(f"{_name(param)} = {value}: {self.meaning}")
        if self.most is not None and number > self.most:
            raise click.UsageError(f"{_name(param)} = {value}: at most {self.most} is supported")
        return int(number)


class Place(click.ParamType):
    """A file or a folder; an empty text, which would mean the current folder, is refused."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the path; raises UsageError for an empty text."""
        if not str(value).strip():
            raise click.UsageError(f"{_name(param)} = {str(value)!r}: names no file or folder (write . for this one)")
        return Path(value)


class StatementId(click.ParamType):
    """The id of a statement, in upper or lower case; a wrong one is answered with the closest right one."""

    name = "id"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the id as the registry spells it; raises UsageError with a suggestion when there is none."""
        from theory.language.registry import STATEMENTS

        known = {record.id.lower(): record.id for record in STATEMENTS}
        wanted = str(value).strip().lower()
        if wanted in known:
            return known[wanted]
        guess = suggestion(wanted, list(known.values()))
        hint = f"did you mean {guess!r}? " if guess else ""
        raise click.UsageError(f"unknown statement {str(value)!r}: {hint}`dmf list` shows every id")


def suggestion(wanted: str, known: Sequence[str]) -> str | None:
    """Return the entry of ``known`` that ``wanted`` most likely means, or None.

    >>> suggestion("theorem 2.4", ["2.4", "lemma-2.2"]), suggestion("b.1", ["2.4", "lemma-B.1"])
    ('2.4', 'lemma-B.1')
    >>> suggestion("nothing like it", ["2.4"]) is None
    True
    """
    wanted = "-".join(wanted.lower().split())
    lowered = {entry.lower(): entry for entry in known}
    number = wanted.rpartition("-")[2]
    for entry in lowered:
        if number and entry.rpartition("-")[2] == number:
            return lowered[entry]
    close = difflib.get_close_matches(wanted, lowered, n=1)
    return lowered[close[0]] if close else None


NUMBER = Number()
SPECTRUM = SpectrumText()
STATEMENT = StatementId()
PLACE = Place()
DEPTH = Whole(1, LARGEST_DEPTH, "the depth N must be an integer with N >= 1")
DIGITS = Whole(1, 1000, "the number of significant digits must be an integer of at least 1")
CASES = Whole(1, 2_000_000, "a campaign needs a whole number of at least 1 case")
SEED = Whole(0, None, "a seed is an integer of at least 0")
WORKERS = Whole(1, 1024, "at least 1 worker process is needed")

json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON value on stdout, nothing else.")


#: The parameters of statements by the names of their options: those of one eigenvalue, and what else a statement may
#: have. A test holds the names to ``theory.language.symbols.PARAMETER_NAMES``, which ``dmf --help`` does not wait for.
PARAMETERS = {
    "eigenvalue": "Eigenvalue λ of the ground truth, any sign.",
    "alpha": "Initial scale α > 0.",
    "beta": "Perturbation β: one factor starts at (α−β)I.",
    "step": "Step size η > 0.",
    "accuracy": "Accuracy ε > 0 of |d(k) − L| ≤ ε.",
}
FURTHER_PARAMETERS = {
    "clean_spectrum": "Eigenvalues other than 0 of W_0, where the ground truth is W_0 + E: 4, 2, 1.",
    "noise": "δ, a bound on the noise: ‖E‖ ≤ δ.",
    "spectrum": "All eigenvalues of the ground truth: 4, 2, 1, 0*17.",
    "rank": "Rank l of the approximation that is looked at.",
    "tolerance": "What the effective rank may be off by.",
    "tail": "Share θ that the next eigenvalue may have reached.",
    "tail_accuracy": "ε', the N-th root of such a share.",
    "time": "Time t ≥ 0 of the gradient flow.",
    "state": "State x > 0.",
    "second_eigenvalue": "A second eigenvalue μ of the ground truth.",
    "slope": "s, which sets the eigenvectors of the ground truth.",
    "position": "Position j of a factor, from 1 to N.",
    "perturbed_position": "Position i of the perturbed factor.",
    "product": "The product p₁p₂^{N−1} as a number of its own.",
    "right_hand_side": "Number m of a right-hand side of Lemma 2.7.",
    "share": "A point of an interval, as a share of its length.",
}


def parameter_options(required: bool, further: bool = False) -> Callable[[Command], Command]:
    """Return a decorator that adds --depth, --eigenvalue, --alpha, --beta, --step and --accuracy to a command.

    The depth is always required, the others but --beta when ``required`` is true. ``further`` adds the parameters that
    only few statements have.
    """
    names = PARAMETERS | (FURTHER_PARAMETERS if further else {})
    return _options(names, {name for name in names if required and name != "beta"})


def number_options(*names: str) -> Callable[[Command], Command]:
    """Return a decorator that adds --depth, which is required, and the named parameters, none of which is."""
    return _options({name: PARAMETERS[name] for name in names}, set())


def _options(names: Mapping[str, str], needed: Collection[str]) -> Callable[[Command], Command]:
    options = [
        click.option("--depth", "-N", type=DEPTH, required=True, help=f"Number N of factors, at most {LARGEST_DEPTH}.")
    ]
    for name, meaning in names.items():
        flag = f"--{name.replace('_', '-')}"
        kind = SPECTRUM if name in ("spectrum", "clean_spectrum") else NUMBER
        options.append(click.option(flag, name, type=kind, required=name in needed, help=meaning))

    def decorate(command: Command) -> Command:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate
