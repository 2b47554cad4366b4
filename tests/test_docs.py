"""The descriptor guide cannot fall behind the code: it names every `sdi:` property that is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from portals import REPOSITORY

from build_tools.model.vocabularies import ACCESS, ORIGINS, ROLES
from build_tools.model import FREQUENCIES

GUIDES = ("docs/panduan/deskriptor.md", "docs/en/panduan/deskriptor.md")


def properties() -> set[str]:
    """The properties named in the rooms that read descriptors."""
    rooms = [REPOSITORY / "build_tools" / room for room in ("load", "checks")]
    texts = [p.read_text("utf-8") for room in rooms for p in room.rglob("*.py")]
    return {name for text in texts for name in re.findall(r'"(sdi:[A-Za-z]+)"', text)}


@pytest.mark.parametrize("guide", GUIDES)
def test_the_guide_names_every_property_and_word(guide: str) -> None:
    text = Path(REPOSITORY, guide).read_text("utf-8")
    assert len(properties()) > 15
    for word in (*properties(), *FREQUENCIES, *ACCESS, *ORIGINS, *ROLES):
        assert word in text, f"{guide} does not name {word}"


def test_every_property_used_in_the_datasets_is_in_the_guide() -> None:
    used: set[str] = set()
    for path in (REPOSITORY / "datasets").rglob("datapackage.yaml"):
        used |= set(re.findall(r"^\s*-?\s*(sdi:[A-Za-z]+):", path.read_text("utf-8"), re.M))
    text = Path(REPOSITORY, GUIDES[0]).read_text("utf-8")
    assert used
    assert not {name for name in used if name not in text}
