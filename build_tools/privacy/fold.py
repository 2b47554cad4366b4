"""A text as people see it: signs of any script as plain ones, what is not seen as nothing."""

from __future__ import annotations

import unicodedata


class _Folded(dict[int, str]):
    """Each sign as it is read: digits as 0-9, dashes as "-", what is not seen as nothing."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        kind = unicodedata.category(sign)
        if kind in {"Cf", "Mn", "Me"} or (kind == "Cc" and sign not in "\t\n\v\f\r"):
            folded = ""
        elif kind == "Nd":
            folded = str(unicodedata.digit(sign))
        elif kind == "Pd" or sign == "\u2212":
            folded = "-"
        else:  # the dots of a mask stay one sign
            folded = sign if sign == "…" else unicodedata.normalize("NFKC", sign)
        self[code] = folded
        return folded


#: For `str.translate`.
FOLD = _Folded()
