"""What readers see of a commit's message, and what they never see."""

from __future__ import annotations

import pytest
from faker import Faker

from build_tools.versions.messages import LONGEST, anybody, public

NIK = "".join(("640", "108", "41", "01", "79", "0000"))


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("Perbarui data semester 1\n\nRincian.", "Perbarui data semester 1"),
        ("\n\n  Data   2025 \r\n", "Data 2025"),
        (
            "Merge pull request #7 from akun/cabang\n\nTambah data 2025\n\nRincian",
            "Tambah data 2025",
        ),
        ("Merge branch 'main' of https://x.id/y into z", ""),
        ("Merge branch 'samping'\n\nTabel puskesmas", "Tabel puskesmas"),
        ("Merge remote-tracking branch 'origin/main'", ""),
        ("Merged in fitur/x (pull request #3)\n\nData kapal", "Data kapal"),
        ("Merge dua tabel kecamatan", "Merge dua tabel kecamatan"),
        ("Signed-off-by: Seseorang <a@b.id>", ""),
        ("Co-authored-by: Seseorang", ""),
        ("Terima kasih @seseorang", ""),
        ("Kirim ke seseorang@gmail.com", ""),
        (f"Hapus NIK {NIK}", ""),
        ("Hubungi 0812-3456-7890", ""),
        ("Data dari Drs. H. Fulan Anu, M.Si", ""),
        ("", ""),
    ],
)
def test_the_first_line_that_may_be_shown(message: str, line: str) -> None:
    assert public(message) == line


def test_signs_that_turn_or_hide_text_go() -> None:
    assert public("Data\u202e2025\x1b[31m baru\u200b") == "Data 2025 [31m baru"


def test_a_long_line_is_cut_at_a_word() -> None:
    line = public("kata " * 100)
    assert len(line) <= LONGEST
    assert line.endswith("kata…")


def test_no_author_is_named_in_full_or_in_part() -> None:
    who = ("Fulan bin Anu", "fulan.anu@contoh.go.id")
    assert public("Perbaikan oleh fulan BIN anu", who) == ""
    assert public("Perbaikan (Fulan)", who) == ""
    assert public("Perbaikan angka", who) == "Perbaikan angka"


def test_an_office_as_author_hides_no_line_about_its_field() -> None:
    assert public("Data kesehatan 2025", ("Dinas Kesehatan",)) == "Data kesehatan 2025"
    assert public("Dinas Kesehatan memperbarui", ("Dinas Kesehatan",)) == ""


@pytest.mark.parametrize("seed", range(40))
def test_made_up_people_are_never_named(seed: int) -> None:
    """Whoever wrote the commit, of a merge also whoever wrote the branch."""
    Faker.seed(seed)
    fake = Faker("id_ID")
    name = fake.name()
    assert public(f"Perbaiki tabel, {name}", (name,)) == ""
    assert anybody({name, "x"}).search(f"dari {name.upper()} kemarin")


def test_nobody_is_found_where_nobody_is_known() -> None:
    assert anybody(()).search("Data 2025") is None
