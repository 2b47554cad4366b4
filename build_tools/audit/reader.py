"""Reads a page once, from its text to a `Page`; the standard library's parser does the cutting."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

from .page import Element, Page, Text

_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source")
) | {"track", "wbr"}
#: What a start tag ends although nobody wrote the end tag, and what it does not reach beyond.
_ITEM, _CELL, _ROW = frozenset({"li"}), frozenset({"td", "th"}), frozenset({"td", "th", "tr"})
_PART, _TABLE = _ROW | {"thead", "tbody", "tfoot", "caption", "colgroup"}, frozenset({"table"})
_TERM = frozenset({"dt", "dd"})
_ENDS = {
    "li": (_ITEM, frozenset({"ul", "ol", "menu"})),
    **dict.fromkeys(("dt", "dd"), (_TERM, frozenset({"dl"}))),
    **dict.fromkeys(("td", "th"), (_CELL, _TABLE | {"tr"})),
    "tr": (_ROW, _TABLE),
    **dict.fromkeys(("thead", "tbody", "tfoot"), (_PART, _TABLE)),
    "option": (frozenset({"option"}), frozenset({"select", "datalist"})),
}
_RAW = frozenset({"script", "style"})
_UNREAD = _RAW | {"template"}
_CODE = _UNREAD | {"code", "pre", "samp", "kbd", "td", "textarea"}
#: The elements that are called by the text in them.
_CALLED = _RAW | {"a", "button", "summary", "label", "caption", "title", "h1", "svg"}
#: Elements within elements beyond this are not told apart: browsers stop at 512 as well.
_DEEPEST = 512
#: So many comments without an end are no page that anyone wrote.
_ENDLESS = 100
#: The attributes that are read out, or shown.
_SPOKEN = ("aria-label", "title", "alt", "placeholder")


@dataclass(slots=True)
class _Open:
    """An element that is still open."""

    place: int
    tag: str
    attrs: dict[str, str]
    line: int
    parent: int
    hidden: bool
    text: list[str] = field(default_factory=list)

    def done(self) -> Element:
        text = "".join(self.text)
        if self.tag not in _RAW:
            text = " ".join(text.split())
        return Element(self.tag, self.attrs, self.line, self.parent, self.hidden, text)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[_Open] = []
        self.elements: list[Element | None] = []
        self.texts: list[Text] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_what_ends(tag)
        given = {name: value or "" for name, value in reversed(attrs)}  # the first one counts
        line = self.getpos()[0]
        above = self.open[-1] if self.open else None
        hidden = given.get("aria-hidden") == "true" or tag in _UNREAD
        hidden = hidden or bool(above and above.hidden)
        made = _Open(len(self.elements), tag, given, line, above.place if above else -1, hidden)
        self.elements.append(None)
        for name in _SPOKEN:
            if given.get(name):
                self.texts.append(Text(given[name], line))
        if tag == "img" and not hidden:
            self._say(given.get("alt", ""))
        if tag in _VOID or len(self.open) >= _DEEPEST:
            self.elements[made.place] = made.done()
        else:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        drawing = any(one.tag in {"svg", "math"} for one in self.open)  # elsewhere "/" is nothing
        if drawing and tag not in _VOID:
            self._close()

    def handle_endtag(self, tag: str) -> None:
        if any(one.tag == tag for one in self.open):
            while self._close() != tag:
                pass

    def handle_data(self, data: str) -> None:
        last = self.open[-1] if self.open else None
        if last and last.tag in _RAW:
            last.text.append(data)
            return
        if not (last and last.hidden):
            self._say(data)
        if data.strip() and not any(one.tag in _CODE for one in self.open):
            self.texts.append(Text(data.strip(), self.getpos()[0]))

    def _say(self, text: str) -> None:
        """Text is part of what everything around it is called; a drawing is called by its title."""
        title = any(one.tag == "title" for one in self.open)
        for one in self.open:
            if one.tag in _CALLED and (one.tag != "svg" or title):
                one.text.append(text)

    def _close(self) -> str:
        made = self.open.pop()
        self.elements[made.place] = made.done()
        return made.tag

    def _end_what_ends(self, tag: str) -> None:
        ends, limits = _ENDS.get(tag, (frozenset(), frozenset()))
        for above, one in enumerate(reversed(self.open), start=1):
            if one.tag in limits:
                return
            if one.tag in ends:
                for _ in range(above):
                    self._close()
                self._end_what_ends(tag)
                return

    def page(self, path: str) -> Page:
        while self.open:
            self._close()
        return Page(path, tuple(one for one in self.elements if one), tuple(self.texts))


def read(path: str, text: str) -> Page:
    """The page at that address of the site, out of the text of its file."""
    reader = _Reader()
    reader.feed(_ended(text))
    reader.close()
    return reader.page(path)


def _ended(text: str) -> str:
    """The text without what cannot be markup any more: to look for its end takes for ever."""
    text = text[: text.rfind(">") + 1]
    after = text.rfind("-->") + 1
    if text.count("<!--", after) > _ENDLESS:
        text = text[: text.find("<!--", after)]
    return text
