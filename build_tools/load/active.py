"""Files of ``docs/`` that a browser would run: the site engine copies all of them as they are.

A page of this site has a Content-Security-Policy; a file that is opened by its own address has
none, and its scripts run with the site's name. Pictures in SVG are looked through element by
element; pages, programs and style sheets that make pages of XML are never served.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.parsers import expat

from ..findings import Finding, error, warning

#: Endings of files that browsers take for pages or programs, wherever they come from.
_RUN = frozenset(
    {
        *(".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".xml", ".xsl", ".xslt"),
        *(".js", ".mjs", ".cjs", ".jsx", ".ts", ".wasm", ".swf", ".hta", ".htc", ".svgz", ".rdf"),
        *(".php", ".phtml", ".asp", ".aspx", ".jsp", ".cgi", ".py", ".sh", ".htaccess", ".map"),
    }
)
#: Endings whose type every server knows, so that no browser guesses it.
_KNOWN = frozenset(
    {
        *(".md", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".ico", ".pdf", ".css"),
        *(".csv", ".json", ".geojson", ".xlsx", ".docx", ".pptx", ".ods", ".odt", ".zip"),
        *(".woff", ".woff2", ".mp4", ".webm", ".mp3", ".ogg"),
    }
)
_MARKUP = re.compile(rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|\?xml|!--)", re.IGNORECASE)
_HEAD = 2048

#: No picture of a page is larger, or has more elements.
MAX_BYTES, MAX_ELEMENTS = 2_000_000, 100_000
#: What draws, and says what is drawn (https://www.w3.org/TR/SVG2/eltindex.html).
_ELEMENTS = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "metadata", "style", "switch"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
        *("textPath", "image", "a", "view", "marker", "linearGradient", "radialGradient", "stop"),
        *("pattern", "clipPath", "mask", "filter", "font", "font-face", "glyph", "missing-glyph"),
    }
)
_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
#: Descriptions by drawing programs: names of their own that no browser knows.
_NOTES: tuple[str, ...] = (
    "http://www.inkscape.org/",
    "http://sodipodi.sourceforge.net/",
    "http://ns.adobe.com/",
)
_NOTES += ("http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/")
_NOTES += ("http://creativecommons.org/ns#", "http://web.resource.org/cc/", "http://www.bohemian")
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_ELSEWHERE = re.compile(r"@import|url\(\s*['\"]?\s*(?!#|['\"]?data:image/(?:png|jpeg))", re.I)


class _ActiveError(Exception):
    """What makes a picture more than one."""


def running(path: Path) -> str:
    """What of a file a browser would run: ``program``, or what an SVG holds; empty: nothing.

    >>> running(Path("halaman.html"))
    'program'
    """
    ending = path.suffix.lower() or (path.name.lower() if path.name.startswith(".") else "")
    if ending == ".svg":
        return _in_picture(path)
    if ending in _RUN:
        return "program"
    if ending in _KNOWN:
        return ""
    with path.open("rb") as file:
        return "program" if _MARKUP.search(file.read(_HEAD)) else ""


def active_files(root: Path) -> Iterator[Finding]:
    """A finding for each file of ``docs/`` that is not served."""
    docs = root / "docs"
    for path in sorted(docs.rglob("*")):
        if path.is_symlink() or not path.is_file() or path.name.startswith("."):
            continue
        file = f"docs/{path.relative_to(docs).as_posix()}"
        what = running(path)
        if what == "program":
            yield warning("docs-program", file=file, ending=path.suffix or path.name)
        elif what:
            yield error("svg-active", file=file, value=what)


def _in_picture(path: Path) -> str:
    if path.stat().st_size > MAX_BYTES:
        return f"> {MAX_BYTES} B"
    look = _Look()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = False
    parser.StartElementHandler = look.start
    parser.EndElementHandler = look.end
    parser.CharacterDataHandler = look.text
    parser.ProcessingInstructionHandler = look.instruction
    parser.StartDoctypeDeclHandler = look.document_type
    parser.EntityDeclHandler = look.entity
    try:
        parser.Parse(path.read_bytes(), True)
    except _ActiveError as problem:
        return str(problem)[:60]
    except (expat.ExpatError, ValueError, LookupError):
        return "XML?"  # whoever reads it more kindly than we do may see anything
    return ""


class _Look:
    """Stops at the first thing in a picture that is more than drawing."""

    def __init__(self) -> None:
        self._count = 0
        self._style: list[str] | None = None

    def start(self, name: str, given: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise _ActiveError(f"> {MAX_ELEMENTS}")
        drawn = space == _SVG and (local in _ELEMENTS or local.startswith("fe"))
        if not drawn and not space.startswith(_NOTES):
            raise _ActiveError(f"<{local}>")
        self._style = [] if local == "style" else self._style
        for key, value in given.items():
            of, _, attribute = key.rpartition(" ")
            if attribute.lower().startswith("on") and not of.startswith(_NOTES):
                raise _ActiveError(attribute)
            if attribute == "href" and of in {"", _XLINK} and not self._leads_well(local, value):
                raise _ActiveError(f"href={value[:40]}")
            if "(" in value and _ELSEWHERE.search(value):
                raise _ActiveError(f"{attribute}={value[:40]}")

    def _leads_well(self, element: str, value: str) -> bool:
        """A part of the picture itself, a picture in it, or a link to an open page."""
        if value.startswith("#") or not value.strip():
            return True
        if element == "a":
            return value.startswith(("https://", "http://"))
        return element in {"image", "feImage"} and bool(_PICTURE.fullmatch(value.strip()))

    def text(self, text: str) -> None:
        if self._style is not None:
            self._style.append(text)

    def end(self, name: str) -> None:
        if name.endswith(" style") and self._style is not None:
            style = "".join(self._style)
            if "\\" in style or _ELSEWHERE.search(style):
                raise _ActiveError("style")
            self._style = None

    def instruction(self, target: str, data: str) -> None:
        raise _ActiveError(f"<?{target}")

    def document_type(self, name: str, system: Any, public: Any, internal: Any) -> None:
        if internal:  # the old line of SVG 1.1 is harmless: no parser of a browser fetches it
            raise _ActiveError("<!DOCTYPE [")

    def entity(self, *given: Any) -> None:
        raise _ActiveError("<!ENTITY")
