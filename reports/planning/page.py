"""The folder that ``dmf plan --out`` writes: a page with the windows and two pictures, and the same as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reports.planning.picture import curves, eigenvalue_figure, rank_figure
from reports.planning.plan import as_json
from reports.planning.show import COLUMNS, rows, sentences
from reports.rendering.figures import svg_text
from reports.rendering.files import require_writable_folder, write_atomically
from reports.rendering.markdown import Files, exact_text, json_text, markdown_table, plain

if TYPE_CHECKING:
    from reports.planning.plan import Plan

#: The page, and its pictures beside it.
PAGE, RANK, EIGENVALUES, DATA = "plan.md", "effective-rank.svg", "eigenvalues.svg", "plan.json"


def files(found: Plan, matrix: str) -> Files:
    """Return the page on a plan for a matrix of this name, its pictures and its data: name → text."""
    drawn = curves(found)
    numbered = "".join(f"- {plain(sentence)}\n" for sentence in sentences(found))
    depth, tolerance = found.descent.depth, exact_text(found.tolerance)
    perturbed = "" if found.beta is None else f", $\\beta={exact_text(found.beta)}$"
    start = f"$\\alpha={exact_text(found.alpha)}$" + perturbed
    table = markdown_table(COLUMNS, rows(found)) if found.windows else "No rank has a plateau with these parameters."
    text = f"""# When to stop: {plain(matrix)}

Gradient descent on a product of {depth} matrices from {start}, step size $\\eta={exact_text(found.step)}$, towards the
{found.levels.values.size} eigenvalues of {plain(matrix)}. From `start` to `stop` the product $W(k)$ has learned as
many of them as the rank says, each to a share of ${tolerance}$, and of the next one at most that share. There its
effective rank $r(W)=\\lVert W\\rVert_*/\\lVert W\\rVert$ differs from the one given by at most `within`. Stopped at
`stop at`, $W(k)$ is within `distance`, in the norm of Frobenius, of the best approximation of that rank. All integers
and bounds are certified.

{table}

{numbered}
![The effective rank of W(k); windows are shaded, and the bars are the effective ranks in the table]({RANK})

![The largest eigenvalues of W(k), dashed the eigenvalues they are to learn]({EIGENVALUES})
"""
    return {
        RANK: svg_text(rank_figure(found, *drawn)),
        EIGENVALUES: svg_text(eigenvalue_figure(found, *drawn)),
        DATA: json_text({"matrix": matrix, **as_json(found)}),
        PAGE: text,
    }


def require_place(folder: Path) -> None:
    """Raise ValueError in one line unless the page can be written to ``folder``."""
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder}: cannot be written: it is not a folder")
    require_writable_folder(folder)


def write(folder: Path, texts: Files) -> Path:
    """Write files to ``folder``, which is made if need be, each whole or not at all; the path of the page."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ValueError(f"{folder}: cannot be written: {error.strerror}") from None
    for name, content in texts.items():
        write_atomically(folder / name, content)
    return folder / PAGE
