"""What was read of other portals goes to the public side too, but for what cannot be read."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from portals import AS_OF, commit, portal

from build_tools import mirror
from build_tools.load import harvested
from build_tools.options import Options

FOLDER = "datasets/_panen/tetangga"


def test_records_of_other_portals_go_along_and_broken_ones_stay(tmp_path: Path) -> None:
    private, public = portal(tmp_path / "tertutup"), tmp_path / "publik.git"
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(public)], check=True)
    folder = private / FOLDER
    folder.mkdir(parents=True)
    own = {"alamat": "https://tetangga.example/", "jenis": "ckan", "dipanen": "2026-01-10"}
    (folder / "portal.json").write_text(json.dumps(own))
    record = {
        "name": "sekolah",
        "id": "1",
        "title": "Jumlah sekolah",
        "sdi:iri": "https://tetangga.example/dataset/sekolah",
    }
    (folder / "sekolah.json").write_text(json.dumps(record))
    (folder / "rusak.json").write_text("{")
    commit(private, "panen", "2026-01-10")

    made = mirror.mirror(Options(private, AS_OF, workers=1), str(public), True, os.environ)

    assert made.sent
    subprocess.run(["git", "clone", "-q", str(public), str(tmp_path / "salinan")], check=True)
    found, amiss = harvested(tmp_path / "salinan")
    assert [one.id for one in found] == ["panen/tetangga/sekolah"]
    assert amiss == []
