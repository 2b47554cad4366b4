"""What of a budget is added up, what is only listed, and what is said of a spoken figure."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from smart_site import COMPILED, Cells, amount, rows, table

from build_tools.model import Published
from build_tools.pages.portal.money import rupiah, short
from build_tools.smartcity.budget import (
    Ledger,
    Year,
    figures,
    newest_official,
    spoken,
    uptake,
    years,
)
from build_tools.words import Words

ID, EN = Words.load("id"), Words.load("en")


def of(*tables: Published) -> tuple[Year, ...]:
    return years(figures(rows(*tables)))


def budget(*lines: Cells, id: str = "dkisp/anggaran", official: bool = True) -> Published:
    return table(id, "anggaran", lines, official=official)


def only(*tables: Published) -> Ledger:
    ((year,),) = [of(*tables)]
    (ledger,) = year.ledgers
    return ledger


def test_sums_equal_a_calculation_apart() -> None:
    """Every office in every dimension, three stages, five years."""
    draw = random.Random(7)
    lines = []
    expected: dict[tuple[str, str, str, str], int] = {}
    for year in range(2020, 2025):
        for stage in ("murni", "perubahan", "realisasi"):
            for office in ("dinas-a", "dinas-b", "dinas-c"):
                for dimension in ("governance", "living"):
                    value = draw.randrange(10**12)
                    lines.append(amount(year, stage, office, dimension, value))
                    for key in (("d", dimension), ("o", office), ("all", "")):
                        place = (str(year), stage, *key)
                        expected[place] = expected.get(place, 0) + value
    found = {}
    for year in of(budget(*lines)):
        (ledger,) = year.ledgers
        for stage, total in ledger.sums.items():
            found[year.year, stage, "all", ""] = total.rupiah
            found |= {(year.year, stage, "d", k): v for k, v in total.by_dimension.items()}
            found |= {(year.year, stage, "o", k): v for k, v in total.by_agency.items()}
    assert found == expected
    assert [y.year for y in of(budget(*lines))] == ["2024", "2023", "2022", "2021", "2020"]


def test_stages_are_never_added_to_each_other() -> None:
    ledger = only(
        budget(
            amount(2024, "murni", "dinas-a", "living", 10),
            amount(2024, "perubahan", "dinas-a", "living", 13),
        )
    )
    assert {stage: s.rupiah for stage, s in ledger.sums.items()} == {"murni": 10, "perubahan": 13}
    assert ledger.plan is not None and ledger.plan.stage == "perubahan"


def test_compiled_figures_are_listed_and_never_added() -> None:
    compiled = budget(
        amount(2024, "murni", "dinas-a", "living", 99, **COMPILED),
        id="himpunan/anggaran",
        official=False,
    )
    (year,) = of(compiled, budget(amount(2024, "murni", "dinas-b", "living", 1)))
    assert [ledger.sums["murni"].rupiah for ledger in year.ledgers] == [1]
    assert [(f.rupiah, f.apart) for f in year.listed] == [(99, "compiled")]
    (alone,) = of(compiled)
    assert alone.ledgers == ()
    assert newest_official([alone]) is None


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"ketelitian": "kira-kira"}, "approximate"),
        ({"mutu_sumber": "sekunder"}, "secondary"),
        ({"tahap": ""}, "stage"),
        ({"nilai_rupiah": "9" * 5000}, "value"),
    ],
)
def test_official_figures_that_cannot_be_added(more: dict[str, str], why: str) -> None:
    given = budget(
        amount(2024, "murni", "dinas-a", "living", 5),
        {**amount(2024, "murni", "dinas-b", "living", 7), **more},
    )
    ((year,),) = [of(given)]
    (ledger,) = year.ledgers
    assert ledger.sums["murni"].rupiah == 5
    assert [f.apart for f in year.listed] == [why]
    assert ledger.sums["murni"].left_out == (why != "stage")


def test_a_year_of_nothing_that_can_be_added_has_no_sum() -> None:
    ((year,),) = [of(budget(amount(2024, "murni", "dinas-a", "living", 5, ketelitian="kira-kira")))]
    assert year.ledgers == () and len(year.listed) == 1


def test_spoken_figures_stand_in_no_year() -> None:
    given = budget(amount(2023, "lisan", "", "", 500_000_000_000, ketelitian="kira-kira"))
    found = figures(rows(given))
    assert years(found) == ()
    assert [(f.rupiah, f.apart) for f in spoken(found)] == [(500_000_000_000, "spoken")]


def test_a_spoken_figure_of_an_office_itself_is_not_added_either() -> None:
    ledger = only(
        budget(
            amount(2023, "lisan", "dinas-a", "living", 500),
            amount(2023, "murni", "dinas-a", "living", 3),
        )
    )
    assert {stage: s.rupiah for stage, s in ledger.sums.items()} == {"murni": 3}


def test_tables_that_share_no_office_are_added() -> None:
    ledger = only(
        budget(amount(2024, "murni", "dinas-a", "living", 1), id="dinas-a/anggaran"),
        budget(amount(2024, "murni", "dinas-b", "living", 2), id="dinas-b/anggaran"),
    )
    assert ledger.sums["murni"].rupiah == 3
    assert [t.dataset for t in ledger.tables] == ["dinas-a/anggaran", "dinas-b/anggaran"]
    assert not ledger.overlaps


def test_a_table_of_another_stage_is_no_overlap() -> None:
    ledger = only(
        budget(amount(2024, "murni", "dinas-a", "living", 10), id="dinas-a/anggaran"),
        budget(amount(2024, "realisasi", "dinas-a", "living", 9), id="dinas-a/realisasi"),
    )
    assert {stage: s.rupiah for stage, s in ledger.sums.items()} == {"murni": 10, "realisasi": 9}
    assert uptake(ledger) is not None


def test_tables_that_share_an_office_stand_apart() -> None:
    """The third shares none: it is not added to either of them."""
    ((year,),) = [
        of(
            budget(
                amount(2024, "murni", "dinas-a", "living", 1),
                amount(2024, "murni", "dinas-b", "living", 2),
                id="bappeda/anggaran",
            ),
            budget(amount(2024, "murni", "dinas-b", "living", 4), id="dinas-b/anggaran"),
            budget(amount(2024, "murni", "dinas-c", "living", 8), id="dinas-c/anggaran"),
        )
    ]
    found = [(x.tables[0].dataset, x.sums["murni"].rupiah, x.overlaps) for x in year.ledgers]
    assert found == [
        ("dinas-c/anggaran", 8, False),
        ("bappeda/anggaran", 3, True),
        ("dinas-b/anggaran", 4, True),
    ]


def test_a_table_without_offices_may_overlap_with_any() -> None:
    ((year,),) = [
        of(
            budget(amount(2024, "murni", "", "living", 1), id="bappeda/anggaran"),
            budget(amount(2024, "murni", "dinas-b", "living", 4), id="dinas-b/anggaran"),
        )
    ]
    assert [x.overlaps for x in year.ledgers] == [True, True]


def test_what_is_not_divided_is_kept_apart() -> None:
    total = only(
        budget(
            amount(2024, "murni", "dinas-a", "living", 1),
            amount(2024, "murni", "dinas-b", "", 2, ketelitian="dibulatkan"),
        )
    ).sums["murni"]
    assert total.by_dimension == {"living": 1, "": 2}
    assert total.divided and total.rounded == 1
    assert [p.main for p in total.precisions] == [
        "Sebagaimana ditulis sumber",
        "Dibulatkan oleh sumber",
    ]
    bare = only(budget(amount(2024, "murni", "dinas-a", "", 1))).sums["murni"]
    assert not bare.divided


def spending(spent: Cells, *budgets: Cells) -> Ledger:
    return only(budget(*budgets, spent))


def test_uptake_is_held_against_the_last_budget() -> None:
    found = uptake(
        spending(
            amount(2024, "realisasi", "dinas-a", "living", 90),
            amount(2024, "murni", "dinas-a", "living", 50),
            amount(2024, "perubahan", "dinas-a", "living", 120),
        )
    )
    assert found is not None
    assert (found.stage, found.per_cent) == ("perubahan", Decimal("75.0"))


def test_a_revision_of_some_offices_is_not_the_budget_of_the_year() -> None:
    original = [
        amount(2024, "murni", "dinas-a", "living", 100),
        amount(2024, "murni", "dinas-b", "living", 200),
    ]
    part = amount(2024, "perubahan", "dinas-a", "living", 10)
    rest = amount(2024, "perubahan", "dinas-b", "living", 20)
    more = amount(2024, "perubahan", "dinas-c", "living", 5)
    for revised, stage, amounts in (
        ([part], "murni", 300),
        ([part, rest], "perubahan", 30),
        ([part, rest, more], "perubahan", 35),
    ):
        plan = only(budget(*original, *revised)).plan
        assert plan is not None and (plan.stage, plan.rupiah) == (stage, amounts)
    assert only(budget(part)).plan is not None
    spent = only(budget(amount(2024, "realisasi", "dinas-a", "living", 4))).plan
    assert spent is not None and spent.stage == "realisasi"


def test_a_year_counts_the_official_figures_that_are_in_no_sum() -> None:
    ((year,),) = [
        of(
            budget(
                amount(2024, "murni", "dinas-a", "living", 100),
                amount(2024, "murni", "dinas-b", "living", 200, mutu_sumber="sekunder"),
            ),
            budget(
                amount(2024, "murni", "dinas-c", "living", 3, ketelitian="kira-kira"),
                id="dinas-c/anggaran",
            ),
            budget(
                amount(2024, "murni", "dinas-a", "living", 5, **COMPILED),
                id="himpunan/a",
                official=False,
            ),
        )
    ]
    assert (year.left_out("murni"), year.left_out("perubahan")) == (2, 0)


def test_rounded_figures_give_no_false_digits() -> None:
    found = uptake(
        spending(
            amount(2024, "realisasi", "dinas-a", "living", 2),
            amount(2024, "murni", "dinas-a", "living", 3, ketelitian="dibulatkan"),
        )
    )
    assert found is not None and str(found.per_cent) == "67"


@pytest.mark.parametrize(
    ("budgets", "why"),
    [
        ([amount(2024, "murni", "dinas-a", "living", 0)], "nought"),
        ([amount(2024, "murni", "dinas-b", "living", 5)], "offices"),
        (
            [
                amount(2024, "murni", "dinas-a", "living", 5),
                amount(2024, "murni", "dinas-a", "governance", 1, ketelitian="kira-kira"),
            ],
            "approximate",
        ),
        (
            [  # the last budget is only known roughly: the one before does not stand in for it
                amount(2024, "murni", "dinas-a", "living", 5),
                amount(2024, "perubahan", "dinas-a", "living", 6, ketelitian="kira-kira"),
            ],
            "approximate",
        ),
    ],
)
def test_no_uptake_without_a_reason(budgets: list[Cells], why: str) -> None:
    ledger = spending(amount(2024, "realisasi", "dinas-a", "living", 4), *budgets)
    found = uptake(ledger)
    assert found is not None
    assert found.per_cent is None and found.why == why


def test_no_uptake_of_a_compiled_budget() -> None:
    compiled = budget(
        amount(2024, "murni", "dinas-a", "living", 5, **COMPILED), id="himpunan/a", official=False
    )
    spent = budget(amount(2024, "realisasi", "dinas-a", "living", 4))
    ((year,),) = [of(compiled, spent)]
    assert [uptake(ledger) for ledger in year.ledgers] == [None]


@pytest.mark.parametrize(
    ("value", "whole", "brief", "english"),
    [
        (0, "Rp 0", "Rp 0", "Rp 0"),
        (999_999, "Rp 999.999", "Rp 999.999", "Rp 999,999"),
        (1_234_567_890, "Rp 1.234.567.890", "Rp 1,2 miliar", "Rp 1.2 billion"),
        (500_000_000_000, "Rp 500.000.000.000", "Rp 500 miliar", "Rp 500 billion"),
        (999_960_000_000, "Rp 999.960.000.000", "Rp 1 triliun", "Rp 1 trillion"),
        (12_345_600_000_000_000, "Rp 12.345.600.000.000.000", "Rp 12.345,6 triliun", ""),
    ],
)
def test_money_in_full_and_in_short(value: int, whole: str, brief: str, english: str) -> None:
    assert rupiah(ID, value) == whole
    assert short(ID, value) == brief
    assert english in {"", short(EN, value)}
