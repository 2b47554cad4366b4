"""Who approves which folder: made from the register of OPD, nothing invented, checked."""

from __future__ import annotations

from pathlib import Path

import pytest
from portals import AS_OF, REPOSITORY, portal

from build_tools import cli, pipeline
from build_tools.load import load_portal, owners, with_owners

OWN = "# Milik portal.\n# Own.\n/mkdocs.yml  @contoh/ppid\n"


def teams(root: Path, **given: str) -> None:
    for opd, team in given.items():
        path = root / "datasets" / opd / "opd.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f'tim: "{team}"\n', encoding="utf-8")


def lines(root: Path) -> list[str]:
    made = owners.owners(load_portal(root, AS_OF))
    return [" ".join(line.split()) for line in made.splitlines() if not line.startswith("#")]


def codes(root: Path) -> list[tuple[str, str]]:
    found = pipeline.check(pipeline.Options(root, AS_OF, workers=1)).findings
    return [(f.file, f.cell) for f in found if f.code == "codeowners-differs"]


def run(root: Path) -> int:
    return cli.main(["codeowners", "--root", str(root)])


def test_the_walidata_has_everything_and_an_opd_its_folder(tmp_path: Path) -> None:
    root = portal(tmp_path)
    teams(root, dkisp="@contoh/walidata")
    (root / "datasets/referensi/opd/data/opd.csv").open("a", encoding="utf-8").close()
    register = load_portal(root, AS_OF)
    other = next((a.id for a in register.agencies if a.id != register.steward), "")
    expected = ["* @contoh/walidata", "/datasets/dkisp/ @contoh/walidata"]
    if other:
        teams(root, **{other: "@contoh/kesehatan"})
        expected.append(f"/datasets/{other}/ @contoh/kesehatan @contoh/walidata")
    shared = ("/.github/", "/build_tools/", "/bootstrap/", "/datasets/_pengaturan/")
    expected = [expected[0], *sorted(expected[1:]), *(f"{s} @contoh/walidata" for s in shared)]
    assert lines(root) == expected


def test_unknown_teams_leave_everybody_alone(tmp_path: Path) -> None:
    root = portal(tmp_path)
    (root / "CODEOWNERS").write_text(OWN, encoding="utf-8")
    assert run(root) == 0
    assert (root / "CODEOWNERS").read_text("utf-8") == OWN
    assert codes(root) == []
    assert owners.owners(load_portal(REPOSITORY, AS_OF)) == ""  # no team of Paser is known


def test_the_part_is_made_anew_above_what_people_wrote(tmp_path: Path) -> None:
    root = portal(tmp_path)
    (root / "CODEOWNERS").write_text(OWN, encoding="utf-8")
    teams(root, dkisp="@contoh/walidata")
    assert codes(root) == [("CODEOWNERS", "")]
    assert run(root) == 0
    first = (root / "CODEOWNERS").read_text("utf-8")
    assert first.startswith("# Milik portal.\n# Own.\n# >>>") and first.endswith(
        "/mkdocs.yml  @contoh/ppid\n"
    )
    assert codes(root) == []
    teams(root, dkisp="@contoh/baru")
    assert run(root) == 0
    second = (root / "CODEOWNERS").read_text("utf-8")
    assert second == first.replace("@contoh/walidata", "@contoh/baru")
    teams(root, dkisp="")
    assert run(root) == 0
    assert (root / "CODEOWNERS").read_text("utf-8") == OWN


@pytest.mark.parametrize(
    "team", ["contoh/dkisp", "@a b", "@a\\n* @lain", "@", "fulan@contoh.go.id"]
)
def test_what_is_no_team_is_said_and_never_written(team: str, tmp_path: Path) -> None:
    root = portal(tmp_path)
    teams(root, dkisp=team)
    assert [file for file, _ in codes(root)] == ["datasets/dkisp/opd.yaml"]
    assert with_owners(OWN, load_portal(root, AS_OF)) == OWN


def test_the_files_of_this_repository_agree() -> None:
    register = load_portal(REPOSITORY, AS_OF)
    assert list(owners.differing(register)) == []
