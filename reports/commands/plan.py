"""``dmf plan``: the windows of iterations in which descent on a matrix has each rank."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from reports.commands.arguments import NUMBER, PLACE, Number, Whole, json_option
from reports.commands.terminal import print_json, print_table
from reports.engine.limits import LARGEST_DEPTH

DEPTH = Whole(2, LARGEST_DEPTH, "the depth N must be an integer with N >= 2")
RANK = Whole(1, None, "a rank is an integer of at least 1")


class Step(Number):
    """An exact step size, or ``auto``."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the trimmed text; raises UsageError when it is neither."""
        return "auto" if str(value).strip().lower() == "auto" else super().convert(value, param, ctx)


@click.command(
    epilog="""\b
Examples:
  dmf plan gram.npy --depth 3
  dmf plan gram.csv --depth 2 --alpha 1e-4 --step 1/16
  dmf plan graph.mtx --depth 3 --rank 2 --tolerance 0.1 --json
  dmf plan graph.mtx --depth 2 --alpha 1/100 --beta 1e-6
  dmf plan gram.npy --depth 3 --out plan

A window holds the iterations k with w_i(k) >= (1-T) lambda_i for the first l eigenvalues and w_{l+1}(k) <= T
lambda_{l+1}: W(k) then has rank l, up to the tolerance T. On it the effective rank r(W(k)) differs from that of the
best approximation of rank l by at most what is under within, certified. The last window has no end where nothing is
left to learn. At stop at what is missing from that approximation and what is too much weigh the same; distance bounds
the distance of W(k) from it, in the norm of Frobenius.

The matrix is symmetric, real, of at most 2000 rows: .npy, .mtx (Matrix Market) or .csv (commas, semicolons, tabs or
blanks, with or without header and index). Its eigenvalues come with a proved error. Without --alpha the start is
chosen for the plateau of --rank, else for the one behind the largest relative drop of the eigenvalues; without --step
(or with auto) the step size is just below 1/((3N-2) M^(2N-2)). Negative eigenvalues are not learned from the identical
start. With --beta they are, later than positive ones of their size: a window then belongs to those learned by then.
"""
)
@click.argument("matrix", type=PLACE)
@click.option("--depth", "-N", type=DEPTH, required=True, help=f"Number N of factors, from 2 to {LARGEST_DEPTH}.")
@click.option("--alpha", type=NUMBER, help="Initial scale α > 0; by default chosen for a rank.")
@click.option("--step", type=Step(), default="auto", show_default=True, help="Step size η > 0.")
@click.option("--tolerance", type=NUMBER, default="1/20", show_default=True, help="Tolerance T, 0 < T < 1/2.")
@click.option("--rank", type=RANK, help="The one rank that is wanted.")
@click.option("--beta", type=NUMBER, help="Perturbation β: one factor starts at (α−β)I, and every sign is learned.")
@click.option("--out", type=PLACE, help="A folder for a page with figures; made if need be.")
@json_option
def plan(
    matrix: Path,
    depth: int,
    alpha: str | None,
    step: str,
    tolerance: str,
    rank: int | None,
    beta: str | None,
    out: Path | None,
    as_json: bool,
) -> None:
    """Plan when to stop: the iterations in which W(k) has rank 1, 2, ...

    For gradient descent from the identical start alpha*I on a product of N matrices, with a symmetric ground truth in
    MATRIX.
    """
    from reports.planning.choices import asked
    from reports.planning.plan import as_json as json_of, plan_file
    from reports.planning.show import COLUMNS, rows, sentences

    wanted = asked(alpha, None if step == "auto" else step, tolerance, rank, beta)
    if out is not None:
        from reports.planning.page import require_place

        require_place(out)
    found = plan_file(matrix, depth, wanted)
    written = None
    if out is not None:
        from reports.planning.page import files, write

        written = write(out, files(found, matrix.name))
    if as_json:
        print_json({"matrix": matrix.name, **json_of(found)})
        return
    if found.windows:
        print_table(COLUMNS, rows(found))
    click.echo("\n".join(sentences(found)))
    if written is not None:
        click.echo(f"written: {written}")


COMMANDS: tuple[click.Command, ...] = (plan,)
