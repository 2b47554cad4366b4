"""One line that a figure is forwarded with: it keeps its unit, period, status, source, address."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from ..charts import Drawn, KeyFigure
from ..model import MAIN_LANGUAGE, Published, Text
from .card import publisher, spanned
from .safe import visible
from .view import View, one_line

#: How long a line is at most: messengers cut what is longer, and fold it away.
LONGEST = 480
#: … and what in it may be long, so that nothing of a figure is lost to the other.
_VALUE, _PERIOD, _STATUS, _SOURCE, _PUBLISHER = 60, 40, 100, 140, 80
#: The least that is left of what a line is about.
_LEAST = 80


@dataclass(frozen=True, slots=True)
class Told:
    """A figure in the words of one language, ready to be said anywhere.

    ``value`` holds its unit ("297.684 jiwa", "sekitar Rp 500 miliar"); ``status`` and ``period``
    are empty where nothing is known, which `line` says.
    """

    label: str  # what is counted, and of whom: "Penduduk terdaftar, Kecamatan Long Ikis"
    value: str
    period: str = ""  # in words: "2024", "Juni 2024"
    status: str = ""  # "angka sementara", "dari sumber sekunder" …
    source: str = ""  # title of the dataset, and who released it
    address: str = ""  # full, or below the site's root where that is not known: "datasets/…/"


@dataclass(frozen=True, slots=True)
class Shared:
    """A line to hand on, as `templates/_share.html.j2` shows it."""

    text: str  # without the address, which comes last
    address: str  # full; below the site's root where `complete` is false
    complete: bool  # else `pakai.js` fills in the site's address where it is read

    @property
    def line(self) -> str:
        """The whole line, as it is copied."""
        return f"{self.text} {self.address}".strip()

    @property
    def whatsapp(self) -> str:
        """The address that hands the line to WhatsApp; a link, nothing is loaded from there."""
        return f"https://wa.me/?text={quote(self.line, safe='')}"


def shared(view: View, told: Told) -> Shared:
    """A figure as a line of plain text of at most `LONGEST` characters, to copy or hand on."""
    words = view.words
    status = one_line(told.status, _STATUS)
    return _fitted(
        view,
        "share.line",
        told.address,
        label=told.label,
        value=one_line(told.value, _VALUE),
        period=one_line(told.period, _PERIOD) or words("share.no_period"),
        status=f" ({status})" if status else "",
        source=one_line(told.source, _SOURCE) or words("share.no_source"),
    )


def _fitted(view: View, key: str, address: str, **values: str) -> Shared:
    """A sentence and an address as a line; the first value is cut so that all the rest fits."""
    (name, text), *others = values.items()
    rest = dict(others)
    bare = view.words(key, **{name: ""}, **rest)
    room = max(LONGEST - len(address) - len(bare) - 2, _LEAST)
    said = view.words(key, **{name: one_line(text, room)}, **rest)
    complete = address.startswith(("https://", "http://")) or not address
    return Shared(" ".join(visible(said).split()), address, complete)


def line(view: View, told: Told) -> str:
    """The figure on one line of plain text, the address last so that messengers link it."""
    return shared(view, told).line


def address(view: View, target: str) -> str:
    """The full address of a page of this language; below the site's root where none is set."""
    own = "" if view.lang == MAIN_LANGUAGE else f"{view.lang}/"
    return f"{view.base}{target}" if view.base else own + target


def of_chart(
    view: View,
    published: Published,
    drawn: Drawn,
    about: bool = False,
    among: str = "",
    note: str = "",
) -> Shared | None:
    """A chart's sentence with its place, the status of its figures and their source; or none.

    ``about``: the figures are approximate. ``among``: of how many its largest is the largest.
    ``note``: a sentence more.
    """
    if not drawn.sentence:
        return None
    words = view.words
    status = [
        text.get(view.lang).lower() for text in (drawn.subject.status if drawn.subject else ())
    ]
    if about:
        status.append(words("share.about"))
    quality = published.dataset.source_quality
    if words.has(f"share.quality.{quality}"):
        status.append(words(f"share.quality.{quality}"))
    shown = one_line(", ".join(filter(None, status)), _STATUS)
    when = "" if drawn.dated else spanned(words, published) or words("share.no_period")
    return _fitted(
        view,
        "share.sentence",
        address(view, f"datasets/{published.id}/"),
        sentence=" ".join(filter(None, [_placed(view, published, drawn.sentence, among), note])),
        period=words("share.when", period=one_line(when, _PERIOD)) if when else "",
        status=words("share.status", status=shown) if shown else "",
        source=source(view, published),
    )


def _placed(view: View, published: Published, sentence: str, among: str) -> str:
    """A sentence that says where, and among how many."""
    region = view.portal.region.get(view.lang)
    told = bool(region) and not among and region.casefold() in sentence.casefold()
    where = "" if told else place(view, published, sentence)
    where = "" if among and where.endswith("…") else where
    said = ", ".join(filter(None, [where, among]))
    if not said:
        return sentence
    return view.words("share.placed", place=said[:1].upper() + said[1:], sentence=sentence)


def place(view: View, published: Published, said: str) -> str:
    """The area that a dataset is about; empty where ``said`` names it already, or none is known."""
    area = one_line(published.dataset.area.get(view.lang), _PUBLISHER)
    named = area.split(",")[0].strip().casefold()
    return "" if named in said.casefold() else area


def of_key_figure(view: View, figure: KeyFigure) -> Shared | None:
    """A key figure of the home page as a line; none where it has no value."""
    published = next((p for p in view.site.published if p.id == figure.dataset), None)
    if not figure.value or published is None:
        return None
    told = Told(
        label=figure.title.get(view.lang),
        value=f"{figure.value} {figure.unit}".strip(),
        period=figure.period,
        source=source(view, published),
        address=address(view, f"datasets/{published.id}/"),
    )
    return shared(view, told)


def of_dataset(view: View, published: Published) -> Shared:
    """The dataset's own line: title, how many rows, of when, by whom."""
    words, span = view.words, spanned(view.words, published)
    return _fitted(
        view,
        "share.dataset" if published.dataset.origin == "resmi" else "share.dataset_collected",
        address(view, f"datasets/{published.id}/"),
        title=published.dataset.title.get(view.lang) or published.id,
        rows=view.count("share.rows", sum(table.rows for table in published.tables)),
        period=one_line(span, _PERIOD) or words("share.no_period"),
        publisher=one_line(publisher(view.portal, published, view.lang), _PUBLISHER),
    )


def source(view: View, published: Published) -> str:
    """Where figures are from: the dataset's title and who released it, or who collected it."""
    key = "share.by" if published.dataset.origin == "resmi" else "share.collected"
    title = published.dataset.title or Text(published.id)
    by = one_line(publisher(view.portal, published, view.lang), _PUBLISHER)
    return view.words(key, title=one_line(title.get(view.lang), _PUBLISHER), publisher=by)
