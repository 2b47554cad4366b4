"""One chart, map or table of a dataset as a document of its own, for the frame of another site.

The files are linked into the site as they are: no shell, no script, one small style sheet. Their
addresses are for ever, so a name is made of the table, the kind of drawing and the measure, never
of its place on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from markupsafe import Markup

from ..charts import Charts, Drawn
from ..model import MAIN_LANGUAGE, OutputFile, Published, Table, Text
from . import brand, pasts
from .card import publisher, spanned
from .cells import APPROXIMATE, Column, columns, preview
from .cells import Shown as Cell
from .choice import chosen, in_sight
from .frame import height
from .safe import visible
from .theme import asset
from .view import View, environment, one_line, worded

#: What the kinds of drawings are called in addresses: the words of `sdi:grafik`.
KINDS = {"line": "garis", "bar": "batang", "map": "peta", "table": "tabel"}
#: Nothing runs and nothing is loaded but the style sheet and the mark. Who may frame the page
#: cannot be said in the page (CSP 3, `frame-ancestors`): everybody may.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'"
)
#: How many rows and columns of a table are shown.
_ROWS, _COLUMNS = 10, 8
_LONGEST = 60
#: How much of a table's note is shown.
_NOTE = 300


@dataclass(frozen=True, slots=True)
class Embed:
    """One embeddable page in one language."""

    kind: str  # line, bar, map, table
    title: str  # of the document and of the frame, unlike that of any other of the dataset
    name: str  # of the file, without its ending
    address: str  # full; below the root of the site where the site's own is not known
    height: int  # that a frame needs, in CSS pixels; more than that scrolls inside it
    code: str  # `<iframe …></iframe>`, to be copied


@dataclass(frozen=True)
class _Part:
    """What an embeddable page is made of."""

    kind: str
    name: str
    title: str
    table: Table
    drawn: Drawn | None  # none: the rows of the table

    @property
    def measure(self) -> str:
        """The field that is drawn; empty for rows, whose cells speak for themselves."""
        return self.drawn.measure if self.drawn else ""


@dataclass(frozen=True)
class _Rows:
    """The first rows of a table."""

    columns: list[Column]
    rows: list[list[Cell]]
    hidden: int  # columns that are left out


def embeds(view: View, published: Published, charts: Charts) -> list[Embed]:
    """What of a dataset can be embedded, in the order of its page. `view` may be of any page.

    Where the site's own address is not known, `code` names a stand-in, which `embed.no_address`
    of the texts explains.
    """
    return [_embed(view, published, part) for part in _parts(view, published, charts)]


def embed_files(view: View, published: Published, charts: Charts) -> Iterator[OutputFile]:
    """The embeddable pages of a dataset in the view's language, as files of the site.

    They stand at the earlier addresses of a dataset that moved, too.
    """
    parts = list(_parts(view, published, charts))
    taken = {p.id for p in view.site.published}
    moved = {past.id for past in view.site.pasts.values() if past.moved_to} - taken
    before = sorted(id for id in moved if view.site.current(id) == published.id)
    for id in (published.id, *before):
        here = replace(view, path=PurePosixPath("datasets", id, "sematkan"))
        own = PurePosixPath() if view.lang == MAIN_LANGUAGE else PurePosixPath(view.lang)
        for part in parts:
            text = _document(here, published, part)
            yield OutputFile(own / here.path / f"{part.name}.html", text.encode("utf-8", "replace"))


def _parts(view: View, published: Published, charts: Charts) -> Iterator[_Part]:
    """Every drawing and every table that has rows, each with a name and a title of its own."""
    words = view.words
    dataset = published.dataset
    names: set[str] = set()
    titles: set[str] = set()

    def part(kind: str, name: str, title: str, table: Table, drawn: Drawn | None) -> _Part:
        name = _free(name, names)
        label = words("embed.title", kind=words(f"embed.kind.{kind}"), title=title, dataset=_of())
        label = one_line(label, 300)
        if label in titles:
            label = f"{label} ({name})"
        titles.add(label)
        return _Part(kind, name, label, table, drawn)

    def _of() -> str:
        return dataset.title.get(view.lang) or published.id

    for number, table in enumerate(published.tables, start=1):
        resource = table.resource
        for drawn in charts.of_table(words, published, table, f"g{number}"):
            apart = drawn.subject.apart if drawn.subject else ()
            name = _name(resource.name, KINDS[drawn.kind], drawn.measure, *apart)
            yield part(drawn.kind, name, drawn.title, table, drawn)
        if table.rows:
            title = resource.title.get(view.lang) or resource.name
            yield part("table", _name(resource.name, KINDS["table"]), title, table, None)


def _name(*words: str) -> str:
    """A name for an address: "stunting-garis-prevalensi"."""
    plain = (re.sub("[^a-z0-9]+", "-", word.lower()).strip("-")[:_LONGEST] for word in words)
    return "-".join(word for word in plain if word)


def _free(name: str, taken: set[str]) -> str:
    found, number = name, 1
    while found in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found)
    return found


def _about(view: View, published: Published, table: Table, measure: str) -> bool:
    """Whether the descriptor says that the figures of a measure are approximate."""
    loose = published.dataset.raw.get("sdi:ketelitian") == APPROXIMATE
    own = (c.loose for c in columns(view, table) if c.field.name == measure)
    return bool(measure) and (loose or any(own))


def _embed(view: View, published: Published, part: _Part) -> Embed:
    path = f"datasets/{published.id}/sematkan/{part.name}.html"
    own = "" if view.lang == MAIN_LANGUAGE else f"{view.lang}/"
    base = view.base or f"{view.words('embed.site')}{own}"
    here = replace(view, path=PurePosixPath("datasets", published.id, "sematkan"))
    high = height(_document(here, published, part), part.kind)
    code = Markup(
        '<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy"></iframe>'
    ).format(f"{base}{path}", visible(part.title), high)
    address = f"{view.base}{path}" if view.base else f"{own}{path}"
    return Embed(part.kind, part.title, part.name, address, high, str(code))


def _rows(view: View, published: Published, table: Table) -> _Rows:
    loose = published.dataset.raw.get("sdi:ketelitian") == APPROXIMATE
    cols = columns(view, table, loose)
    every = preview(cols, table, _ROWS)
    shown = chosen(cols, table, _COLUMNS)
    seen = in_sight([cols[at] for at in shown], [[row[at] for at in shown] for row in every])
    order = [shown[at] for at in seen]
    rows = [[row[at] for at in order] for row in every]
    return _Rows([cols[at] for at in order], rows, len(cols) - len(order))


def _document(view: View, published: Published, part: _Part) -> str:
    """The whole HTML document of one part; `view` is of the folder that it lies in."""
    dataset, resource, portal = published.dataset, part.table.resource, view.portal
    heading = (dataset.title if part.drawn else resource.title or dataset.title) or Text(
        published.id
    )
    return (
        environment()
        .get_template("embed.html.j2")
        .render(
            v=view,
            w=view.words,
            policy=Markup(POLICY),  # noqa: S704 - ours
            title=part.title,
            page=f"datasets/{published.id}/",
            # Opened alone, a page without one makes the browser ask the host's root for it.
            mark=brand.mark_address(portal),
            sheets=[asset("sematkan.css"), *filter(None, [brand.address(portal)])],
            heading=heading,
            notes=list(figure_notes(view, published, part.table, part.measure)),
            drawn=part.drawn,
            table=part.table,
            shown=None if part.drawn else _rows(view, published, part.table),
            source=list(_source(view, published)),
            limited=bool(dataset.limitations),
        )
    )


def figure_notes(
    view: View, published: Published, table: Table | None, measure: str = ""
) -> Iterator[Markup | str]:
    """What must be known before the figures of a table, or of one of its measures, are read."""
    words, dataset = view.words, published.dataset
    past = view.site.pasts.get(published.id)
    last, shown = pasts.taken_back(past), pasts.newest(past)
    if last and shown:
        days = {"taken": pasts.day(words, last), "shown": pasts.day(words, shown)}
        yield words("versions.taken_shown", **days)
    elif published.held_since:
        days = {"held": words.date(published.held_since), "shown": words.date(published.updated)}
        same = published.held_since == published.updated
        yield words("ui.held.since_same" if same else "ui.held.since", **days)
    if table and _about(view, published, table, measure):
        yield words("embed.about")
    quality = (table.resource.source_quality if table else "") or dataset.source_quality
    if quality and quality != "primer":
        yield worded(words, "ui.source_quality", quality) + "."
    if table and table.resource.note:
        yield view.text(shortened(table.resource.note, _NOTE))


def shortened(text: Text, limit: int) -> Text:
    """A text on one line in each of its languages, cut at a word."""
    others = {lang: one_line(other, limit) for lang, other in text.others.items()}
    return Text(one_line(text.main, limit), others)


def _source(view: View, published: Published) -> Iterator[Markup | str]:
    """Where the figures are from, of when, and on what terms: one line."""
    words, dataset = view.words, published.dataset
    collected = dataset.origin == "himpunan"
    title = Markup('<a href="{}">{}</a>').format(
        view.link(f"datasets/{published.id}/"), view.text(dataset.title) or published.id
    )
    who = publisher(view.portal, published, view.lang)
    yield view.say("embed.collected" if collected else "embed.official", title=title, publisher=who)
    span = spanned(words, published)
    yield words("embed.period", period=span or words("ui.unknown"))
    licences = dataset.licences or (view.portal.licence,)
    names = Markup(", ").join(view.licence(one) for one in licences)
    yield view.say("embed.arrangement" if collected else "embed.licence", licence=names)
    yield words("embed.as_of", date=words.date(view.portal.as_of.isoformat()))
    if not view.portal.official:
        yield words("embed.sample", region=view.portal.region.get(view.lang))
