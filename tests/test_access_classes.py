"""What is classified as limited goes out to everyone on a static site: said, not held back."""

from __future__ import annotations

from pathlib import Path

import pytest
from portals import AS_OF, change, portal

from build_tools import pipeline, reports
from build_tools.findings import Severity
from build_tools.options import Options
from build_tools.words import Words


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ("sdi:kipKlasifikasi", "sdi:kipKlasifikasi"),
        ("resources.0.sdi:kipKlasifikasi", "resources.tabel.sdi:kipKlasifikasi"),
        (
            "resources.0.schema.fields.1.sdi:kipKlasifikasi",
            "resources.tabel.schema.fields.nama.sdi:kipKlasifikasi",
        ),
    ],
)
def test_what_is_limited_is_told_where_it_is_said(tmp_path: Path, place: str, named: str) -> None:
    root = portal(tmp_path)
    change(root, {place: "terbatas"})
    result = pipeline.build(Options(root, AS_OF, workers=1))
    (told,) = [f for f in result.findings if f.code == "access-limited"]
    assert told.severity is Severity.WARNING and dict(told.values)["property"] == named
    assert "dapat dibaca semua orang" in reports.sentence(told, Words.load("id"))
    assert "dkisp/contoh" in {p.id for p in result.site.published}
