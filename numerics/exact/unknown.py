"""What is raised where a precision, or an arithmetic, gives no value: the caller then asks for more bits."""

from __future__ import annotations


class Unknown(RuntimeError):
    """No number comes out at this precision, or none at all in rational arithmetic."""
