"""The descriptor guide cannot fall behind the code: it names every `sdi:` property that is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from portals import REPOSITORY

from build_tools.model import FREQUENCIES
from build_tools.model.vocabularies import ACCESS, ORIGINS, ROLES

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


#: What an officer, who tried the whole path, did not understand: the same in both languages …
_SAID = (
    *("commit", "fork", "Actions", "sdi:resep", "walidata", "PPID", "ISI:", "_baru", "sdi:en"),
    *("groupChar", "categories", "kode_kemendagri", "definition", "git commit --amend"),
    *("konsep", "definisi", "klasifikasi", "satuan"),
)
#: … and in each of them.
UNKNOWN = {
    "docs/panduan": (*_SAID, "repositori", "cabang", "deskriptor", "ukuran"),
    "docs/en/panduan": (*_SAID, "repository", "branch", "descriptor", "measure"),
}


@pytest.mark.parametrize("folder", UNKNOWN)
def test_words_that_officers_did_not_know_are_explained_one_link_away(folder: str) -> None:
    text = Path(REPOSITORY, folder, "istilah.md").read_text("utf-8")
    told = "\n".join(line.split("|")[1] for line in text.splitlines() if line.startswith("|"))
    assert not [word for word in UNKNOWN[folder] if word not in told]
    for page in ("index.md", "tabel-baru.md", "data-pribadi.md"):
        assert "](istilah.md" in Path(REPOSITORY, folder, page).read_text("utf-8"), page


def test_every_property_used_in_the_datasets_is_in_the_guide() -> None:
    used: set[str] = set()
    for path in (REPOSITORY / "datasets").rglob("datapackage.yaml"):
        used |= set(re.findall(r"^\s*-?\s*(sdi:[A-Za-z]+):", path.read_text("utf-8"), re.M))
    text = Path(REPOSITORY, GUIDES[0]).read_text("utf-8")
    assert used
    assert not {name for name in used if name not in text}
