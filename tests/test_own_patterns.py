"""The program's own patterns end, whatever text stands in a cell, a title or a file."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import build_tools
from build_tools.privacy import shown
from build_tools.tables import patterns

#: Patterns whose ways cannot be counted by their form (a back reference, alternatives that may
#: be empty), each read by a person: none repeats something that can be read in two ways.
BY_EYE = {
    "build_tools.marked.numbers._DAY",
    "build_tools.privacy.codes._PAIRS",
    "build_tools.privacy.forms._THOUSANDS",
    "build_tools.privacy.roles._CAMEL",
    "build_tools.tables.layout.rowkinds._SIGNED",
    "build_tools.tables.recipe.styles._FIGURE",
}


def own() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every pattern that a module of the program holds, with where it is first seen."""
    seen = set()
    for module in pkgutil.walk_packages(build_tools.__path__, "build_tools."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            held = isinstance(value, re.Pattern) and isinstance(value.pattern, str)
            if held and (value.pattern, value.flags) not in seen:
                seen.add((value.pattern, value.flags))
                yield f"{module.name}.{name}", value


def test_no_pattern_of_ours_reads_a_text_in_exponentially_many_ways() -> None:
    wrong, untold, count = [], set(), 0
    for name, pattern in own():
        count += 1
        try:
            if patterns.endless(pattern):
                wrong.append(name)
        except ValueError:
            untold.add(name)
    assert wrong == []
    assert untold == BY_EYE
    assert count > 300


def test_one_that_did_is_found() -> None:
    """Months and years as they were read once: a title of 400 figures took a lifetime."""
    assert patterns.endless(re.compile(r"(?:mei|\d{2,4}|[\s.'-])+"))


@pytest.mark.parametrize("tail", ["", "x", " Mei", "\n"])
def test_a_title_of_figures_is_nobody(tail: str) -> None:
    assert not shown.is_telling("1" + "0" * 400 + tail)
