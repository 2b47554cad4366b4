"""`llms.txt` (https://llmstxt.org): where programs that answer questions find the figures.

A heading, a quotation, then lists of links to the Markdown files of the datasets by topic, in every
language. Of very many datasets only the newest are named; the list of all is linked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from ..model import MAIN_LANGUAGE, OutputFile, Site
from ..terms import Catalogue, Entry, describe
from ..words import Words
from . import marks
from .twin import NAME

PATH = PurePosixPath("llms.txt")
#: So many datasets are named in each language; the file stays below a quarter of a megabyte.
MOST = 400
_TITLE, _SAID = 160, 200
#: Readers end a label at the first bracket, whatever stands before it.
_BRACKETS = str.maketrans("[]", "()")


def llms(site: Site, words: Mapping[str, Words]) -> OutputFile:
    """The file, once for all languages; the main one first."""
    catalogue = describe(site)
    main, *others = site.portal.languages
    parts = [*_head(catalogue, words[main]), *_lists(catalogue, words[main])]
    for lang in others:
        parts += _lists(catalogue, words[lang])
    return OutputFile(PATH, ("\n\n".join(parts) + "\n").encode("utf-8", "replace"))


def _head(catalogue: Catalogue, words: Words) -> Iterator[str]:
    lang = words.lang
    region = catalogue.portal.region.get(lang) or catalogue.title.get(lang)
    said = [words("markdown.llms.lede", region=region)]
    if notice := catalogue.notice.get(lang):
        said.insert(0, notice)
    yield f"# {marks.text(catalogue.title.get(lang))}"
    yield f"> {marks.text(' '.join(said))}"
    yield marks.text(words("markdown.llms.quote"))
    yield f"## {marks.text(words('markdown.llms.machines'))}"
    yield marks.bullets(
        _link(catalogue, words(f"markdown.llms.{key}"), path)
        for key, path in (
            ("api", "api/v1/index.json"),
            ("package", "datapackage.json"),
            ("rdf", "catalog.jsonld"),
            ("guide", "data-terbuka/"),
        )
    )


def _lists(catalogue: Catalogue, words: Words) -> Iterator[str]:
    """The datasets of one language under the names of their topics."""
    ours = [entry for entry in catalogue.entries if entry.published]
    newest = sorted(ours, key=lambda e: e.modified, reverse=True)[:MOST]
    named = {subject.id: subject.title.get(words.lang) for subject in catalogue.subjects}
    named[""] = words("markdown.llms.others" if named else "markdown.llms.datasets")
    for topic, title in named.items():
        found = [e for e in newest if (e.subjects[0].id if e.subjects else "") == topic]
        if found:
            yield f"## {marks.text(title)}{_language(catalogue, words)}"
            yield marks.bullets(_entries(catalogue, words, found))
    if rest := len(ours) - len(newest):
        said = words("markdown.llms.rest", count=words.number(rest))
        yield f"## {marks.text(words('markdown.llms.others'))}{_language(catalogue, words)}"
        label = words("markdown.llms.package")
        yield marks.bullets(
            [f"{_link(catalogue, label, 'daftar-dataset.csv')}: {marks.text(said)}"]
        )


def _language(catalogue: Catalogue, words: Words) -> str:
    """What tells the headings of other languages from those of the main one."""
    return "" if words.lang == catalogue.portal.languages[0] else f" ({words.lang})"


def _entries(catalogue: Catalogue, words: Words, found: Sequence[Entry]) -> Iterator[str]:
    lang = words.lang
    folder = "" if lang == MAIN_LANGUAGE else f"{lang}/"
    for entry in sorted(found, key=lambda e: (e.title.get(lang).casefold(), e.id)):
        period = "–".join(dict.fromkeys(words.date(day) for day in entry.period if day))
        said = ", ".join(filter(None, [entry.publisher.name.get(lang), period]))
        told = f"{said}. {entry.about.get(lang)}"
        link = _link(catalogue, entry.title.get(lang), f"{folder}{entry.path}{NAME}")
        yield f"{link}: {marks.text(told, _SAID)}"


def _link(catalogue: Catalogue, label: str, path: str) -> str:
    at = catalogue.addresses
    short = label if len(label) <= _TITLE else label[: _TITLE - 1] + "…"
    return marks.link(short.translate(_BRACKETS), at.of_file(path) if at.known else path)
