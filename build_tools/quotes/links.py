"""Links of a question page to other pages of the site that lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Set
from pathlib import PurePosixPath

from ..findings import Finding, warning
from .asked import Page

_LINK = re.compile(r"\]\(\s{0,3}<?([^)\s>]{1,500})")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#]", re.IGNORECASE)


def dead(pages: Iterable[Page], known: Set[tuple[str, PurePosixPath]]) -> Iterator[Finding]:
    """What is linked and not there. ``known``: language and path of all that is published.

    A page is known by its Markdown file ("tanya/satu.md", "layanan/index.md").
    """
    places = {(lang, _place(path)) for lang, path in known}
    for page in pages:
        if not page.is_question or page.unread:
            continue
        texts = (part for part in page.body if isinstance(part, str))
        prose = (text for text in texts if not text.lstrip().startswith("`"))
        targets = dict.fromkeys(t for text in prose for t in _LINK.findall(text))
        for target in targets:
            if not _OUTSIDE.match(target) and not _leads(page, target, places):
                yield warning("question-link-dead", file=page.file, target=target[:120])


def _leads(page: Page, target: str, places: Set[tuple[str, PurePosixPath]]) -> bool:
    path = target.partition("#")[0]
    place = posixpath.normpath(posixpath.join(page.place.parent.as_posix(), path))
    return (page.lang, _place(PurePosixPath(place))) in places


def _place(path: PurePosixPath) -> PurePosixPath:
    """The folder in which a page comes to lie; a file of another kind is its own."""
    if path.suffix != ".md":
        return path
    return path.parent if path.stem in {"index", "README"} else path.with_suffix("")
