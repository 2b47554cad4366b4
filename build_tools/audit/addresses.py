"""The addresses that a page names, and the files of the site that they lead to."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from .page import Element, Page

_NAMES = ("href", "src", "srcset", "action", "formaction", "poster", "xlink:href")
#: Attributes at which a browser fetches something, or sends something, by element.
_FETCHES = {
    ("object", "data"),
    ("video", "poster"),
    ("form", "action"),
    ("button", "formaction"),
    ("input", "formaction"),
    ("input", "src"),
    ("use", "href"),
    ("use", "xlink:href"),
    ("image", "href"),
    ("image", "xlink:href"),
    ("meta", "refresh"),
    *((tag, "src") for tag in ("script", "img", "iframe", "source", "video", "audio", "embed")),
    *((tag, "srcset") for tag in ("img", "source")),
    ("track", "src"),
}
#: What a <link> has to be for a browser to fetch, or to open a connection for it.
_LINKS = frozenset(
    ("stylesheet", "preload", "modulepreload", "prefetch", "prerender", "preconnect")
) | {"dns-prefetch", "icon", "apple-touch-icon", "mask-icon", "manifest"}


@dataclass(frozen=True, slots=True)
class Address:
    """An address that an element names."""

    value: str
    name: str  # of the attribute
    of: Element

    @property
    def rel(self) -> frozenset[str]:
        """What a <link> is to its page."""
        return frozenset(self.of.get("rel").lower().split())

    @property
    def fetched(self) -> bool:
        """Whether a browser asks for it by itself, or sends it something."""
        if self.of.tag == "link":
            return bool(self.rel & _LINKS)
        return (self.of.tag, self.name) in _FETCHES

    @property
    def foreign(self) -> bool:
        """Whether it leads to another host."""
        try:
            parts = urlsplit(self.value)
        except ValueError:
            return False
        return bool(parts.netloc) or parts.scheme.lower() in {"http", "https", "ftp", "ws", "wss"}


@dataclass(frozen=True, slots=True)
class Target:
    """Where an address leads: a file of the site and a place in it, or what is wrong with it."""

    path: str
    fragment: str = ""
    fault: str = ""  # "absolute", "outside"


def of(page: Page) -> Iterator[Address]:
    """Every address of a page, in the order of the file."""
    for one in page.elements:
        for name in _NAMES:
            if name not in one.attrs:
                continue
            if name != "srcset":
                yield Address(one.get(name).strip(), name, one)
                continue
            for part in one.get(name).split(","):
                if part.strip():
                    yield Address(part.split()[0], name, one)
        if one.tag == "object" and "data" in one.attrs:
            yield Address(one.get("data").strip(), "data", one)
        if one.tag == "meta" and one.get("http-equiv").lower() == "refresh":
            wait, _, address = one.get("content").partition("=")
            if address and "url" in wait.lower():
                yield Address(address.strip(" '\""), "refresh", one)


def target(page: str, address: str, base: str | None = None) -> Target | None:
    """Where an address on the page at that path leads; None: to another host or scheme.

    ``base`` is the path that the site lies under, where the page may use absolute links.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return Target("", fault="outside")
    if parts.scheme or parts.netloc:
        return None
    fragment = unquote(parts.fragment)
    if not parts.path:
        return Target(page, fragment)
    path, fault = parts.path, ""
    folder = page.split("/")[:-1]
    if path.startswith("/"):
        folder = []
        if base is None:
            fault = "absolute"
        else:
            while path.startswith("/../"):
                path = path[3:]
            fault = "" if f"{path}/".startswith(base) else "outside"
            path = f"/{path[len(base) :]}"
    for segment in path.split("/"):
        if segment == "..":
            fault = fault or ("" if folder else "outside")
            folder = folder[:-1]
        elif segment not in {"", "."}:
            folder = [*folder, unquote(segment)]
    if path.rsplit("/", 1)[-1] in {"", ".", ".."}:
        folder = [*folder, "index.html"]
    return Target("/".join(folder), fragment, fault)


def base(page: Page, files: Container[str]) -> str | None:
    """The path that the site lies under, as a 404 page names it; None for every other page."""
    if not page.is_404:
        return None
    for one in page.all("link", "script", "img"):
        address = one.get("href" if one.tag == "link" else "src").split("?")[0]
        while address.startswith("/../"):  # which a browser takes for "/"
            address = address[3:]
        parts = address.split("/")
        for start in range(1, len(parts) if address.startswith("/") else 0):
            if "/".join(parts[start:]) in files:
                return "/".join(parts[:start]) + "/"
    return "/"
