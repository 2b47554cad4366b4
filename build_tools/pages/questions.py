"""The question pages (`tanya/`), and other hand-written pages that quote data."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from markupsafe import Markup, escape

from ..model import OutputFile
from ..quotes import FOLDER, PARTS, Answer, Broken, Mention, Page, Part, Quoted
from . import quoted as q
from .quotedsources import sources_html
from .safe import visible
from .sharing import shared
from .story import story
from .theme import asset, shared_script
from .view import View, one_line

#: Other questions that a page names.
MOST = 6
#: Stands for a part of a page while Markdown is made HTML; no keyboard writes it.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARKS = str.maketrans("", "", _OPEN + _CLOSE)
_BLOCK = re.compile(f"<p>{_OPEN}b([0-9]{{1,6}}){_CLOSE}</p>")
_INLINE = re.compile(f"{_OPEN}([0-9]{{1,6}}){_CLOSE}")
#: A link within the site, which is not another's.
_OWN = re.compile(r'(<a href="\.\.?/[^"]*") rel="nofollow noopener"')
#: The text goes on below a block.
_AGAIN = '<div class="pd-story pd-after">'
_SIGNS = re.compile(r"[!-/:-@\[-`{-~]")


def questions(view: View, pages: Sequence[Quoted]) -> Iterator[OutputFile]:
    """The questions of this language and their list; nothing where there is none."""
    own = _own(view, pages)
    for one in own:
        if one.page.place.stem != "index":  # a list of one's own cannot be: this is it
            yield _question(view, one, own)
    if own:
        here = replace(view, path=PurePosixPath(FOLDER))
        read = [p for p in own if not p.page.unread and p.page.place.stem != "index"]
        found = [(here.link(_target(p.page)), name(p.page), _plain(here, p)) for p in read]
        title, described = view.words("tanya.title"), view.words("tanya.description")
        yield here.page("questions", title, described, FOLDER, found=found)


def asked(view: View, pages: Sequence[Quoted]) -> list[tuple[str, str]]:
    """The questions of this language by name, each with its page as in `View.link`."""
    own = (one.page for one in _own(view, pages))
    readable = (page for page in own if page.place.stem != "index" and not page.unread)
    return [(name(page), _target(page)) for page in readable]


def _own(view: View, pages: Sequence[Quoted]) -> list[Quoted]:
    """The question pages of this language, by name."""
    own = [p for p in pages if p.page.is_question and p.page.lang == view.lang]
    return sorted(own, key=lambda p: name(p.page).casefold())


def name(page: Page) -> str:
    """The question; the file's name where its front matter has none."""
    return one_line(page.text("title") or page.place.stem)


def _target(page: Page) -> str:
    return f"{FOLDER}/{page.place.stem}/"


def _question(view: View, one: Quoted, own: Sequence[Quoted]) -> OutputFile:
    page = one.page
    here = replace(view, path=page.place.with_suffix(""))
    others = [p.page for p in own if p is not one and not p.page.unread]
    others = [other for other in others if other.place.stem != "index"]
    if page.unread:
        return _unread(here, others)
    body, drawn = _body(here, one)
    first = dict.fromkeys(p.name for p in page.summary if isinstance(p, Mention))
    answers = [one.answers[page.named[n]] for n in first if n in page.named]
    told = (q.told(here, answer, _target(page)) for answer in answers)
    shares = [shared(here, t) for t in told if t]
    scripts = [shared_script(view.portal, "grafik.js")] if drawn else []
    if shares:
        scripts.append(shared_script(view.portal, "pakai.js"))
    topic = page.text("topik")
    others.sort(key=lambda other: other.text("topik") != topic)
    return here.page(
        "question",
        name(page),
        _plain(here, one),
        FOLDER,
        kind="question",
        summary=_summary(here, one),
        body=body,
        shares=shares,
        sources=sources_html(here, one.answers.values()),
        related=[(here.link(_target(o)), name(o)) for o in others[:MOST]],
        scripts=scripts,
    )


def _unread(here: View, others: Sequence[Page]) -> OutputFile:
    """The page of a file that cannot be understood: it says so, and nothing of the file."""
    return here.page(
        "question",
        here.words("tanya.unread.title"),
        here.words("tanya.unread.said"),
        FOLDER,
        kind="question",
        summary=here.words("tanya.unread.said"),
        body="",
        shares=[],
        sources="",
        related=[(here.link(_target(o)), name(o)) for o in others[:MOST]],
        scripts=[],
    )


def _answer(one: Quoted, part: Part) -> Answer | None:
    if isinstance(part, Mention):
        named = one.page.named.get(part.name) if part.part in {"", *PARTS} else None
        return one.answers.get(named) if named else None
    return None if isinstance(part, (str, Broken)) else one.answers.get(part)


def _plain(view: View, one: Quoted) -> str:
    """The short answer as text."""
    if gone := _gone(view, one):
        return gone
    parts = [
        q.said(view, _answer(one, p), p.part) if isinstance(p, Mention) else str(p)
        for p in one.page.summary
    ]
    return one_line("".join(parts), 400)


def _summary(view: View, one: Quoted) -> Markup:
    """The short answer with its figures set off."""
    if gone := _gone(view, one):
        return escape(gone)
    made = Markup("")
    for part in one.page.summary:
        if isinstance(part, Mention):
            shown = q.linked(view, _answer(one, part), part.part)
            made += shown if part.part == "sumber" else Markup("<b>{}</b>").format(shown)
        else:
            made += escape(visible(str(part)))
    return made.strip()


def _gone(view: View, one: Quoted) -> str:
    """What is said in place of a short answer that lacks a figure; empty: it lacks none."""
    for part in one.page.summary:
        answer = _answer(one, part)
        if isinstance(part, Mention) and (answer is None or answer.missing or not answer.figure):
            return view.words("tanya.gone.jawaban", why=q.why(view, answer))
    return ""


def _body(view: View, one: Quoted) -> tuple[Markup, bool]:
    """The answer as HTML, and whether anything in it is drawn."""
    parts = one.page.body
    text, drawn = "", False
    for number, part in enumerate(parts):
        if isinstance(part, str):
            text += part.translate(_MARKS)
        elif isinstance(part, Mention):
            text += f"{_OPEN}{number}{_CLOSE}"
        else:
            text += f"\n\n{_OPEN}b{number}{_CLOSE}\n\n"
            answer = _answer(one, part)
            drawn |= bool(answer and answer.plans)

    def link(target: str) -> str | None:
        return _within(view, one.page, target)

    def block(found: re.Match[str]) -> str:
        part = _part(parts, found)
        if part is None or isinstance(part, str | Mention):
            return ""
        made = q.block(view, _answer(one, part), f"q{found[1]}")
        return f"</div>{made}{_AGAIN}"

    def inline(found: re.Match[str]) -> str:
        part = _part(parts, found)
        if not isinstance(part, Mention):
            return ""
        return str(q.linked(view, _answer(one, part), part.part))

    told = _OWN.sub(r"\1", str(story(text, 2, link)))
    html = _BLOCK.sub(block, _INLINE.sub(inline, told))
    made = f'<div class="pd-story">{html}</div>'
    for begin in ('<div class="pd-story">', _AGAIN):
        made = re.sub(rf"{begin}\s*</div>", "", made)
    return Markup(made), drawn  # noqa: S704 - the story is safe, and the blocks are ours


def _part(parts: Sequence[Part], found: re.Match[str]) -> Part | None:
    """The part that a mark stands for; none where a page wrote one itself, as an entity."""
    number = int(found[1])
    return parts[number] if number < len(parts) else None


def _within(view: View, page: Page, target: str) -> str | None:
    """A link to another page of ``docs/``, written as its file: where that page comes to lie."""
    path, _, anchor = target.partition("#")
    if not path or path.startswith("/") or "\\" in path or "?" in path:
        return None
    place = posixpath.normpath(posixpath.join(page.place.parent.as_posix(), path))
    if place.startswith(".."):
        return None
    if place.endswith(".md"):
        place = place.removesuffix(".md").removesuffix("index").rstrip("/") + "/"
    elif path.endswith("/"):
        place += "/"
    return view.link(place.lstrip("/")) + (f"#{anchor}" if anchor else "")


def expanded(view: View, pages: Sequence[Quoted]) -> Iterator[OutputFile]:
    """The other pages of this language that quote data, as Markdown for the site engine."""
    for one in pages:
        if one.page.lang == view.lang and not one.page.is_question:
            yield _prose(view, one)


def _prose(view: View, one: Quoted) -> OutputFile:
    place = one.page.place
    folder = place.parent if place.stem in {"index", "README"} else place.with_suffix("")
    here = replace(view, path=folder)
    made = [f"---\n{one.page.head}gaya: {asset('kutipan.css')}\n---\n\n"]
    for number, part in enumerate(one.page.body):
        if isinstance(part, str):
            made.append(part)
        elif isinstance(part, Mention):
            made.append(_inert(q.said(here, _answer(one, part), part.part)))
        else:
            made.append(_raw(q.block(here, _answer(one, part), f"q{number}")))
    told = sources_html(here, one.answers.values())
    made += [_raw(told)] if told else []
    return OutputFile(place, "".join(made).encode("utf-8", "replace"), view.lang)


def _inert(text: str) -> str:
    """A text in which Markdown and HTML find nothing of theirs."""
    return _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", " ".join(text.split()))


def _raw(html: Markup) -> str:
    """HTML of ours as one block of Markdown: on one line, so that nothing in it is read."""
    return f'\n\n<div class="pd">{" ".join(str(html).split())}</div>\n\n'
