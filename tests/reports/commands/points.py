"""The parameters that the tests of the command line start from."""

from __future__ import annotations

POINT = ["--depth", "3", "--eigenvalue", "1", "--alpha", "1/10", "--step", "0.1", "--accuracy", "1/100"]


def point(**changes: str | None) -> list[str]:
    """Return the options of ``POINT`` with some values replaced; None leaves an option out."""
    values = dict(zip(POINT[::2], POINT[1::2], strict=True)) | {f"--{name}": value for name, value in changes.items()}
    return [text for name, value in values.items() if value is not None for text in (name, value)]


def point_at(depth: int, eigenvalue: str, alpha: str, step: str, accuracy: str) -> list[str]:
    """Return the options of a point of its own."""
    return point(depth=str(depth), eigenvalue=eigenvalue, alpha=alpha, step=step, accuracy=accuracy)
