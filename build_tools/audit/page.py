"""One page as the audit sees it: its elements and its texts, frozen. `reader` makes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Element:
    """An element of a page, in the order of the file.

    ``text`` is what is read out of it, for the elements that are called by it; of a script or
    a style sheet it is the code. ``hidden``: not read out, because of ``aria-hidden``.
    """

    tag: str
    attrs: Mapping[str, str]
    line: int
    parent: int  # its place among the page's elements; -1 has none
    hidden: bool
    text: str

    def get(self, name: str) -> str:
        """An attribute's value; empty where there is none."""
        return self.attrs.get(name, "")

    @property
    def classes(self) -> frozenset[str]:
        """The classes it carries."""
        return frozenset(self.get("class").split())


@dataclass(frozen=True, slots=True)
class Text:
    """Text that a reader sees or hears, outside of code and of table cells."""

    text: str
    line: int


@dataclass(frozen=True)
class Page:
    """One page, read once."""

    path: str  # from the site's root, with "/"
    elements: tuple[Element, ...]
    texts: tuple[Text, ...]

    def all(self, *tags: str) -> Iterator[Element]:
        """Every element of these names."""
        return (one for one in self.elements if one.tag in tags)

    def around(self, element: Element) -> Iterator[Element]:
        """The elements that it stands in, the nearest first."""
        place = element.parent
        while place >= 0:
            element = self.elements[place]
            yield element
            place = element.parent

    def inside(self, element: Element, *tags: str) -> bool:
        """Whether it stands in an element of one of these names."""
        return any(one.tag in tags for one in self.around(element))

    @cached_property
    def ids(self) -> Mapping[str, int]:
        """Each id, and how often it was given."""
        found: dict[str, int] = {}
        for one in self.elements:
            if "id" in one.attrs:
                found[one.get("id")] = found.get(one.get("id"), 0) + 1
        return found

    @cached_property
    def lang(self) -> str:
        """The language that <html> declares; empty where it declares none."""
        return next((one.get("lang").strip() for one in self.all("html")), "")

    @cached_property
    def title(self) -> str:
        """Its title; empty where it has none."""
        titles = (one for one in self.all("title") if not self.inside(one, "svg"))
        return next((one.text for one in titles), "")

    @cached_property
    def body(self) -> Mapping[str, str]:
        """The attributes of <body>, where the portal says what kind of page it is."""
        return next((one.attrs for one in self.all("body")), {})

    @cached_property
    def policy(self) -> str | None:
        """Its Content-Security-Policy; None where it has none."""
        for one in self.all("meta"):
            if one.get("http-equiv").lower() == "content-security-policy":
                return one.get("content")
        return None

    @property
    def is_data(self) -> bool:
        """Whether it came out of the portal's own template."""
        return self.body.get("data-terbuka") == "1"

    @property
    def is_framed(self) -> bool:
        """Whether it is made for the frame of another site, and has no header to skip."""
        return self.body.get("data-jenis") == "embed"

    @property
    def is_404(self) -> bool:
        """Whether a host shows it for any address: it alone may use absolute links."""
        return self.path.rsplit("/", 1)[-1] == "404.html"
