"""Markdown from many hands as safe HTML: a dataset's README.md, a question's answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

from .safe import visible

_BLOCKS = {"p", "br", "hr", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote"}
_LISTS = {"ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td"}
_INLINE = {"strong", "em", "b", "i", "s", "sub", "sup", "code", "a", "img", "abbr"}
_ATTRIBUTES = {"a": {"href", "title"}, "img": {"src", "alt"}, "abbr": {"title"}, "th": {"scope"}}
#: CommonMark with tables and without HTML; its time grows with the text, whatever stands in it.
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
_HEADING = re.compile(r"(</?h)([1-6])\b")


#: Gives the address of a link within the site; None: it leads nowhere.
Link = Callable[[str], str | None]


def story(text: str, top: int = 3, link: Link | None = None) -> Markup:
    """The story as HTML: headings from level ``top`` on, nothing that runs or calls a host.

    Links lead to other sites; those within this one only where ``link`` knows them.

    Pictures are shown only when they come inside the text (data:): a dataset's folder
    publishes no pictures, and those of another host would tell it who reads.
    """
    html = _MARKDOWN.render(visible(text)).strip()
    first = min((int(level) for _, level in _HEADING.findall(html)), default=top)
    shifted = _HEADING.sub(lambda m: f"{m[1]}{min(int(m[2]) - first + top, 6)}", html)
    clean = nh3.clean(
        shifted,
        tags=_BLOCKS | _LISTS | _INLINE,
        attributes=_ATTRIBUTES,
        attribute_filter=partial(_attribute, link),
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="nofollow noopener",
    )
    # What nh3 gives is made of its own tags only; a picture that lost its source goes too.
    return Markup(re.sub(r"<img(?![^>]*\ssrc=)[^>]*>", "", clean))  # noqa: S704


def _attribute(link: Link | None, tag: str, name: str, value: str) -> str | None:
    scheme = _scheme(value)
    if (tag, name) == ("img", "src"):
        return value if value.startswith(("data:image/png", "data:image/jpeg")) else None
    if (tag, name) == ("a", "href"):
        if scheme in {"http", "https", "mailto"} or value.startswith("#"):
            return value
        return link(value) if link and not scheme else None
    return value


def _scheme(value: str) -> str:
    try:
        return urlsplit(value).scheme
    except ValueError:
        return ""
