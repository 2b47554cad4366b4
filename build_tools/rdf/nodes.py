"""What a graph is made of: IRIs, literals, and what is said of a thing.

Properties, classes and datatypes are names with a prefix ("dct:title"), written by the program;
IRIs and literals may come from anywhere and are made fit for all three syntaxes here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

#: The schemes of addresses that may be told; none is a prefix that JSON-LD could mistake it for.
SCHEMES = ("http:", "https:", "mailto:", "urn:")

#: An IRI that needs no escaping: ASCII without what RFC 3987 leaves out.
_FIT = re.compile(r"(?:[!#$&'()*+,\-./0-9:;=?@A-Z\[\]_a-z~]|%[0-9A-Fa-f]{2})+")
_KEPT = "!#$&'()*+,-./:;=?@[]_~%"
_BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")

#: What XML 1.0 cannot hold in any form, so that no literal may: controls, halves of a surrogate
#: pair, U+FFFE and U+FFFF.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


#: The tag of a language (BCP 47, without what nobody writes).
_TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


class IRI(str):
    """An address that names something: ASCII, escaped. To be made by `iri`."""

    __slots__ = ()


def iri(text: str) -> IRI:
    """An IRI of a text, escaped; `ValueError` where its scheme is none of `SCHEMES`.

    >>> iri("https://contoh.go.id/a b/é<x>")
    'https://contoh.go.id/a%20b/%C3%A9%3Cx%3E'
    """
    if not _FIT.fullmatch(text):
        clean = text.encode("utf-8", "replace").decode("utf-8")
        text = quote(_BROKEN_ESCAPE.sub("%25", clean), safe=_KEPT)
    if not text.startswith(SCHEMES):
        raise ValueError("an IRI of another scheme")
    return IRI(text)


@dataclass(frozen=True, slots=True)
class Literal:
    """A text, with the tag of its language or the name of its datatype ("xsd:date").

    `ValueError` where the tag is none.
    """

    text: str
    language: str = ""
    datatype: str = ""

    def __post_init__(self) -> None:
        if not self.text.isprintable() and _UNFIT.search(self.text):  # what is printable is fit
            object.__setattr__(self, "text", _UNFIT.sub("", self.text))
        if self.language and not _TAG.fullmatch(self.language):
            raise ValueError("no tag of a language")


@dataclass(frozen=True, slots=True)
class Node:
    """A thing: its IRI (empty: it has none, and stands nested in another), its classes, its facts.

    ``facts`` are sorted by property; each property has its values in the order that was given.
    """

    iri: IRI
    types: tuple[str, ...]
    facts: tuple[tuple[str, tuple[Value, ...]], ...] = ()


Value = IRI | Literal | Node

#: The name of what has none.
NESTED = IRI("")


def described(
    name: IRI, types: str | tuple[str, ...], facts: Iterable[tuple[str, Value]] = ()
) -> Node:
    """A node of facts in any order; a fact that is said twice is said once."""
    found: dict[str, list[Value]] = {}
    for property_, value in facts:
        found.setdefault(property_, []).append(value)
    classes = (types,) if isinstance(types, str) else types
    return Node(name, classes, tuple([(p, _once(found[p])) for p in sorted(found)]))


def _once(values: list[Value]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(values)) if len(values) > 1 else (values[0],)
