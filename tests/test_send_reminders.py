"""The steps of the workflow that reminds, run for real against a host on this computer."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from portals import change, commit, portal

ROOT = Path(__file__).parent.parent
WORKFLOW = ROOT / ".github/workflows/remind.yml"
PLACE = "/repos/contoh/portal/issues"
OURS = "github-actions[bot]"


@dataclass
class GitHub:
    """The issues of a repository, as GitHub's REST API gives and takes them."""

    address: str = ""
    issues: list[dict[str, Any]] = field(default_factory=list)
    comments: list[tuple[int, str]] = field(default_factory=list)
    writes: list[str] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    refuse: int = 0

    def add(self, body: str, author: str = OURS, **more: Any) -> None:
        number = len(self.issues) + 1
        facts = {"number": number, "title": "x", "body": body, "state": "open"}
        self.issues.append({**facts, "user": {"login": author}, **more})


@pytest.fixture
def github() -> Iterator[GitHub]:
    host = GitHub()

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            host.tokens.add(self.headers.get("Authorization", ""))
            size = int(self.headers.get("Content-Length") or 0)
            given = json.loads(self.rfile.read(size)) if size else {}
            path = urlsplit(self.path)
            assert path.path.startswith(PLACE)
            if host.refuse:
                return self.say(host.refuse, {"message": "no"})
            if self.command == "GET":
                asked = parse_qs(path.query)
                page, size = (int(asked[key][0]) for key in ("page", "per_page"))
                return self.say(200, host.issues[(page - 1) * size : page * size])
            host.writes.append(f"{self.command} {path.path.removeprefix(PLACE)}")
            rest = path.path.removeprefix(PLACE).strip("/").split("/")
            if rest == [""]:
                host.add(given["body"], title=given["title"])
                return self.say(201, host.issues[-1])
            if rest[1:] == ["comments"]:
                host.comments.append((int(rest[0]), given["body"]))
                return self.say(201, {})
            host.issues[int(rest[0]) - 1].update(given)
            return self.say(200, {})

        do_GET = do_POST = do_PATCH = answer  # noqa: N815

        def say(self, status: int, content: Any) -> None:
            told = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, format: str, *given: object) -> None:
            """Nothing is printed."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    host.address = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield host
    server.shutdown()
    server.server_close()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal with two offices whose monthly data is late in March 2026."""
    made = portal(tmp_path / "portal")
    change(made, {"sdi:frekuensi": "bulanan"})
    shutil.copytree(made / "datasets/dkisp/contoh", made / "datasets/dinkes/posyandu")
    other = "datasets/dinkes/posyandu/datapackage.yaml"
    change(made, {"name": "posyandu", "title": "Posyandu buatan"}, other)
    shutil.copyfile(ROOT / "Makefile", made / "Makefile")
    (made / "bootstrap").mkdir()
    shutil.copyfile(ROOT / "bootstrap/send_reminders.py", made / "bootstrap/send_reminders.py")
    python = made / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    commit(made, "data", "2026-01-10")
    return made


def steps(root: Path, github: GitHub, day: str, *, desk: bool = False) -> str:
    """The commands of the workflow in their order, with the walidata's list where asked for.

    Gives what they said.
    """
    found = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]
    commands = [step for job in found.values() for step in job["steps"] if "run" in step]
    said = ""
    for step in commands:
        if step["run"] == "make meja" and not desk:
            continue
        assert {**step.get("env", {})} in ({}, {"GH_TOKEN": "${{ github.token }}"})
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("GITHUB", "MAKE", "CI"))},
            "PYTHONPATH": str(ROOT),
            "GITHUB_API_URL": github.address,
            "GITHUB_SERVER_URL": "https://github.com",
            "GITHUB_REPOSITORY": "contoh/portal",
            "GITHUB_STEP_SUMMARY": str(root / ".build/summary.md"),
            **({"GH_TOKEN": "rahasia"} if "env" in step else {}),
        }
        name = [*step["run"].split(), f"AS_OF={day}", f"PYTHON={sys.executable}"]
        done = subprocess.run(
            [name[0], "-o", ".venv/.site", *name[1:]],
            cwd=root, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        said += done.stdout
    return said


def renew(root: Path, dataset: str, day: str) -> None:
    """New data of a dataset: a row more."""
    table = root / f"datasets/{dataset}/data/tabel.csv"
    number = len(table.read_bytes().splitlines())
    row = f"{number},Tempat {number},2024-04-30,a,1,2,3,\n"  # rows that go are no new data
    table.write_bytes(table.read_bytes() + row.encode())
    commit(root, "data baru", day)


def test_an_office_is_told_once_then_of_changes_then_thanked(root: Path, github: GitHub) -> None:
    for number in range(150):  # more than a page of the list, none of it ours
        github.add(f"Angka salah nomor {number}", "fulan")

    said = steps(root, github, "2026-03-02", desk=True)
    assert github.writes == ["POST ", "POST "]
    dinkes, dkisp = github.issues[150:]
    assert "<!-- terbuka:ingatkan dinkes -->" in dinkes["body"]
    assert "/contoh/portal/upload/main/datasets/dkisp/contoh/data)" in dkisp["body"]
    assert "#151 dinkes: dibuka" in said
    assert (root / ".build/meja/meja.csv").is_file()
    assert "#152 dkisp: dibuka" in (root / ".build/summary.md").read_text(encoding="utf-8")
    assert github.tokens == {"Bearer rahasia"}

    steps(root, github, "2026-03-05")
    assert github.writes == ["POST ", "POST "]  # the same facts: nothing is written

    renew(root, "dinkes/posyandu", "2026-03-06")
    steps(root, github, "2026-03-09")
    assert github.writes[2:] == ["PATCH /151", "POST /151/comments"]
    assert dinkes["state"] == "closed" and "ditutup oleh program" in github.comments[0][1]
    assert dkisp["state"] == "open"

    said = steps(root, github, "2026-05-04")  # late again, after a month without data
    assert github.writes[4:] == ["PATCH /151"]
    assert dinkes["state"] == "open" and "dijadwalkan 6 April 2026" in dinkes["body"]
    assert "#151 dinkes: dibuka lagi" in said


def test_a_mended_dataset_is_taken_off_the_list_of_its_office(root: Path, github: GitHub) -> None:
    shutil.copytree(root / "datasets/dkisp/contoh", root / "datasets/dkisp/kedua")
    other = "datasets/dkisp/kedua/datapackage.yaml"
    change(root, {"name": "kedua", "title": "Tabel kedua buatan"}, other)
    commit(root, "kedua", "2026-01-10")
    steps(root, github, "2026-03-02")
    dkisp = github.issues[1]
    assert "dkisp/contoh" in dkisp["body"] and "dkisp/kedua" in dkisp["body"]
    renew(root, "dkisp/contoh", "2026-03-03")
    steps(root, github, "2026-03-05")
    assert github.writes == ["POST ", "POST ", "PATCH /2"]
    assert "dkisp/contoh" not in dkisp["body"] and dkisp["state"] == "open"


def test_an_issue_that_somebody_else_opened_is_never_touched(root: Path, github: GitHub) -> None:
    """Whatever it says of itself: anyone may open one. A pull request is no issue."""
    body = "<!-- terbuka:ingatkan dinkes -->\nmilik orang lain"
    github.add(body, "fulan")
    github.add(body, pull_request={})
    steps(root, github, "2026-03-02")
    assert [i["body"] for i in github.issues[:2]] == [body, body]
    assert github.writes == ["POST ", "POST "]


def test_a_sending_that_is_run_again_opens_nothing_twice(root: Path, github: GitHub) -> None:
    steps(root, github, "2026-03-02")
    again = {"GITHUB_API_URL": github.address, "GITHUB_REPOSITORY": "contoh/portal"}
    done = script(root, "send", **again, GH_TOKEN="rahasia")
    assert done.returncode == 0 and "#1 dinkes: tetap" in done.stdout
    assert github.writes == ["POST ", "POST "]


def script(root: Path, what: str, **given: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GITHUB")}
    return subprocess.run(
        [sys.executable, "bootstrap/send_reminders.py", what],
        cwd=root, env={**kept, **given}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_plan_that_names_an_issue_of_others_is_not_carried_out(
    root: Path, github: GitHub
) -> None:
    github.add("milik orang lain", "fulan")
    action = {
        "tindakan": "tutup",
        "opd": "dinkes",
        "nomor": 1,
        "judul": "",
        "isi": "",
        "komentar": "",
    }
    (root / ".build/ingatkan").mkdir(parents=True)
    plan = json.dumps({"tindakan": [action]})
    (root / ".build/ingatkan/rencana.json").write_text(plan, encoding="utf-8")
    given = {"GITHUB_API_URL": github.address, "GITHUB_REPOSITORY": "contoh/portal"}
    done = script(root, "send", **given, GH_TOKEN="rahasia")
    assert done.returncode == 2 and "is none of ours" in done.stderr
    assert github.writes == []


@pytest.mark.parametrize(("status", "ends"), [(410, 0), (403, 2), (500, 2)])
def test_a_host_that_refuses_is_told_and_one_without_issues_is_left_alone(
    root: Path, github: GitHub, status: int, ends: int
) -> None:
    github.refuse = status
    given = {"GITHUB_API_URL": github.address, "GITHUB_REPOSITORY": "contoh/portal"}
    done = script(root, "list", **given, GH_TOKEN="rahasia")
    assert done.returncode == ends
    assert "rahasia" not in done.stdout + done.stderr
    assert not (root / ".build/ingatkan/issue.json").exists()


@pytest.mark.parametrize("place", ["", "contoh/portal/../x", "contoh"])
def test_where_there_is_no_host_nothing_is_asked(root: Path, place: str) -> None:
    done = script(root, "list", GITHUB_REPOSITORY=place, GH_TOKEN="x")
    assert done.returncode == 0 and "no host here" in done.stdout
