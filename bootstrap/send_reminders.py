"""Bring the plan of `terbuka ingatkan` to the git host: ``make remind-send``, for CI.

``list`` writes the issues that this program has opened to `.build/ingatkan/issue.json`, for the
plan; ``send`` carries the plan out: opens, updates, opens again or closes one issue for each
office. An issue that somebody else opened is never read or touched, whatever it says of itself.

Standard library only; the API is that of GitHub (REST, 2022-11-28). Reads ``GITHUB_REPOSITORY``,
``GITHUB_API_URL``, ``GITHUB_STEP_SUMMARY``, ``GH_TOKEN`` and ``INGATKAN_PENULIS``: who opens
the issues, where it is not the workflow itself.
"""

from __future__ import annotations

import json
import os
import re
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".build" / "ingatkan"
ISSUES, PLAN = FOLDER / "issue.json", FOLDER / "rencana.json"
#: Who opens an issue with the token of a workflow.
_WORKFLOW = "github-actions[bot]"
_MARK = "<!-- terbuka:ingatkan "
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
_PER_PAGE, _PAGES, _SECONDS = 100, 200, 30
#: What is told of an issue; "tetap" leaves it as it is.
_DONE = {
    "buka": "dibuka (opened)",
    "perbarui": "diperbarui (updated)",
    "buka-lagi": "dibuka lagi (opened again)",
    "tutup": "ditutup (closed)",
    "tetap": "tetap (unchanged)",
}


class Host:
    """The issues of one repository."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        api = environment.get("GITHUB_API_URL", "https://api.github.com").rstrip("/")
        self._base = f"{api}/repos/{environment['GITHUB_REPOSITORY']}/issues"
        self._token = environment["GH_TOKEN"]
        self._author = environment.get("INGATKAN_PENULIS") or _WORKFLOW

    def ours(self) -> Iterator[dict[str, Any]]:
        """The issues of this program, open and closed; raises `OverflowError` for too many."""
        for page in range(1, _PAGES + 1):
            query = f"?state=all&sort=created&direction=asc&per_page={_PER_PAGE}&page={page}"
            found = self.call("GET", query)
            for issue in found:
                author = (issue.get("user") or {}).get("login")
                body = issue.get("body") or ""
                if (
                    author == self._author
                    and body.startswith(_MARK)
                    and "pull_request" not in issue
                ):
                    yield {key: issue[key] for key in ("number", "title", "body", "state")}
            if len(found) < _PER_PAGE:
                return
        raise OverflowError(_PAGES * _PER_PAGE)

    def call(self, method: str, path: str, content: Mapping[str, Any] | None = None) -> Any:
        """What the host answers; raises `urllib.error.HTTPError`."""
        data = None if content is None else json.dumps(content).encode()
        asked = urllib.request.Request(self._base + path, data, method=method)  # noqa: S310
        asked.add_header("Accept", "application/vnd.github+json")
        asked.add_header("X-GitHub-Api-Version", "2022-11-28")
        asked.add_unredirected_header("Authorization", f"Bearer {self._token}")
        with urllib.request.urlopen(asked, timeout=_SECONDS) as answer:  # noqa: S310
            return json.loads(answer.read())

    def carry_out(self, action: Mapping[str, Any]) -> int:
        """Does what the plan says of one issue; its number."""
        step, number = action["tindakan"], action["nomor"]
        text = {"title": action["judul"], "body": action["isi"]}
        if step == "buka":
            return int(self.call("POST", "", text)["number"])
        if step == "perbarui":
            self.call("PATCH", f"/{int(number)}", text)
        elif step == "buka-lagi":
            self.call("PATCH", f"/{int(number)}", {**text, "state": "open"})
        elif step == "tutup":
            closed = {"state": "closed", "state_reason": "completed"}
            self.call("PATCH", f"/{int(number)}", {**text, **closed})
            self.call("POST", f"/{int(number)}/comments", {"body": action["komentar"]})
        return int(number)


def main(what: str, environment: Mapping[str, str]) -> int:
    """``list`` or ``send``; 0 also where there is no host to speak to."""
    known = _REPOSITORY.fullmatch(environment.get("GITHUB_REPOSITORY", ""))
    if not known or not environment.get("GH_TOKEN"):
        print("Bukan di GitHub Actions: tidak ada issue yang dibaca atau ditulis (no host here).")
        return 0
    host = Host(environment)
    try:
        return _list(host) if what == "list" else _send(host, environment)
    except urllib.error.HTTPError as problem:
        if problem.code == 410:
            print("::notice::Issue dimatikan di repositori ini; rencananya ada di artefak.")
            return 0
        print(
            f"Tempat repositori menolak (refused): {problem.code} {problem.reason}", file=sys.stderr
        )
    except (OSError, OverflowError, ValueError, KeyError) as problem:
        print(f"Tidak berhasil (failed): {type(problem).__name__} {problem}", file=sys.stderr)
    return 2


def _list(host: Host) -> int:
    found = list(host.ours())
    FOLDER.mkdir(parents=True, exist_ok=True)
    ISSUES.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    print(f"Issue pengingat yang ada (there are): {len(found)}")
    return 0


def _send(host: Host, environment: Mapping[str, str]) -> int:
    actions = json.loads(PLAN.read_text(encoding="utf-8"))["tindakan"]
    there = list(host.ours())
    ours = {issue["number"] for issue in there}
    opened = {_first(issue["body"]): issue["number"] for issue in there if issue["state"] == "open"}
    lines = []
    for action in actions:
        step, number = action["tindakan"], action["nomor"]
        if number is not None and number not in ours:
            raise ValueError(f"#{number} bukan issue program ini (is none of ours)")
        if step == "buka" and _first(action["isi"]) in opened:  # a run that is run again
            step, number = "tetap", opened[_first(action["isi"])]
        else:
            number = host.carry_out(action)
        lines.append(f"#{number} {action['opd']}: {_DONE[step]}")
        if step != "tetap":
            time.sleep(1)  # the host asks for a second between two writes
    told = "\n".join(lines) or "Tidak ada yang perlu diingatkan (nothing to remind of)."
    print(told)
    target = environment.get("GITHUB_STEP_SUMMARY")
    if target:
        with Path(target).open("a", encoding="utf-8") as file:
            file.write("".join(f"- {line}\n" for line in told.splitlines()))
    return 0


def _first(body: str) -> str:
    """The line by which an office's issue is known."""
    return body.partition("\n")[0].strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else "send", os.environ))
