"""`janji/`: public statements, what would prove each, and what was found when it was examined."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from ...model import OutputFile, Text
from ...smartcity import Rows
from ...smartcity.budget import figures, spoken
from ...smartcity.promises import (
    PROFILE,
    STATES,
    Statement,
    by_year,
    counts,
    first_of_state,
    statement_of,
    statements,
)
from .. import contacts
from ..listing import parts
from ..view import View
from .base import PAGES, Origin, origin, supply

#: Each takes about a third of a screen, so a page has fewer than a list of cards.
PER_PAGE = 10
BASE = PurePosixPath("janji")
#: Characters of a text that a page shows; the whole text is in the dataset.
LONGEST, LONGEST_REPLY = 600, 2_000
#: The drawing beside the word of each state, and its look. None looks like a fault.
LOOKS = {
    "terbukti": ("check-circle", "ok"),
    "sebagian": ("circle-half-full", "none"),
    "tidak-ditemukan": ("magnify", "none"),
    "tidak-dapat-diuji": ("information", "none"),
    "": ("information", "none"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement with everything the page says of it."""

    statement: Statement
    office: Text
    quotation: Text
    translation: Text  # of the quotation, unofficial; empty: none in this language
    cite: str  # address of the source; empty where it is none
    origin: Origin
    occasion: Text
    proof: Text
    reason: Text
    note: Text
    dataset: Markup  # what proves it; empty: none
    reply: Text
    figure: str  # address of the figure that it made known, from the root; empty: of none


def promises(view: View, rows: Rows) -> Iterator[OutputFile]:
    """The statements, newest first, in pages; the first says what each state means."""
    words = view.words
    found = statements(rows)
    heard = {s.anchor for f in spoken(figures(rows)) if (s := statement_of(f.row, found))}
    title = words("promises.title")
    for part in parts(view, BASE, found, PER_PAGE):
        here = part.view
        yield here.page(
            "promises",
            part.title(title),
            words("promises.description"),
            "smart-city",
            part=part,
            pages=PAGES,
            counts=_counts(here, found),
            states=STATES,
            looks=LOOKS,
            years=[
                (y, [_shown(here, s, s.anchor in heard) for s in group])
                for y, group in by_year(part.items)
            ],
            answering=contacts.answering(here, words("promises.reply.subject")),
            supply=supply(here, rows, PROFILE),
        )


def address(index: int, anchor: str, base: PurePosixPath = BASE, per_page: int = PER_PAGE) -> str:
    """Where an item of a list in parts stands, as "janji/hal/2/#id"; ``index`` counts from 0."""
    number = index // per_page + 1
    path = base if number == 1 else base / "hal" / str(number)
    return f"{path}/#{anchor}"


def state_links(view: View, found: Sequence[Statement]) -> dict[str, Markup]:
    """The name of each state, linked to the newest statement in it where there is one."""
    first = first_of_state(found)
    link, shown = Markup('<a href="{}">{}</a>'), {}
    for state in STATES:
        name = Markup("{}").format(view.words(f"promises.states.{state}.label"))
        at = first.get(state)
        target = None if at is None else view.link(address(at, found[at].anchor))
        shown[state] = link.format(target, name) if target else name
    return shown


def _counts(view: View, found: Sequence[Statement]) -> list[tuple[Markup, int]]:
    """How many statements are in each state; nothing where there is none at all."""
    links = state_links(view, found)
    return [(links[state], count) for state, count in counts(found)] if found else []


def _shown(view: View, statement: Statement, heard: bool) -> Shown:
    source = statement.row["sumber_url"]
    mark = "“{}”" if statement.direct else "{}"
    reply = statement.reply.text if statement.reply else ""
    return Shown(
        statement=statement,
        office=cut(statement.row.text("jabatan")),
        quotation=Text(mark.format(cut(Text(statement.quotation)).main)),
        translation=cut(Text(statement.row.text("kutipan").others.get(view.lang, ""))),
        cite=source if source.startswith(("https://", "http://")) else "",
        origin=origin(view, statement.row),
        occasion=cut(statement.occasion),
        proof=cut(statement.proof),
        reason=cut(statement.reason),
        note=cut(Text(statement.note)),
        dataset=dataset_link(view, statement.dataset),
        reply=cut(Text(reply), LONGEST_REPLY),
        figure="smart-city/anggaran/#lisan" if heard else "",
    )


def cut(text: Text, limit: int = LONGEST) -> Text:
    """The text in all its languages, each no longer than the limit."""

    def short(given: str) -> str:
        return given if len(given) <= limit else given[:limit] + "…"

    return Text(short(text.main), {lang: short(other) for lang, other in text.others.items()})


def dataset_link(view: View, id: str) -> Markup:
    """A dataset by its title, linked; its id where the site has none of it; empty without id."""
    if not id:
        return Markup("")
    title = view.titles.get(id)
    if title is None:
        return view.say("promises.not_here", id=id)
    return Markup('<a href="{}">{}</a>').format(view.link(f"datasets/{id}/"), view.text(title))
