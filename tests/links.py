"""What the tests ask of a built site's HTML: its links, its attributes, its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

#: Attributes that make a browser fetch something, by element ("*": any).
FETCHING = {
    ("link", "href"),
    ("script", "src"),
    ("img", "src"),
    ("img", "srcset"),
    ("iframe", "src"),
    ("source", "src"),
    ("video", "src"),
    ("audio", "src"),
    ("object", "data"),
    ("embed", "src"),
    ("use", "href"),
}


@dataclass
class Page(HTMLParser):
    """A page taken apart: elements with attributes, ids, text inside and outside of main."""

    elements: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    text: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    _inside: list[str] = field(default_factory=list)
    _code: bool = False  # within <pre>, where one engine colours words and the other does not

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.elements.append((tag, given))
        if "id" in given:
            self.ids.add(given["id"])
        if tag in {"script", "style", "title"}:
            self._inside.append(tag)
        if tag == "pre":
            self._code = True
            self.text.append("")

    def handle_endtag(self, tag: str) -> None:
        self._code = self._code and tag != "pre"
        if tag in {"script", "style", "title"} and self._inside:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if self._inside and self._inside[-1] == "script":
            self.scripts.append(data)
        elif self._code and not self._inside:
            self.text[-1] += data
        elif not self._inside:
            self.text.append(data)

    @property
    def words(self) -> str:
        """All visible text, white space collapsed."""
        return " ".join(" ".join(self.text).split())

    def named(self, tag: str) -> Iterator[Mapping[str, str]]:
        """The attributes of every element of that name."""
        return (given for name, given in self.elements if name == tag)


def read(html: str) -> Page:
    """The page taken apart."""
    page = Page()
    page.feed(html)
    page.close()
    return page


def pages(site: Path) -> dict[Path, Page]:
    """Every HTML file of a built site."""
    return {path: read(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}


def target(site: Path, page: Path, address: str) -> Path | None:
    """The file that a link of a page leads to; None for another site or another scheme."""
    base = f"http://situs/{page.relative_to(site).as_posix()}"
    parts = urlsplit(urljoin(base, address))
    if (parts.scheme, parts.netloc) != ("http", "situs"):
        return None
    found = site / unquote(parts.path).lstrip("/")
    return found / "index.html" if parts.path.endswith("/") else found


def broken(site: Path) -> list[str]:
    """The links inside a built site that lead to no file or to no such heading."""
    found = pages(site)
    by_path = {path.resolve(): page for path, page in found.items()}
    faults = []
    for path, page in found.items():
        for tag, given in page.elements:
            for name in ("href", "src", "action"):
                if name not in given:
                    continue
                to = target(site, path, given[name])
                where = f"{path.relative_to(site)}: <{tag} {name}={given[name]!r}>"
                if to is None:
                    continue
                if not to.is_file():
                    faults.append(where)
                    continue
                part = urlsplit(given[name]).fragment
                other = by_path.get(to.resolve())
                if part and other and unquote(part) not in other.ids:
                    faults.append(f"{where}: no such id")
    return faults


#: Relations of a link that name something and make no browser fetch it (signposting.org).
NAMING = {"canonical", "type", "license", "author", "cite-as", "collection"}


def foreign(page: Page) -> list[str]:
    """What a page would fetch from another host, or run or style outside of its policy."""
    faults = []
    for tag, given in page.elements:
        for name, value in given.items():
            fetched = (tag, name) in FETCHING
            if tag == "link" and given.get("rel") in NAMING:
                fetched = False
            if fetched and (urlsplit(value).netloc or urlsplit(value).scheme not in {"", "data"}):
                faults.append(f"<{tag} {name}={value!r}>")
            if name == "style" or name.startswith("on"):
                faults.append(f"<{tag} {name}>")
    return faults
