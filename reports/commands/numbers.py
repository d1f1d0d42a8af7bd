"""``dmf bound`` and ``dmf hit``: certified numbers for one eigenvalue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from reports.commands.arguments import DIGITS, PLACE, json_option, parameter_options
from reports.commands.own_statements import file_option, one
from reports.commands.terminal import print_json, print_pairs, print_table

if TYPE_CHECKING:
    from fractions import Fraction

    import sympy as sp


def _by_symbol(given: Mapping[str, Any]) -> dict[sp.Symbol, str]:
    """Return the parameters that were given, by symbol, as the user wrote them."""
    from theory.language.symbols import PARAMETER_NAMES

    return {s: str(given[name]) for s, name in PARAMETER_NAMES.items() if given.get(name) is not None}


def _exact(given: Mapping[str, Any]) -> dict[sp.Symbol, Fraction]:
    from reports.engine.decimals import Written

    return {symbol: Written(text) for symbol, text in _by_symbol(given).items()}


@click.command(
    epilog="""\b
Examples:
  dmf bound 2.4 --depth 3 --eigenvalue 1 --alpha 1/10 --step 0.1 --accuracy 1/100
  dmf bound 2.4 --depth 2 --eigenvalue -1 --alpha 0.5 --step 1/100 --accuracy 1e-3 --digits 40 --json
  dmf bound 1.1 --depth 3 --eigenvalue 1 --alpha 1/10 --step 0.1 --accuracy 1/100
  dmf bound 1.1 --matrix gram.npy --depth 3 --alpha 1/10 --step 1e-3 --accuracy 1/100
  dmf bound sharp-law --depth 3 --eigenvalue 1 --alpha 1e-15 --step 0.1 --accuracy 1e-9
  dmf bound lemma-2.2-sharp --depth 4 --eigenvalue 2 --alpha 1/10
  dmf bound 1.3 --depth 2 --eigenvalue=-1/2 --alpha 1/2 --beta 1/4 --step 1/99 --accuracy 1/100
  dmf bound remark-1.4 --depth 5

\b
upper and lower are the bounds that the claims of the statement state, read off its record: any statement has them
whose claims bound something by a formula, one of your own (--file) too. Some say more:
  2.4              T^Id (24) and the lower bounds (27); summands add up to upper
  1.1              the same, and error_bound: (11) for |E_ii(k)| once k >= T^Id
  lemma-2.2        N = 1: the exact count; N >= 2: step_bound and sharp_threshold
  lemma-2.2-sharp  the largest step size of a one-sided approach
  step-ceiling     the largest step size with which the iterates converge, 2/kappa
  sharp-law        closed: T is the ceiling of a number between the two; law: T itself, certified, at any size
  lemma-B.1        the step size beyond which iterates diverge or L is unstable
  remark-1.2       approximation: (12), the leading terms of T^Id; lag: s_N, which it leaves out
  lemma-E.1        upper and lower bound on the flow phase T+, its value, its expansion
  1.3              (15) or (16) for the perturbed start, and under sharp our own count
  1.3-sharp        our counts from above and below, under their own, weaker hypotheses, and two estimates: the point
                   law, and the law of which T is nearly the ceiling

For 1.3 and 1.3-sharp the accuracy is that of the product, |p1 p2^(N-1) - lambda|; every other one is of a factor.
For 1.1, --eigenvalue is one eigenvalue, and --step must respect (10) for the largest |eigenvalue|; with --matrix
every eigenvalue is answered and the step size is checked against the norm. A matrix is symmetric, of at most 2000
rows: .npy, .mtx (Matrix Market) or .csv (commas, semicolons, tabs or blanks, with or without header and index).
Negative eigenvalues are lost: their limit is 0. Those at rounding level do not count in the total.
"""
)
@click.argument("id", required=False)
@file_option
@parameter_options(required=False, further=True)
@click.option("--matrix", type=PLACE, help="For 1.1: a symmetric matrix instead of an eigenvalue.")
@click.option("--digits", type=DIGITS, default=15, show_default=True, help="Significant digits of real results.")
@json_option
def bound(
    id: str | None, file: Path | None, matrix: Path | None, digits: int, as_json: bool, **parameters: Any
) -> None:
    """Print the bounds of one statement at exact parameters.

    Real values are decimal strings, correctly rounded from certified enclosures; upper_iterations is the integer
    bound. Parameters that break a hypothesis are refused with exit code 2.
    """
    record = one(id, file)
    if matrix is not None:
        _bound_matrix(record.id, matrix, parameters, digits, as_json)
        return
    from reports.engine.bound import bound as bound_of

    answer = bound_of(record, _by_symbol(parameters), digits)
    if as_json:
        print_json(answer)
        return
    claims = answer.pop("claims", [])
    answer["hypotheses"] = "all hold: " + ", ".join(answer["hypotheses"])
    for entry in ("sharp", "closed", "law"):
        if answer.get(entry):
            answer[entry] = ", ".join(f"{name} {value}" for name, value in answer[entry].items())
    if "summands" in answer:
        answer["summands"] = " + ".join(answer["summands"])
    print_pairs(answer | {entry["name"]: _sentence(entry) for entry in claims})


def _sentence(entry: Mapping[str, str]) -> str:
    relation = "<=" if entry["kind"] == "upper" else ">="
    since = f" from k = {entry['since']} on" if "since" in entry else ""
    return f"{entry['quantity']} {relation} {entry['bound']}{since}"


def _bound_matrix(id: str, path: Path, parameters: Mapping[str, Any], digits: int, as_json: bool) -> None:
    """Answer ``dmf bound 1.1 --matrix FILE``."""
    from reports.deep_factorization.theorem_1_1 import ANSWER, bound_matrix

    if id != ANSWER.statement.id or parameters["eigenvalue"] is not None:
        raise click.UsageError(f"--matrix goes with statement {ANSWER.statement.id}, and replaces --eigenvalue")
    values = _by_symbol(parameters)
    if not set(ANSWER.needs) <= set(values):
        raise click.UsageError("--matrix needs --alpha, --step and --accuracy (see dmf bound --help)")
    answer = bound_matrix(path, values, digits)
    if as_json:
        print_json(answer)
        return
    rows = [
        (
            f"{row['eigenvalue']:.9g}",
            f"{row['limit']:.9g}",
            row["case"] or "-",
            str(row["upper_iterations"]),
            row["error_bound"],
            "lost" if row["lost"] else "rounding level" if row["rounding"] else "",
        )
        for row in answer["eigenvalues"]
    ]
    print_table(("eigenvalue", "limit", "case", "iterations", "then |W_ii - limit| is at most", ""), rows)
    click.echo("\n".join(_matrix_notes(answer)))


def _matrix_notes(answer: Mapping[str, Any]) -> Iterator[str]:
    """Yield what the table adds up to, which eigenvalues it does not recover, and how far they are known."""
    size, lost, tail = answer["size"], answer["lost"], answer["rounding"]
    told = f"{size - tail['eigenvalues']} of {size} eigenvalues" if tail["eigenvalues"] else f"all {size} eigenvalues"
    yield f"{told}: {answer['upper_iterations']} iterations, then each is near its limit"
    if lost:
        yield (
            f"{lost} lost: a negative eigenvalue tends to 0 from this start, not to its value; "
            "one factor started at (alpha-beta)I recovers it (dmf bound 1.3)"
        )
    if tail["eigenvalues"]:
        yield (
            f"{tail['eigenvalues']} at rounding level, at most {answer['rounding_level']:.2g}: "
            f"{tail['upper_iterations']} iterations, if they are what float64 makes of them"
        )
    yield (
        f"eigenvalues from float64, proved to be within {answer['eigenvalue_error']:.2g}; "
        "what is that close to 0 is taken as 0, the others as exact"
    )


@click.command(
    epilog="""\b
Examples:
  dmf hit --depth 3 --eigenvalue 1 --alpha 1/10 --step 0.1 --accuracy 1/100
  dmf hit --depth 3 --eigenvalue 1 --alpha 1e-300 --step 0.1 --accuracy 1/100
  dmf hit --depth 2 --eigenvalue=-1/2 --alpha 1 --step 1/10 --accuracy 1e-3 --json
  dmf hit --depth 2 --eigenvalue 1 --alpha 1/2 --step 0.6 --accuracy 1/100 --beyond
  dmf hit --depth 2 --eigenvalue=-1/2 --alpha 1/2 --beta 1/4 --step 1/99 --accuracy 1/100
  dmf hit --depth 3 --eigenvalue=-1 --alpha 1e-3 --beta 4e-4 --step 1e-12 --accuracy 1e-6

With --beta one factor starts at (alpha-beta)I, the count is of |p1 p2^(N-1) - lambda| <= accuracy, and
phase_transition is the iteration at which p1 changes sign (lambda < 0).
method names the arithmetic that settled it: "law" where T needs no iterating: a ceiling however large, with --beta
found by long jumps up to some 10^20. Where T itself stays open, lower and upper are the best of what was counted and
of what the theorems prove; method names both.
iterations is null when they differ, upper is null when nothing bounds the count: the exit code is
then 1. It is 0 when method is "never": then the accuracy is certainly never reached.
"""
)
@parameter_options(required=True)
@click.option("--beyond", is_flag=True, help="Allow a step size (with --beta: and a β) beyond the hypotheses.")
@json_option
def hit(beyond: bool, as_json: bool, **parameters: Any) -> int:
    """Count the iterations until the accuracy is reached.

    T = min{k: |d(k) − L| ≤ ε} of the recursion (18), certified: never a guess of floating-point arithmetic. The
    parameters must obey the hypotheses of Theorem 2.4 (N = 1: of Lemma 2.2), with --beta those of Theorem 1.3. A start
    within the accuracy needs 0 iterations.
    """
    values = _exact(parameters)
    if parameters["beta"] is not None:
        from reports.deep_factorization.theorem_1_3 import hit_perturbed

        return _tell(hit_perturbed(values, beyond), as_json)
    from reports.deep_factorization.theorem_2_4 import hit as hit_scalar

    return _tell(hit_scalar(values, beyond), as_json)


def _tell(answer: dict[str, Any], as_json: bool) -> int:
    """Print a hitting time; return the exit code, 1 where the budget ended before the count was known."""
    from numerics.orbits.ladder import NEVER

    never = answer["method"] == NEVER
    lower = _short(answer["lower"], up=False)
    upper = None if answer["upper"] is None else _short(answer["upper"], up=True)
    if as_json:
        print_json(answer)
    else:
        certified = "yes" if answer["certified"] else "no"
        shown = {"iterations": "none: the accuracy is never reached"} if never else {}
        print_pairs(answer | {"lower": lower, "upper": upper, "certified": certified} | shown)
    if never or answer["lower"] == answer["upper"]:
        return 0
    above = "not bounded above" if upper is None else f"at most {upper}"
    click.echo(f"dmf: undecided within the budget: T is at least {lower} and {above}", err=True)
    return 1


def _short(count: int, up: bool, most: int = 24, figures: int = 6) -> str:
    """Return a count, from ``most`` digits on as a decimal of some ``figures`` that is rounded ``up`` or down.

    >>> _short(121, up=True), _short(10**300 - 1, up=False), _short(10**300 - 1, up=True)
    ('121', '9.99999e+299', '1.00000e+300')
    """
    text = str(count)
    if len(text) <= most:
        return text
    leading, exponent = int(text[:figures]) + up, len(text) - 1
    if leading == 10**figures:
        leading, exponent = leading // 10, exponent + 1
    return f"{str(leading)[0]}.{str(leading)[1:]}e+{exponent}"


COMMANDS: tuple[click.Command, ...] = (bound, hit)
