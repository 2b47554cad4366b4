"""What goes along with a table in a file: data dictionary, title, source, licence, limits.

In Indonesian and English side by side, since a file travels without its page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from ..model import Dataset, DataSource, Field, Licence, Resource, Text
from ..tables.values import published_type
from ..words import Words

LANGUAGES = ("id", "en")


def sheets(dataset: Dataset, resource: Resource) -> Iterator[tuple[str, list[list[str]]]]:
    """The name and the rows of each explaining sheet; the first row is its header."""
    yield Words.load(LANGUAGES[0])("formats.sheets.dictionary"), dictionary(resource)
    yield Words.load(LANGUAGES[0])("formats.sheets.about"), facts(dataset, resource)


def dictionary(resource: Resource) -> list[list[str]]:
    """One row per column of the table: what it is called, holds and means."""
    columns = ("name", "title", "type", "unit", "description", "constraints", "categories")
    header = [_label(f"dictionary.{column}") for column in (*columns, "missing")]
    empty = _label("dictionary.empty")
    missing = "\n".join(_meaning(m.value or empty, m.label) for m in resource.missing_values)
    return [header, *([*_dictionary_row(field, resource), missing] for field in resource.fields)]


def facts(dataset: Dataset, resource: Resource) -> list[list[str]]:
    """What the file is, in rows of label and text per language."""
    rows = [[_label("about.fact"), *(Words.load(lang)("formats.language") for lang in LANGUAGES)]]
    for key, text in statements(dataset, resource):
        value = [text.get(lang) for lang in LANGUAGES]
        rows.append([_label(f"about.{key}"), *(value if value[0] != value[1] else value[:1])])
    return rows


def statements(dataset: Dataset, resource: Resource | None) -> list[tuple[str, Text]]:
    """The facts that travel with every file; those that are not known are left out."""
    licences = (resource.licence,) if resource and resource.licence else dataset.licences
    found = [
        ("title", dataset.title),
        ("origin", _said(lambda words: words(f"formats.origin.{dataset.origin}"))),
        ("table", resource.title if resource else Text()),
        ("description", (resource.description if resource else None) or dataset.description),
        ("note", resource.note if resource else Text()),
        ("period", _said(lambda words: _period(dataset.period, words))),
        ("source", _said(lambda words: "\n".join(_source(s, words) for s in dataset.sources))),
        ("licence", Text("\n".join(licence_text(x) for x in licences))),
        ("licence_note", dataset.licence_note),
        ("methodology", dataset.methodology),
        ("limitations", dataset.limitations),
        ("id", Text(dataset.id)),
    ]
    return [(key, text) for key, text in found if text]


def licence_text(licence: Licence) -> str:
    """A licence in one line: name, title, address."""
    return " · ".join(part for part in (licence.name, licence.title, licence.path) if part)


def _said(sentence: Callable[[Words], str]) -> Text:
    """What a function says in each language."""
    main, *others = (sentence(Words.load(lang)) for lang in LANGUAGES)
    return Text(main, dict(zip(LANGUAGES[1:], others, strict=True)))


def _period(period: tuple[str, str], words: Words) -> str:
    first, last = period
    if first and last and first != last:
        return words("formats.source.period", first=first, last=last)
    return first or last


def _source(source: DataSource, words: Words) -> str:
    parts = [source.title, source.path]
    if source.accessed:
        parts.append(words("formats.source.accessed", date=source.accessed))
    elif source.compiled:
        parts.append(words("formats.source.compiled", date=source.compiled))
    if source.licence:
        parts.append(words("formats.source.licence", name=source.licence))
    return " · ".join(part for part in parts if part)


def _dictionary_row(field: Field, resource: Resource) -> list[str]:
    rules = [_rule(key, value) for key, value in field.constraints.items()]
    if field.name in resource.primary_key:
        rules.insert(0, _label("rules.key"))
    categories = [_meaning(category.value, category.label) for category in field.categories]
    unit = field.measure.unit if field.measure else Text()
    return [
        field.name,
        _both(field.title),
        _label(f"types.{published_type(field)}"),
        _both(unit),
        _both(field.description, "\n"),
        "\n".join(rule for rule in rules if rule),
        "\n".join(categories),
    ]


def _rule(key: str, value: Any) -> str:
    if value is False:
        return ""
    plain = ", ".join(map(_plain, value)) if isinstance(value, list) else _plain(value)
    if Words.load(LANGUAGES[0]).has(f"formats.rules.{key}"):
        return _label(f"rules.{key}", value=plain)
    return f"{key}: {plain}"


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _meaning(value: str, label: Text) -> str:
    return f"{value} = {_both(label)}" if label else value


def _both(text: Text, between: str = " / ") -> str:
    return between.join(dict.fromkeys(text.get(lang) for lang in LANGUAGES if text))


@lru_cache(maxsize=2_000)
def _label(key: str, **values: str) -> str:
    if not Words.load(LANGUAGES[0]).has(f"formats.{key}"):
        return key.rpartition(".")[2]
    return _both(_said(lambda words: words(f"formats.{key}", **values)))
