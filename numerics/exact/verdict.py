"""What is known about a claim, and what is raised where the precision ran out."""

from __future__ import annotations

from enum import Enum


class Undecided(RuntimeError):
    """The precision budget ran out before a ball became narrow enough."""


class Verdict(Enum):
    """What is known about a claim. It is not a truth value, and ``bool`` of it raises TypeError.

    >>> Verdict.UPHELD.value
    'upheld'
    >>> bool(Verdict.PROVED)
    Traceback (most recent call last):
    TypeError: a verdict is not a truth value; compare it, e.g. verdict is Verdict.PROVED
    """

    PROVED = "proved"
    UPHELD = "upheld"
    REFUTED = "refuted"
    UNDECIDED = "undecided"

    def __bool__(self) -> bool:
        raise TypeError("a verdict is not a truth value; compare it, e.g. verdict is Verdict.PROVED")
