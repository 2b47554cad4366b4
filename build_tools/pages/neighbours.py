"""The datasets that belong to a dataset, with the reason of each in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model import Dataset, Published, Text
from ..related import Related
from .view import View


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A related dataset as the page names it."""

    id: str
    title: Text
    reasons: tuple[str, ...]


def neighbours(
    view: View,
    published: Published,
    found: tuple[Related, ...],
    known: Mapping[str, Published],
) -> tuple[Neighbour, ...]:
    """The related datasets of one dataset, their reasons as sentences of the view's language."""
    return tuple(
        Neighbour(
            other.id,
            known[other.id].dataset.title,
            tuple(_reasons(view, published, other)),
        )
        for other in found
        if other.id in known
    )


def _reasons(view: View, published: Published, other: Related) -> Iterator[str]:
    words = view.words
    for reason, key in other.reasons:
        if reason == "indikator":
            concept = _concept(published.dataset, key).get(view.lang)
            yield words("ui.related.indikator", what=concept)
        elif reason == "topik":
            topic = view.portal.topic(key)
            yield words("ui.related.topik", what=topic.title.get(view.lang) if topic else key)
        elif reason == "rujukan":
            yield words("ui.related.rujukan_dari" if key == published.id else "ui.related.rujukan")
        else:
            yield words(f"ui.related.{reason}")


def _concept(dataset: Dataset, key: str) -> Text:
    """The concept of the measure that the key of an indicator was made from."""
    for resource in dataset.resources:
        for field in resource.fields:
            measure = field.measure
            if measure and key in (
                measure.standard,
                f"{measure.concept.main.casefold()}\0{measure.unit.main.casefold()}",
            ):
                return measure.concept or field.title
    return Text()
