"""A header told by its names, where the standard compares it place by place.

One column that moved, is missing or too many makes every later name wrong to the standard. The
verdict stays; it is told as what happened, with the same codes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from ..findings import Finding, error
from ..model import Resource
from .instead import INSTEAD_OF

_BY_PLACE = frozenset({"incorrect-label", "missing-label", "extra-label"})
_OTHERS = frozenset({"blank-label", "duplicate-label"})
#: From how alike on a name is one that was changed; so many names are listed.
_NEAR, _LISTED = 0.6, 15


class Header:
    """The header of one table, and the columns whose cells are another column's."""

    def __init__(self, resource: Resource) -> None:
        self._resource = resource
        self._aside: set[int] = set()

    def told(self, problems: Sequence[Finding]) -> list[Finding]:
        """The findings of the header (others pass) by its names."""
        own = [f for f in problems if f.code in _BY_PLACE]
        plain = self._resource.fields_match == "exact" and not self._resource.recipe
        if len(own) < 2 or not plain or any(f.code in _OTHERS for f in problems):
            return list(problems)
        names = [field.name for field in self._resource.fields]
        labels = _labels(names, own)
        if len(set(labels)) < len(labels) or len(set(names)) < len(names):
            return list(problems)
        if len(labels) == len(names) and not set(labels) & set(_wrong(names, labels)):
            return list(problems)
        self._aside = {
            at
            for at, name in enumerate(names, start=1)
            if at > len(labels) or labels[at - 1] != name
        }
        rest = [f for f in problems if f.code not in _BY_PLACE]
        return [*self._by_name(names, labels, own[0]), *rest]

    def left(self, problems: Iterable[Finding]) -> Iterator[Finding]:
        """Of what the standard says of rows, what is not of a column that stands elsewhere."""
        for problem in problems:
            if problem.code not in INSTEAD_OF or problem.column not in self._aside:
                yield problem

    def _by_name(self, names: list[str], labels: list[str], like: Finding) -> Iterator[Finding]:
        place = {"file": like.file, "row": like.row}
        gone = [name for name in names if name not in labels]
        new = [label for label in labels if label not in names]
        became: dict[str, str] = {}
        for name in gone:
            near = {x: SequenceMatcher(None, name.lower(), x.lower()).ratio() for x in new}
            best = max(near, key=lambda x: near[x], default="")
            if best and (near[best] >= _NEAR or _between(names, labels, name, best)):
                new.remove(best)
                became[best] = name
        for label, name in became.items():
            at = labels.index(label) + 1
            yield error("incorrect-label", **place, column=at, field=label, expected=name)
        for name in gone:
            if name not in became.values():
                at = names.index(name) + 1
                yield error("missing-label", **place, column=at, field=name, expected=name)
        for label in new:
            at = labels.index(label) + 1
            yield error("extra-label", **place, column=at, field=label, expected=label)
        found = [became.get(label, label) for label in labels if label not in new]
        wanted = [name for name in names if name in found]
        if found != wanted:
            first = next(n for n, w in zip(found, wanted, strict=True) if n != w)
            label = next((old for old, name in became.items() if name == first), first)
            told = {"expected": _listed(wanted), "found": _listed(found), "case": "order"}
            at = labels.index(label) + 1
            yield error("incorrect-label", **place, column=at, field=label, **told)


def _labels(names: list[str], own: Sequence[Finding]) -> list[str]:
    """The names that the header has, by what is said of it."""
    labels: list[str | None] = list(names)
    extra: list[tuple[int, str]] = []
    for f in own:
        at = (f.column or 0) - 1
        if f.code == "extra-label":
            extra.append((at, f.field))
        elif 0 <= at < len(labels):
            labels[at] = f.field if f.code == "incorrect-label" else None
    return [label for label in labels if label is not None] + [label for _, label in sorted(extra)]


def _wrong(names: list[str], labels: list[str]) -> set[str]:
    """The names of the schema that stand at the place of others."""
    return {label for name, label in zip(names, labels, strict=True) if name != label} & set(names)


def _between(names: list[str], labels: list[str], name: str, label: str) -> bool:
    """Whether a new label stands where a name stood: between the same two names."""
    at, now = names.index(name), labels.index(label)
    before = names[at - 1] if at else ""
    after = names[at + 1] if at + 1 < len(names) else ""
    here = labels[now - 1] if now else ""
    there = labels[now + 1] if now + 1 < len(labels) else ""
    return (before, after) == (here, there)


def _listed(names: list[str]) -> str:
    return ", ".join(names[:_LISTED]) + (", …" if len(names) > _LISTED else "")
