"""What a preview adds to the site's own pages: a banner on each, and the list of them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote

from ..model import Text
from ..words import Words


@dataclass(frozen=True, slots=True)
class Banner:
    """What stands at the top of each page of a preview."""

    words: Words

    def __call__(self, page: str) -> str:
        """The banner of a page, with the way back to the list."""
        back = posixpath.relpath("index.html", posixpath.dirname(page) or ".")
        said = (self.words(f"changes.preview.{part}") for part in ("banner", "note", "all"))
        banner, note, whole = map(escape, said)
        return (
            '<div class="pd"><div class="pd-banner" role="note"><div class="pd-w"><span>'
            f'<strong>{banner}</strong> {note} <a href="{back}">{whole}</a>'
            "</span></div></div></div>"
        )


def index(
    site: Path, pages: dict[str, list[str]], styles: Sequence[str], name: Text, words: Words
) -> str:
    """The list of the changed pages, in the site's own style. ``name``: of the site."""
    links = "".join(f'<link rel="stylesheet" href="{escape(quote(name))}">' for name in styles)
    title, lede, note = (
        escape(words(f"changes.preview.{part}")) for part in ("title", "lede", "note")
    )
    entries = "\n".join(_entry(site, id, found, name, words) for id, found in pages.items())
    body = f'<ul class="pd-list">\n{entries}\n</ul>' if pages else ""
    told = lede if pages else escape(words("changes.preview.none"))
    policy = "default-src 'none'; style-src 'self' file:; font-src 'self' file:"
    return (
        f'<!doctype html>\n<html lang="{words.lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="robots" content="noindex">\n<title>{title}</title>\n{links}\n</head>\n'
        f'<body data-md-color-scheme="default">\n<main class="pd"><div class="pd-w">\n'
        f'<div class="pd-head"><h1>{title}</h1>\n<div class="pd-lede"><p>{told}</p></div></div>\n'
        f'<p class="pd-note">{escape(words("changes.preview.banner"))} {note}</p>\n{body}\n'
        "</div></main>\n</body>\n</html>\n"
    )


def _entry(site: Path, id: str, found: Sequence[str], name: Text, words: Words) -> str:
    if not found:
        return f"<li>{escape(id)}: {escape(words('changes.preview.no-page'))}</li>"
    links = []
    for page in found:
        text = (site / page).read_text(encoding="utf-8")
        found_lang = re.search(r'<html lang="([a-z]{2})"', text)
        lang = found_lang[1] if found_lang else words.lang
        plain = _title(text).removesuffix(f" – {name.get(lang)}") or page
        other = f' lang="{lang}"' if lang != words.lang else ""
        links.append(f'<a href="{escape(quote(page))}"{other}>{escape(plain)}</a>')
    return f"<li>{' · '.join(links)}<br><code>{escape(id)}</code></li>"


def _title(text: str) -> str:
    """What a page is called. Several of a dataset share a heading; the title tells them apart."""
    for tag in ("title", "h1"):
        if found := re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", text, re.DOTALL):
            return unescape(re.sub(r"<[^>]*>", "", found[1])).strip()
    return ""
