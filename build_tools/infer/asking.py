"""What is asked and what is told while a table is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..findings import Value, warning
from ..tables.layout.base import Question, Step
from .seen import Seen

#: So many names or values stand in one message.
MOST = 8


def answer_key(question: Question) -> str:
    """Under what an answer to a question is given: its case, and its column if it has one."""
    label = question.finding.field
    return f"{question.case}:{label}" if label else question.case


@dataclass(slots=True)
class Asked:
    """Questions and steps as they come up, and the answers that people gave before."""

    answers: Mapping[str, str] = field(default_factory=dict)
    sheet: str = ""
    steps: list[Step] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def tell(self, code: str, **values: Value) -> None:
        """Record a step."""
        self.steps.append(Step(code, tuple(values.items())))

    def ask(
        self,
        case: str,
        options: Sequence[str] = (),
        *,
        seen: Seen | None = None,
        column: int | None = None,
        row: int | None = None,
        cell: str = "",
        **values: Value,
    ) -> str:
        """The answer to a question; where nobody gave one it is recorded, and "" comes back."""
        key = f"{case}:{seen.label}" if seen else case
        given = self.answers.get(key, "")
        if given and (not options or given in options):
            return given
        place: dict[str, object] = {"sheet": self.sheet}
        if seen:
            place |= {"column": seen.column.position, "field": seen.label}
        if column is not None:
            place["column"] = column
        if row is not None:
            place["row"] = row
        if cell:
            place["cell"] = cell
        found = warning("new-open", **place, case=case, **values)
        self.questions.append(Question(found, tuple(options)))
        return ""


def listed(names: Sequence[str]) -> str:
    """Names in one text, not too many of them."""
    few = ", ".join(names[:MOST])
    return f"{few}, …" if len(names) > MOST else few
