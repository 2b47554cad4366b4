"""The adopters' CI: pinned, with least rights, and nothing in it but make targets tried here."""

import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parent.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
CHECK, MIRROR, PROGRAM, PROPOSE, PUBLISH, RELEASE, REMIND = WORKFLOWS
GITLAB = ROOT / ".gitlab-ci.yml"
PINNED = re.compile(r"^[\w.-]+/[\w./-]+@[0-9a-f]{40}$")


def load(path: Path) -> dict[Any, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def jobs(path: Path) -> dict[str, dict[str, Any]]:
    return load(path)["jobs"]


def steps(path: Path) -> Iterator[dict[str, Any]]:
    for job in jobs(path).values():
        yield from job["steps"]


def targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"(?m)^([a-z][a-z-]*):", makefile))


def commands(path: Path) -> list[str]:
    """Every command that a file of a host runs."""
    if path == GITLAB:
        scripts = (job for job in load(path).values() if isinstance(job, dict))
        return [line for job in scripts for line in job.get("script", [])]
    own = (step for name, job in jobs(path).items() if name != "comment" for step in job["steps"])
    return [step["run"] for step in own if "run" in step]


def test_there_is_a_check_and_a_publish_for_portals_and_one_for_the_program() -> None:
    assert [path.name for path in WORKFLOWS] == [
        "check.yml",
        "mirror.yml",
        "program.yml",
        "propose.yml",
        "publish.yml",
        "release.yml",
        "remind.yml",
    ]
    shared = (ROOT / "build_tools/scaffold/files/shared.txt").read_text(encoding="utf-8").split()
    carried = {n.rsplit("/", 1)[1] for n in shared if n.startswith(".github/workflows/")}
    own = {"check.yml", "mirror.yml", "propose.yml", "publish.yml", "release.yml", "remind.yml"}
    assert carried == own


@pytest.mark.parametrize("path", [*WORKFLOWS, GITLAB], ids=lambda path: path.name)
def test_every_step_is_a_make_target_that_exists(path: Path) -> None:
    found = commands(path)
    assert found
    for command in found:
        words = command.split()
        assert words[0] == "make"
        assert words[1] in targets()
        assert all(re.fullmatch(r"[A-Z_]+=[\w./-]+", word) for word in words[2:])
        assert "${{" not in command  # an input never reaches a shell's line


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_hash_with_their_version_beside_it(path: Path) -> None:
    used = [step["uses"] for step in steps(path) if "uses" in step]
    assert used and all(PINNED.match(name) for name in used)
    lines = [x for x in path.read_text(encoding="utf-8").splitlines() if "uses:" in x]
    assert all(re.search(r"# v\d+\.\d+\.\d+$", line) for line in lines)


def test_one_action_has_one_pin() -> None:
    pins: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for step in steps(path):
            if "uses" in step:
                name, _, pin = step["uses"].partition("@")
                pins.setdefault(name, set()).add(pin)
    assert all(len(found) == 1 for found in pins.values())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_rights_are_the_least(path: Path) -> None:
    assert load(path)["permissions"] == {"contents": "read"}
    for name, job in jobs(path).items():
        if name == "deploy":
            assert job["permissions"] == {"pages": "write", "id-token": "write"}
            assert not any("run" in step for step in job["steps"])
        elif name == "comment":
            assert job["permissions"] == {"pull-requests": "write"}
        elif name == "propose":  # of people who may push: never for a fork
            assert job["permissions"] == {"contents": "write", "pull-requests": "write"}
            assert set(load(path)[True]) == {"push"}
        elif name == "attach":  # what may write reads no data: it is handed the finished ZIP
            assert job["permissions"] == {"contents": "write"}
            assert [s["run"] for s in job["steps"] if "run" in s] == ["make zip-send"]
        elif path == REMIND:  # what reads the data cannot write; what writes reads none of it
            rights = {"plan": "read", "send": "write"}[name]
            assert job["permissions"] == {"contents": "read", "issues": rights}
        else:
            assert "permissions" not in job


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_checkouts_leave_no_token_behind(path: Path) -> None:
    checkouts = [s for s in steps(path) if s.get("uses", "").startswith("actions/checkout@")]
    assert checkouts and all(s["with"]["persist-credentials"] is False for s in checkouts)


def test_builds_see_the_whole_history_and_keep_the_cache() -> None:
    built = ((CHECK, "check"), (PUBLISH, "build"), (MIRROR, "mirror"), (REMIND, "plan"))
    for path, name in built:
        used = [s for s in jobs(path)[name]["steps"] if "uses" in s]
        (checkout,) = (s for s in used if s["uses"].startswith("actions/checkout@"))
        assert checkout["with"]["fetch-depth"] == 0
        caches = [s for s in used if s["uses"].startswith("actions/cache@")]
        assert caches[0]["with"]["path"] == ".build/cache"
    gitlab = load(GITLAB)
    assert gitlab["variables"]["GIT_DEPTH"] == "0"
    assert gitlab["cache"]["paths"] == [".build/cache"]


def test_when_they_run() -> None:
    # YAML reads the key `on` as true
    check, publish = (load(path)[True] for path in (CHECK, PUBLISH))
    assert list(check) == ["pull_request"]
    assert set(publish) == {"push", "schedule", "workflow_dispatch"}
    assert publish["push"] == {"branches": ["main"]}
    assert re.fullmatch(r"\d+ \d+ \* \* \*", publish["schedule"][0]["cron"])
    assert "as_of" in publish["workflow_dispatch"]["inputs"]


def test_one_run_at_a_time() -> None:
    for path in WORKFLOWS:
        assert load(path)["concurrency"]["group"]
    assert load(PUBLISH)["concurrency"]["cancel-in-progress"] is False


def test_what_was_held_back_is_told_after_the_site_is_out() -> None:
    publish = jobs(PUBLISH)
    assert publish["deploy"]["needs"] == "build"
    assert publish["verdict"]["needs"] == ["build", "deploy"]
    assert publish["verdict"]["steps"][-1]["run"] == "make verdict"
    uploads = [s for s in publish["build"]["steps"] if "upload-pages" in s.get("uses", "")]
    assert uploads[0]["with"] == {"path": "site", "include-hidden-files": True}
    gitlab = load(GITLAB)
    assert gitlab["stages"] == ["check", "publish", "verdict"]
    assert ".build/verdict" in gitlab["pages"]["artifacts"]["paths"]


def test_the_program_is_tried_with_every_python_it_says_it_runs_on() -> None:
    versions = jobs(PROGRAM)["test"]["strategy"]["matrix"]["python"]
    assert versions == ["3.11", "3.12", "3.13", "3.14"]
    assert [s["run"] for s in jobs(PROGRAM)["test"]["steps"] if "run" in s] == ["make test"]
    assert jobs(PROGRAM)["zensical"]["continue-on-error"] is True


def test_the_mirror_runs_only_where_a_public_side_is_named() -> None:
    """Of the two repositories one alone publishes, and the key is known to one step alone."""
    mirror = load(MIRROR)
    assert set(mirror[True]) == {"push", "schedule", "workflow_dispatch"}
    assert mirror[True]["push"] == {"branches": ["main"]}
    (job,) = jobs(MIRROR).values()
    assert job["if"] == "vars.CERMIN_TUJUAN != ''"
    assert jobs(PUBLISH)["build"]["if"] == "vars.CERMIN_TUJUAN == ''"
    assert job["steps"][0]["with"]["ref"] == "main"
    keyed = [step for step in job["steps"] if "secrets." in str(step)]
    assert [step["run"] for step in keyed] == ["make mirror"]
    others = (path for path in WORKFLOWS if path != MIRROR)
    assert not any("secrets." in path.read_text(encoding="utf-8") for path in others)
    gitlab = load(GITLAB)
    first = "$CERMIN_TUJUAN && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"
    assert gitlab["mirror"]["rules"] == [{"if": first}]
    for name in ("pages", "verdict"):
        assert gitlab[name]["rules"][0] == {"if": "$CERMIN_TUJUAN", "when": "never"}
    assert "merge_request_event" not in str(gitlab["mirror"])


#: What the job `comment` asks before it runs, and the marker by which its comment is found again.
SAME = "github.event.pull_request.head.repo.full_name == github.repository"
MARKER = "<!-- terbuka:perubahan -->"


def test_a_proposal_is_told_in_one_comment_that_a_fork_cannot_write() -> None:
    """What runs the proposal's files reads only; what may write runs nothing of them."""
    check, comment = jobs(CHECK)["check"], jobs(CHECK)["comment"]
    assert "permissions" not in check and "token" not in str(check)
    assert [s["run"] for s in check["steps"] if "run" in s] == [
        "make scan-commits",
        "make check",
        "make changes-ci",
        "make marked",
    ]
    assert all("cancelled" in s["if"] for s in check["steps"][3:])  # also after findings
    assert SAME in comment["if"] and "needs.check.outputs.comment != ''" in comment["if"]
    used = [s["uses"].split("@")[0] for s in comment["steps"] if "uses" in s]
    assert used == ["actions/download-artifact"]
    assert "pull_request_target" not in CHECK.read_text(encoding="utf-8")
    shared = (ROOT / "build_tools/changes/comment.py").read_text(encoding="utf-8")
    step = comment["steps"][-1]
    assert f'MARKER = "{MARKER}"' in shared and MARKER in step["env"]["OURS"]
    assert "${{" not in step["run"]
    uploads = [s for s in check["steps"] if "upload-artifact" in s.get("uses", "")]
    assert [s["with"]["name"] for s in uploads] == ["komentar", "pratinjau", "periksa"]
    assert load(GITLAB)["changes"]["script"] == ["make marked", "make changes-ci"]


GH = """#!/bin/sh
printf '%s\\n' "$*" >> calls
case "$*" in
  *--jq*) [ "$KNOWN" = forbidden ] && exit 1; [ -z "$KNOWN" ] || echo "$KNOWN" ;;
  *) [ "$KNOWN" != forbidden ] ;;
esac
"""


@pytest.mark.parametrize(
    ("known", "called", "said"),
    [
        ("", "pr comment 7 --repo contoh/portal --body-file komentar.md", ""),
        (
            "41",
            "api --silent --method PATCH repos/contoh/portal/issues/comments/41"
            " -F body=@komentar.md",
            "",
        ),
        ("forbidden", "pr comment 7 --repo contoh/portal --body-file komentar.md", "::notice::"),
    ],
    ids=["first", "again", "not-allowed"],
)
def test_the_comment_is_written_once_and_then_anew(
    known: str, called: str, said: str, tmp_path: Path
) -> None:
    """With a program in place of GitHub's own; where it may not write, the run stays green."""
    step = jobs(CHECK)["comment"]["steps"][-1]
    (tmp_path / "komentar.md").write_text(f"{MARKER}\n", encoding="utf-8")
    (tmp_path / "gh").write_text(GH, encoding="ascii")
    (tmp_path / "gh").chmod(0o755)
    given = {"REPO": "contoh/portal", "NUMBER": "7", "KNOWN": known, "GH_TOKEN": "x"}
    given |= {"PREVIEW": "https://github.com/contoh/portal/a/1", "MARKED": "", "OURS": ".[]"}
    environment = {**os.environ, **given, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    command = ["bash", "-e", "-c", step["run"]]
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert (tmp_path / "calls").read_text(encoding="utf-8").splitlines()[-1] == called
    assert said in done.stdout and bool(said) == bool(done.stdout)
    told = (tmp_path / "komentar.md").read_text(encoding="utf-8")
    assert told.startswith(MARKER) and "(https://github.com/contoh/portal/a/1)" in told
    assert "Buku kerja" not in told


def test_reminders_are_sent_in_the_morning_by_a_job_that_reads_no_data() -> None:
    """In WITA (UTC+8), on working days, and often enough that the host keeps what is known."""
    remind = load(REMIND)
    assert set(remind[True]) == {"schedule", "workflow_dispatch"}
    (when,) = remind[True]["schedule"]
    _, hour, *rest, days = when["cron"].split()
    assert 6 <= (int(hour) + 8) % 24 <= 8 and rest == ["*", "*"]
    mornings = [(int(day) + (int(hour) + 8) // 24) % 7 for day in days.split(",")]
    assert mornings == [1, 4]  # Monday, Thursday
    plan, send = jobs(REMIND)["plan"], jobs(REMIND)["send"]
    assert send["needs"] == "plan"
    assert [s["run"] for s in plan["steps"] if "run" in s] == ["make remind", "make meja"]
    assert [s["run"] for s in send["steps"] if "run" in s] == ["make remind-send"]
    uploads = {
        s["with"]["name"]: s["with"]["path"]
        for s in plan["steps"]
        if s.get("uses", "").startswith("actions/upload-artifact@")
    }
    assert uploads == {"ingatkan": ".build/ingatkan/rencana.json", "meja": ".build/meja"}
    (download,) = (s["with"] for s in send["steps"] if "download" in s.get("uses", ""))
    assert download == {"name": "ingatkan", "path": ".build/ingatkan"}
    kept = [s["with"]["path"] for s in plan["steps"] if "cache@" in s.get("uses", "")]
    assert kept == [".build/cache", ".build/ingatkan/tautan.json"]
    assert not any("meja" in str(s) for s in jobs(PUBLISH)["build"]["steps"])


def test_a_release_gets_the_whole_site_as_a_zip(tmp_path: Path) -> None:
    """Made from nothing by a job that cannot write, and attached by one that builds nothing."""
    assert load(RELEASE)[True] == {"release": {"types": ["published"]}}
    build, attach = jobs(RELEASE)["build"], jobs(RELEASE)["attach"]
    assert [s["run"] for s in build["steps"] if "run" in s] == ["make zip"]
    assert not any("cache@" in s.get("uses", "") for s in build["steps"])
    assert build["steps"][0]["with"]["fetch-depth"] == 0
    assert build["if"] == jobs(PUBLISH)["build"]["if"]  # a closed repository publishes nothing
    (upload,) = (s["with"] for s in build["steps"] if "upload-artifact" in s.get("uses", ""))
    (download,) = (s["with"] for s in attach["steps"] if "download" in s.get("uses", ""))
    assert attach["needs"] == "build" and download["name"] == upload["name"]
    assert upload["path"] == f"{download['path']}/situs-luring.zip"
    assert "${{" not in attach["steps"][-1]["run"]
    (tmp_path / "gh").write_text(GH, encoding="ascii")
    (tmp_path / "gh").chmod(0o755)
    given = {"TAG": 'v1 "$(touch jahat)"', "GITHUB_REPOSITORY": "contoh/portal", "KNOWN": ""}
    environment = {**os.environ, **given, "PATH": f"{tmp_path}:{os.environ['PATH']}"}
    command = ["make", "-s", "-f", str(ROOT / "Makefile"), "zip-send"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    called = (tmp_path / "calls").read_text(encoding="utf-8").strip()
    assert called == (
        'release upload v1 "$(touch jahat)" .build/situs-luring.zip --clobber --repo contoh/portal'
    )
    assert not (tmp_path / "jahat").exists()
