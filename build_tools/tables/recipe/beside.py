"""The other tables that are read from the same file: what they take is nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...model import Dataset, Resource
from ...model.recipe import Recipe
from .match import folded


@dataclass(frozen=True, slots=True)
class Beside:
    """The tables of a dataset with the same file, listed before and after the one looked at."""

    before: tuple[Resource, ...] = ()
    after: tuple[Resource, ...] = ()

    @property
    def sheets(self) -> frozenset[str]:
        """The sheets that they are read from."""
        return frozenset(
            str(name)
            for other in (*self.before, *self.after)
            for name in (
                *(other.recipe.sheets if other.recipe else ()),
                other.dialect.get("sheetName"),
            )
            if name
        )

    def recipes(self, sheet: str) -> Iterator[Recipe]:
        """The recipes that read that sheet; of a CSV file, which has no name, all."""
        for other in (*self.before, *self.after):
            if other.recipe and (sheet in other.recipe.sheets or not sheet):
                yield other.recipe

    def alike(self, resource: Resource) -> bool:
        """Whether one of them has the same columns: each sheet is a table of its own."""
        return any(_labels(resource) == _labels(other) for other in (*self.before, *self.after))

    def told_before(self, resource: Resource) -> bool:
        """Whether a sheet of that shape is told with a table that is listed before."""
        return any(_labels(resource) == _labels(other) for other in self.before)


ALONE = Beside()


def beside(dataset: Dataset, resource: Resource) -> Beside:
    """The other tables of a dataset that are read from the file of ``resource``."""
    same = [r for r in dataset.resources if r.path == resource.path]
    at = next((n for n, r in enumerate(same) if r is resource), len(same))
    return Beside(tuple(same[:at]), tuple(same[at + 1 :]))


def _labels(resource: Resource) -> list[str]:
    columns = resource.recipe.columns if resource.recipe else ()
    return sorted(folded(column.label) for column in columns)
