"""``dmf solve``: which initial scale, step size or accuracy takes a wanted number of iterations."""

from __future__ import annotations

from typing import Any

import click

from reports.commands.arguments import DIGITS, PARAMETERS, Whole, json_option, number_options
from reports.commands.terminal import print_json, print_pairs

ITERATIONS = Whole(1, None, "iterations is a whole number of at least 1")


@click.command(
    epilog="""\b
Examples:
  dmf solve --for alpha --iterations 1000 --depth 3 --eigenvalue 1 --step 0.1 --accuracy 1/100
  dmf solve --for step --iterations 500 --depth 3 --eigenvalue 1 --alpha 1/10 --accuracy 1/100
  dmf solve --for accuracy --iterations 500 --depth 2 --eigenvalue=-1 --alpha 1/2 --step 1/10 --json
  dmf solve --for alpha --above --iterations 40 --depth 3 --eigenvalue 1 --step 1/50 --accuracy 1/100

The values with at most so many iterations are an interval: value is next to its end, where the count is exactly the
wanted one, and beyond is next to it on the other side, where the count is larger. Both counts are certified. The step
size is sought up to one over the largest -f' between the start and the limit, a start as far as that allows.
"""
)
@click.option("--for", "wanted", type=click.Choice(["alpha", "step", "accuracy"]), required=True, help="What to find.")
@click.option("--iterations", type=ITERATIONS, required=True, help="The wanted number of iterations.")
@number_options("eigenvalue", "alpha", "step", "accuracy")
@click.option("--above", is_flag=True, help="For alpha and λ > 0: a start above the limit, not below it.")
@click.option("--digits", type=DIGITS, default=12, show_default=True, help="Digits of the value, at least.")
@json_option
def solve(wanted: str, iterations: int, above: bool, digits: int, as_json: bool, **parameters: Any) -> None:
    """Find the alpha, step or accuracy that takes so many iterations.

    T = min{k: |d(k) − L| ≤ ε} of the recursion (18), N ≥ 2; T is monotone in each of the three.
    """
    from reports.sharp.solve import answer

    missing = [name for name in PARAMETERS if name not in ("beta", wanted) and parameters[name] is None]
    if missing:
        raise click.UsageError(f"missing option --{missing[0]} (see dmf solve --help)")
    if parameters[wanted] is not None:
        raise click.UsageError(f"--{wanted} is what is to be found: leave it out")
    found = answer(
        wanted, iterations, {name: text for name, text in parameters.items() if text is not None}, digits, above
    )
    print_json(found) if as_json else print_pairs(found)


COMMANDS: tuple[click.Command, ...] = (solve,)
