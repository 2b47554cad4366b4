"""Cells to values of a descriptor, and back: what a person writes, and what the file says."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..findings import Value
from ..load.descriptor import plain as plain_value
from .labels import LICENCES, Property, plain, type_of, type_word, type_words

#: No cell of a spreadsheet holds more.
LONGEST = 32_000
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
UNKNOWN_PERIOD = "tidak-diketahui"
#: What stands between the entries of a list; between keywords, which hold none, a comma too.
_APART, _WORDS_APART = r"[;\n]", r"[;,\n]"
NOTHING = "-"  # the line of a source that has none
_YES = frozenset(("ya", "y", "wajib", "yes", "true", "benar", "1", "v", "x", "√", "✓"))
_NO = frozenset(("tidak", "t", "no", "n", "false", "salah", "0", "opsional", "-"))
#: Signs that no cell can hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class NotTakenError(Exception):
    """What a cell says cannot be taken; ``facts`` for the finding `metadata-cell`."""

    def __init__(self, case: str, **facts: Value) -> None:
        super().__init__(case)
        self.facts: dict[str, Value] = {"case": case, **facts}


def value(asked: Property, text: str, known: Iterable[str] = ()) -> Any:
    """The value that a text means: a text, a list, True; None: nothing is to be said.

    ``known`` are the words of a list that the portal keeps (topics, OPD); of a mapping the keys
    are what may be said, the values what it means (`spoken`). Raises `NotTakenError`.
    """
    if len(text) > LONGEST:
        raise NotTakenError("long", limit=LONGEST)
    if _CONTROL.search(text):
        raise NotTakenError("sign")
    if not text:
        return None
    if asked.kind == "list":
        listed = _parts(text, _WORDS_APART if asked.place[-1] == "keywords" else _APART)
        return list(dict.fromkeys(word(part, known) for part in listed)) if known else listed
    if asked.kind in {"word", "licence"}:
        return word(text, known or asked.words)
    if asked.kind == "type":
        if not (found := type_of(text)):
            raise _unknown(text, tuple(type_words()))
        return found
    if asked.kind == "date":
        return _date(text, period=asked.place[0] == "sdi:periode")
    if asked.kind == "flag":
        return _flag(text)
    return _codes(text) if asked.kind == "codes" else text


def word(text: str, known: Iterable[str]) -> str:
    """The word of a closed list that a text is, in any case of letters; `NotTakenError`."""
    words = _meant(known)
    found = words.get(plain(text))
    if found is None:
        raise _unknown(text, known)
    return found


def _meant(known: Iterable[str]) -> dict[str, str]:
    """What each word of a list means, in the form of `plain`: itself, or what a mapping says."""
    meant = known if isinstance(known, Mapping) else {name: name for name in known}
    return {plain(name): word for name, word in meant.items()}


def _unknown(text: str, known: Iterable[str]) -> NotTakenError:
    """What to say of a word that is none of a list: the one it may stand for, and all of them."""
    words = _meant(known)
    asked = plain(text)
    stems = [part for part in asked.split() if len(part) > 3]
    inside = [n for n in words if asked and (n in asked or any(part in n for part in stems))]
    near = inside or difflib.get_close_matches(asked, words, n=1)
    expected = ", ".join(list(dict.fromkeys(words.values()))[:40])
    if not near:
        return NotTakenError("list", expected=expected)
    return NotTakenError("word", near=words[near[0]], expected=expected)


def _parts(text: str, apart: str = _APART) -> list[str]:
    given = (" ".join(part.split()) for part in re.split(apart, text))
    return list(dict.fromkeys(part for part in given if part))


def _date(text: str, *, period: bool) -> str:
    if period and plain(text) == plain(UNKNOWN_PERIOD):
        return UNKNOWN_PERIOD
    if not _DATE.fullmatch(text):
        raise NotTakenError("date")
    return text


def _flag(text: str) -> bool | None:
    asked = text.casefold()
    if asked not in _YES | _NO:
        raise _unknown(text, ("ya", "tidak"))
    return True if asked in _YES else None


def _codes(text: str) -> list[Any]:
    """``1=laki-laki; 2=perempuan`` as categories; codes alone as their list."""
    found: list[Any] = []
    for part in _parts(text):
        code, mark, label = (
            (piece.strip() for piece in re.split("(=|:(?= ))", part, maxsplit=1))
            if (re.search("=|: ", part))
            else (part, "", "")
        )
        if not code:
            raise NotTakenError("codes")
        found.append({"value": code, "label": label} if mark and label else code)
    codes = [entry["value"] if isinstance(entry, dict) else entry for entry in found]
    if len(set(codes)) != len(codes):
        raise NotTakenError("codes")
    if any(isinstance(entry, dict) for entry in found):  # all of one form
        found = [e if isinstance(e, dict) else {"value": e, "label": e} for e in found]
    return found


def shown(asked: Property, raw: Mapping[str, Any]) -> str | None:
    """What the cell of a property says now; None: no cell can say it, so it is left alone."""
    if asked.kind == "source":
        return _lines(raw.get("sources"), str(asked.place[1]))
    if asked.kind == "licence":
        given = raw.get("licenses")
        if given is None:
            return ""
        if not isinstance(given, list) or len(given) != 1 or not isinstance(given[0], Mapping):
            return None
        return _fit(given[0].get("name"))
    here: Any = raw
    for number, part in enumerate(asked.place):
        if here is None:
            return ""
        if not isinstance(here, Mapping):
            alone = number == 1 and asked.key == "period_start" and isinstance(here, str)
            return here if alone else ("" if asked.key == "period_end" else None)
        here = here.get(str(part))
    return _said(asked, here)


def _said(asked: Property, given: Any) -> str | None:
    if asked.kind == "flag":
        return "ya" if given is True else ("" if given in (None, False) else None)
    if asked.kind == "list":
        given = [given] if isinstance(given, str) else ([] if given is None else given)
        texts = [_fit(item) for item in given] if isinstance(given, list) else [None]
        commas = asked.place[-1] == "keywords" and any("," in (text or "") for text in texts)
        return None if None in texts or commas else _joined([t for t in texts if t])
    if asked.kind == "codes":
        return _joined(_code_texts(given))
    text = _fit(given)
    return type_word(text) if text and asked.kind == "type" else text


def _code_texts(given: Any) -> list[str] | None:
    if given is None:
        return []
    if not isinstance(given, list):
        return None
    found = []
    for entry in given:
        both = (
            (entry.get("value"), entry.get("label")) if isinstance(entry, Mapping) else (entry, "")
        )
        value, label = _fit(both[0]), _fit(both[1])
        if not value or label is None or re.search("=|: ", value):
            return None
        found.append(f"{value} = {label}" if label else value)
    return found


def _joined(texts: list[str] | None) -> str | None:
    """Texts in one cell; None where they could not be told apart again."""
    if texts is None or any(t != " ".join(t.split()) or ";" in t for t in texts):
        return None
    return "; ".join(texts) if len(set(texts)) == len(texts) else None


def _lines(given: Any, key: str) -> str | None:
    """One line for each source, a dash where it does not say that."""
    if given is None:
        return ""
    if not isinstance(given, list) or not all(isinstance(entry, Mapping) for entry in given):
        return None
    texts = [_fit(entry.get(key)) for entry in given]
    if any(text is None or "\n" in text for text in texts):
        return None
    return "\n".join(text or NOTHING for text in texts)


def _fit(given: Any) -> str | None:
    """A text or number as a cell holds it; None where it cannot."""
    if given is None:
        return ""
    if isinstance(given, bool) or not isinstance(given, str | int | float):
        return None
    text = plain_value(given)
    return None if len(text) > LONGEST or _CONTROL.search(text) else text


def licence(name: str) -> dict[str, str]:
    """The entry of `licenses` for a licence of the list."""
    title, path = LICENCES[name]
    return {"name": name, "title": title, "path": f"https://creativecommons.org/{path}"}
