"""Columns of texts compared with one another."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from .strings import Mask

_FUNCTIONS = {
    "=": pc.equal,
    "!=": pc.not_equal,
    "<": pc.less,
    "<=": pc.less_equal,
    ">": pc.greater,
    ">=": pc.greater_equal,
}


def compared(sign: str, left: pa.StringArray | str, right: pa.StringArray | str) -> Mask:
    """Where a comparison of canonical texts holds; it never does where one is null.

    Texts are in the order of their characters, as in Python.
    """
    both = [
        pa.scalar(side, pa.string()) if isinstance(side, str) else side for side in (left, right)
    ]
    found = _FUNCTIONS[sign](*both)
    if isinstance(found, pa.Scalar):
        found = pa.array([found.as_py()], pa.bool_())
    holds: Mask = found.fill_null(False).to_numpy(zero_copy_only=False)
    return holds
