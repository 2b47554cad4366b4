"""What is told of a table and of a dataset's findings, line by line, for every form of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

from .. import reports
from ..findings import Finding, Severity
from ..words import Words
from . import shown
from .also import Kind, also, kind_of
from .base import Changes, Columns, DatasetChange, Shown, TableChange
from .findings import CODES

_ACCEPTED = "accepted"
_FIGURES = frozenset({"before", "after", "times", "count", "lost", "rows"})
#: Findings of a recipe that are about a column of the table, not of the sheet.
_OF_FIELDS = frozenset({"recipe-total-differs", "recipe-number-style"})
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


@dataclass(frozen=True, slots=True)
class Group:
    """Findings of one kind: what it is called, how many, the first of them, what to do."""

    title: str
    first: str
    hint: str


def groups(given: DatasetChange, found: Sequence[Finding], words: Words) -> list[Group]:
    """The findings by kind, errors first, then by how many there are; without those accepted."""
    kinds: dict[Kind, list[Finding]] = {}
    counts: dict[Kind, int] = {}
    for f in (f for f in found if f.code != _ACCEPTED):
        own = kind_of(f)
        count = int(dict(f.values)["more"]) if f.code == "more" else 1
        counts[own] = counts.get(own, 0) + count
        if f.code != "more":
            kinds.setdefault(own, []).append(f)
    for own in counts.keys() - kinds.keys():  # more of those that are told apart
        other = next((k for k in kinds if k[:2] == own[:2]), None)
        if other:
            counts[other] += counts[own]
    order = sorted(kinds, key=lambda kind: (_ORDER[kind[1]], -counts[kind]))
    return [_group(given, kinds[own], counts[own], words) for own in order]


def by_file(found: Sequence[Finding], words: Words) -> list[Group]:
    """What is told of files that lie in no dataset, file by file."""
    none = DatasetChange("", "", "ubah")
    files = dict.fromkeys(f.file for f in found)
    return [
        group
        for name in files
        for group in groups(none, [f for f in found if f.file == name], words)
    ]


def _group(given: DatasetChange, found: Sequence[Finding], count: int, words: Words) -> Group:
    first = found[0]
    level = words(f"findings.levels.{first.severity}")
    title = reports.sentence(first, words, "title")
    named = words("changes.group", level=level, title=title, count=words.number(count))
    told = _worded(given, first, words)
    message = " ".join(filter(None, (reports.sentence(told, words), also(found, words))))
    file, place = reports.safe(first).file, reports.place(first, words)
    if first.dataset and file in {"", "datapackage.yaml"} and not place:
        return Group(named, message, reports.sentence(told, words, "hint"))
    where = words("changes.place", place=place, file=file) if place and file else place or file
    said = words("changes.first", place=where, message=message) if where else message
    return Group(named, said, reports.sentence(told, words, "hint"))


def _worded(given: DatasetChange, finding: Finding, words: Words) -> Finding:
    """The finding with its column as people call it, and figures of a comparison as written."""
    if _in_rows(finding):
        finding = replace(finding, field=given.called(finding.file, finding.field))
    if finding.code not in CODES:
        return finding
    values = tuple(
        (key, words.number(str(value)) if key in _FIGURES else value)
        for key, value in finding.values
    )
    return replace(finding, cell=words.number(finding.cell), values=values)


def _in_rows(finding: Finding) -> bool:
    """Whether a finding is about what stands below a heading, not about the heading."""
    below = bool(finding.row and finding.column and "label" not in finding.code)
    of_recipe = finding.code.startswith("recipe-") and finding.code not in _OF_FIELDS
    return finding.code in CODES or (below and not of_recipe)


def accepted(given: DatasetChange, found: Sequence[Finding], words: Words) -> Iterator[str]:
    """Which warnings are accepted, how many of each, and until when."""
    for f in found:
        if f.code == _ACCEPTED:
            said = dict(reports.facts(f))
            key = reports.key(str(said["of"]), words)
            title = words(f"{key}.title") if words.has(f"{key}.title") else said["of"]
            name, table = str(said.get("name", "")), str(said.get("table", ""))
            names = [t.called(name) for t in given.tables if table in ("", t.name)]
            column = next((n for n in names if n != name), name)
            about = f" ({shown.name(column)})" if name else ""
            facts = {"title": f"{title}{about}", "until": words.date(str(said["until"]))}
            yield words("changes.accepted", count=words.number(str(said["count"])), **facts)


def counts(found: Sequence[Finding], words: Words) -> str:
    """How many errors and warnings, and how many of these are accepted."""
    many = dict.fromkeys(Severity, 0)
    taken = 0
    for f in found:
        values = dict(f.values)
        if f.code == _ACCEPTED:
            taken += int(values.get("count", 1))
        else:
            many[f.severity] += int(values.get("more", 1))
    if not any((*many.values(), taken)):
        return words("changes.found-none")
    facts = {"errors": many[Severity.ERROR], "warnings": many[Severity.WARNING], "accepted": taken}
    key = "changes.found-accepted" if taken else "changes.found"
    return words(key, **{name: words.number(count) for name, count in facts.items()})


def glance(changes: Changes, given: DatasetChange, words: Words) -> str:
    """A dataset in one line: what it is now, its rows, what was found."""
    kind = words(f"changes.kinds.{given.kind}")
    state = "held" if given.id in changes.held else "good"
    if given.kind != "hapus":
        kind = f"{kind}, {words(f'changes.state.{state}')}"
    found = rows(given, words), counts(changes.of(given.id), words)
    return " · ".join(filter(None, (kind, *found)))


def rows(given: DatasetChange, words: Words) -> str:
    """How many rows of a dataset came, went and changed; empty where its files did not."""
    if given.kind == "acuan" or not given.tables:
        return ""
    if given.kind in ("baru", "hapus") or any(t.pairing == "hitung" for t in given.tables):
        counts_ = {
            "before": sum(t.rows_before or 0 for t in given.tables),
            "after": sum(t.rows_after or 0 for t in given.tables),
        }
        return words(
            f"changes.glance-{given.kind}", **{n: words.number(c) for n, c in counts_.items()}
        )
    names = ("added", "removed", "changed")
    sums = {n: sum(getattr(t, n) for t in given.tables) for n in names}
    if not any(sums.values()):
        return words("changes.glance-same")
    return words("changes.glance", **{n: words.number(c) for n, c in sums.items()})


def table(given: TableChange, hidden: bool, words: Words) -> Iterator[str]:
    """Sentences on a table: rows, columns, areas, periods."""
    number = words.number
    if given.rows_after is None:
        yield words("changes.removed", rows=number(given.rows_before or 0))
        return
    if given.rows_before is None:
        facts = {"rows": number(given.rows_after), "columns": number(len(given.fields))}
        yield words("changes.new", **facts)
    elif given.is_same:
        yield words("changes.same")
    else:
        yield from _changed(given, words)
    yield from _places(given, words)
    if given.repeated[0] and not hidden:
        new, old = map(shown.text, given.repeated)
        yield words("changes.repeated", new=new, old=old)


def _changed(given: TableChange, words: Words) -> Iterator[str]:
    names = ("added", "removed", "changed")
    facts = {name: words.number(getattr(given, name)) for name in names}
    before, after = (words.number(n or 0) for n in (given.rows_before, given.rows_after))
    if given.pairing != "hitung":
        yield words("changes.rows", before=before, after=after, **facts)
    else:
        nothing = dict.fromkeys(names, "?")
        yield words("changes.rows", before=before, after=after, **nothing)
    keys = ", ".join(shown.name(given.called(name)) for name in given.key)
    yield words(f"changes.pairing.{given.pairing}", names=keys)
    if given.changed_by:
        changed = [(given.called(name), count) for name, count in given.changed_by]
        yield words("changes.by-column", columns=shown.changed(changed, words))
    yield from columns(given, words)


def columns(given: TableChange, words: Words) -> Iterator[str]:
    """Sentences on what became of the columns, one a kind."""
    for kind in (f.name for f in fields(Columns)):
        told = [_column(entry, kind, given, words) for entry in getattr(given.columns, kind)]
        if told:
            more = " …" if len(told) > shown.NAMES else ""
            yield words(f"changes.columns.{kind}", names=", ".join(told[: shown.NAMES]) + more)


def _column(entry: str | tuple[str, ...], kind: str, given: TableChange, words: Words) -> str:
    if isinstance(entry, str):
        return shown.name(given.called(entry))
    first, *others = entry
    if len(others) == 1:  # another name in the data: the title may be the same
        return f"{shown.name(first)} → {shown.name(others[0])}"
    told = [type_of(o, words) if kind == "retyped" else shown.text(o) or "–" for o in others]
    return f"{shown.name(given.called(first))}: {' → '.join(told)}"


def type_of(name: str, words: Words) -> str:
    """A type of Table Schema in words."""
    key = f"findings.types.{name}"
    return words(key) if words.has(key) else shown.name(name)


def column(given: Shown, words: Words) -> list[str]:
    """A column as readers see it: title, type, unit, then its first cells."""
    told = [shown.figure(c, words) if given.is_figure and c else shown.text(c) for c in given.first]
    title, unit = shown.name(given.title or given.name), shown.text(given.unit)
    return [title, type_of(given.type, words), unit or "–", *(cell or "–" for cell in told)]


def period(given: DatasetChange, words: Words) -> str:
    """The time that the data are about, in words."""
    ends = list(dict.fromkeys(words.date(shown.text(end)) for end in given.period if end))
    return " – ".join(ends) or words("changes.period-unknown")


def _places(given: TableChange, words: Words) -> Iterator[str]:
    for key in ("keys_gone", "areas_gone", "periods_gone", "periods_new"):
        found = getattr(given, key)
        if found and not (key == "periods_new" and given.rows_before is None and len(found) > 40):
            facts = {"count": words.number(len(found)), "names": shown.names(found)}
            yield words(f"changes.{key.replace('_', '-')}", **facts)


def dataset(given: DatasetChange, words: Words) -> Iterator[str]:
    """Sentences on a dataset as a whole: what could not be compared, or is not told."""
    if given.kind == "acuan":
        yield words("changes.reference")
    if given.unread:
        yield words("changes.unread")
    if given.hidden:
        yield words("changes.hidden")
    if given.story:
        yield words("changes.story")
    if given.kind == "baru" and not given.hidden:
        yield words("changes.period", period=period(given, words))
