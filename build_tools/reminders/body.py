"""The text of an office's issue. It holds dates and no counts of days: it changes with the facts.

Every text of the data is masked and escaped, so that it makes no link, mention or markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from ..model import Portal
from ..reports import escaped, one_line
from ..words import Words
from .hosting import Host
from .memory import digest
from .needs import PROJECT, Dead, Due, Need
from .plan import Wanted, mark

#: GitHub takes 65,536 characters of a body; no list needs to be longer to be worked through.
MOST = 50
_TITLE = 150


def wanted(need: Need, portal: Portal, host: Host, words: Words) -> Wanted:
    """The issue of an office: its title, and what is to be done with a link to where."""
    name = _name(need.office, portal, words)
    title = words("reminders.title", office=" ".join(one_line(name).split())[:_TITLE])
    return Wanted(need.office, title, "\n".join(_body(need, portal, host, words, name)).strip())


def done(words: Words) -> Wanted:
    """What an issue says once nothing is left, and the comment that closes it."""
    return Wanted("", words("reminders.closing"), words("reminders.done"))


def _name(office: str, portal: Portal, words: Words) -> str:
    agency = portal.agency(office)
    if agency:
        return agency.name.get(words.lang)
    return words("reminders.project") if office == PROJECT else office


def _body(need: Need, portal: Portal, host: Host, words: Words, name: str) -> Iterator[str]:
    yield mark(need.office)
    agency = portal.agency(need.office)
    team = f" {agency.team}" if agency and agency.team else ""
    yield f"**{text(name)}**{team}"
    yield ""
    yield words("reminders.intro")
    if need.office == PROJECT:
        yield words("reminders.intro-project")
    for key, given in (("late", need.late), ("due", need.due)):
        if given:
            yield from _section(key, [_due(d, key, host, words) for d in given], words)
    if need.dead:
        yield from _section("dead", [_dead(d, host, words) for d in need.dead], words)
    if any(not d.reason for d in need.late):
        yield ""
        yield words("reminders.reasons")


def _section(key: str, lines: Sequence[str], words: Words) -> Iterator[str]:
    yield ""
    yield f"### {words(f'reminders.sections.{key}')}"
    yield ""
    yield from (f"- {line}" for line in lines[:MOST])
    if len(lines) > MOST:
        yield f"- {words('reminders.more', count=words.number(len(lines) - MOST))}"


def _due(due: Due, key: str, host: Host, words: Words) -> str:
    said = [
        f"**{text(due.title.get(words.lang) or due.id)}** ({code(due.id)}):",
        words(f"reminders.{key}", date=words.date(due.date)),
    ]
    if key == "late" and due.reason:
        said.append(words("reminders.reason-given"))
    if due.held:
        said.append(words("reminders.held"))
    folders: dict[str, list[str]] = {}
    for file in due.files:
        path = PurePosixPath("datasets", due.id, file)
        folders.setdefault(path.parent.as_posix(), []).append(code(path.name))
    for folder, names in folders.items():
        page = host.upload(folder)
        files = ", ".join(names[:5]) + (", …" if len(names) > 5 else "")
        place = f"[{text(folder)}]({page})" if page else code(folder)
        how = "upload" if host.kind != "gitlab" else "upload-folder"
        said.append(words(f"reminders.{how}", files=files, place=place))
    said.append(_descriptor(due.id, "schedule", host, words))
    return " ".join(said)


def _dead(dead: Dead, host: Host, words: Words) -> str:
    facts = {
        "address": code(dead.address),
        "date": words.date(dead.since),
        "reason": words(f"reminders.answers.{dead.reason}"),
    }
    said = [words("reminders.dead", **facts)]
    said += [_descriptor(id, "address", host, words) for id in dead.datasets[:5]]
    if len(dead.datasets) > 5:
        said.append(words("reminders.more", count=words.number(len(dead.datasets) - 5)))
    # Found again by the next run, should its memory be lost.
    return " ".join(
        [*said, f"<!-- terbuka:mati {dead.reason} {dead.since} {digest(dead.address)} -->"]
    )


def _descriptor(id: str, key: str, host: Host, words: Words) -> str:
    """Where the description of a dataset is edited."""
    path = f"datasets/{id}/datapackage.yaml"
    page = host.edit(path)
    place = f"[{text(path)}]({page})" if page else code(path)
    return words(f"reminders.edit.{key}", place=place)


def text(value: str) -> str:
    """A text of others as Markdown that shows it on one line and nothing else."""
    told = escaped(" ".join(one_line(value).split()))
    for mark_, instead in (("~", "&#126;"), ("$", "&#36;"), ("://", "&#58;//")):
        told = told.replace(mark_, instead)
    return told.replace("www.", "www&#46;")


def code(value: str) -> str:
    """A name or an address as code, where marks stand for themselves."""
    told = " ".join(one_line(value).split())
    return text(told) if set("`|\\") & set(told) or not told else f"`{told}`"
