"""Promises out of commits, through the whole line: what is kept, deleted, explained in vain."""

from __future__ import annotations

import shutil
from pathlib import Path

from portals import AS_OF, change, commit, portal

from build_tools import pipeline
from build_tools.freshness import Tally, tallies
from build_tools.options import Options

FOLDER = "datasets/dkisp/contoh"


def built(root: Path) -> pipeline.Result:
    return pipeline.datasets(Options(root, AS_OF, workers=1))


def test_a_deleted_dataset_keeps_what_it_missed(tmp_path: Path) -> None:
    """It is due in 2025 once, is deleted in 2026, and owes nothing after that."""
    root = portal(tmp_path)
    change(root, {"sdi:frekuensi": "tahunan", "sdi:terbitBerikutnya": "2025-06-01"})
    commit(root, "Awal", "2025-01-10")
    late = built(root)
    past = late.site.pasts["dkisp/contoh"]
    (missed,) = past.promises
    assert (missed.due, missed.state, missed.dataset) == ("2025-06-01", "terlewati", past.id)
    assert tallies(late.site)["dkisp"] == Tally(missed=1)

    shutil.rmtree(root / FOLDER)
    commit(root, "Hapus", "2026-01-10")
    gone = built(root)
    assert tallies(gone.site)["dkisp"] == Tally(missed=1)
    assert [(p.due, p.state) for p in gone.site.pasts["dkisp/contoh"].promises] == [
        ("2025-06-01", "terlewati")
    ]


def test_an_explanation_of_a_day_that_nobody_missed_is_told(tmp_path: Path) -> None:
    """The dataset is built all the same; a slip of the pen is a warning too."""
    root = portal(tmp_path)
    reasons = [
        {"jadwal": "2025-06-02", "alasan": "Survei diulang."},
        {"jadwal": "1 Juni 2025", "alasan": "Survei diulang."},
    ]
    change(
        root,
        {
            "sdi:frekuensi": "tahunan",
            "sdi:terbitBerikutnya": "2025-06-01",
            "sdi:keterlambatan": reasons,
        },
    )
    commit(root, "Awal", "2025-01-10")
    result = built(root)
    told = {f.code: f for f in result.findings if f.dataset == "dkisp/contoh"}
    assert dict(told["delay-unmatched"].values)["nearest"] == "2025-06-01"
    assert "accountable-invalid" in told
    assert "dkisp/contoh" in {p.id for p in result.site.published}
    assert result.exit_code() == 0
