"""What a question page needs beside its references: a title, an answer, a topic, a twin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..findings import Finding, warning
from ..model import Portal
from .asked import Page

#: Keys without which there is no question and no answer.
_NEEDED = ("title", "ringkas")


def complete(portal: Portal, pages: Sequence[Page]) -> list[Page]:
    """The pages, each with what it lacks among its findings."""
    places = {(page.lang, page.place) for page in pages}

    def whole(page: Page) -> Page:
        if not page.is_question or page.place.stem == "index":
            return page
        lacking = [*([] if page.unread else _lacking(portal, page))]
        for lang in portal.languages:
            if (lang, page.place) not in places:
                own = "" if lang == portal.languages[0] else f"{lang}/"
                expected = f"docs/{own}{page.place.as_posix()}"
                lacking.append(warning("question-untranslated", file=page.file, expected=expected))
        return replace(page, findings=(*page.findings, *lacking)) if lacking else page

    return [whole(page) for page in pages]


def _lacking(portal: Portal, page: Page) -> Iterator[Finding]:
    for key in _NEEDED:
        if not page.text(key):
            yield warning("question-incomplete", file=page.file, row=1, key=key)
    topic = page.text("topik")
    if topic and portal.topics and portal.topic(topic) is None:
        known = ", ".join(t.id for t in portal.topics)
        yield warning(
            "question-topic-unknown", file=page.file, row=1, topic=topic[:60], expected=known
        )
