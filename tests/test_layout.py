"""Tables are found in sheets as people make them, and every row that is left out is told."""

from __future__ import annotations

from pathlib import Path

from sheets import cases, codes, dropped, found, labels, only, records, text, workbook

from build_tools.tables.layout import find

KECAMATAN = [
    ["Kuaro", 12, 13],
    ["Batu Engau", 7, 9],
    ["Muara Komam", 5, 4],
    ["Pasir Belengkong", 8, 8],
]


def test_titles_above_totals_and_sources_below_are_no_rows(tmp_path: Path) -> None:
    laid = only(
        found(
            tmp_path,
            [
                ["Tabel 1. Jumlah Sekolah Menurut Kecamatan"],
                ["Tahun 2024"],
                [],
                ["Kecamatan", "Negeri", "Swasta"],
                *KECAMATAN,
                ["Jumlah", 32, 34],
                [],
                ["Sumber: Dinas Pendidikan"],
            ],
        )
    )
    assert laid.header == (4,)
    assert (laid.first, laid.last) == (5, 8)
    assert records(laid) == KECAMATAN
    assert [row for row, _ in laid.titles] == [1, 2]
    assert dropped(laid) == {9: "jumlah", 10: "kosong", 11: "catatan"}
    assert laid.notes == ((11, "Sumber: Dinas Pendidikan"),)
    assert cases(laid) == []


def test_a_table_that_begins_in_column_c_row_7(tmp_path: Path) -> None:
    rows = [[]] * 6 + [[None, None, *row] for row in [["Kecamatan", "L", "P"], *KECAMATAN]]
    laid = only(found(tmp_path, rows))
    assert (laid.header, [c.position for c in laid.columns]) == ((7,), [3, 4, 5])
    assert records(laid) == KECAMATAN


def test_three_levels_of_merged_headers_and_a_row_of_numbers(tmp_path: Path) -> None:
    laid = only(
        found(
            tmp_path,
            [
                ["DATA SISWA", None, None, None, None, None],
                ["No.", "Kecamatan", "Jumlah Siswa", None, None, None],
                [None, None, "Negeri", None, "Swasta", None],
                [None, None, "L", "P", "L", "P"],
                ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"],
                [1, "Kuaro", 1, 2, 3, 4],
                [2, "Batu Engau", 5, 6, 7, 8],
                [None, "Total", 6, 8, 10, 12],
            ],
            *("A1:F1", "A2:A4", "B2:B4", "C2:F2", "C3:D3", "E3:F3"),
        )
    )
    assert laid.header == (2, 3, 4)
    assert labels(laid)[2:] == [
        "Jumlah Siswa / Negeri / L",
        "Jumlah Siswa / Negeri / P",
        "Jumlah Siswa / Swasta / L",
        "Jumlah Siswa / Swasta / P",
    ]
    assert dropped(laid) == {5: "nomor", 8: "jumlah"}
    assert len(records(laid)) == 2


def test_levels_of_a_csv_spread_to_the_right(tmp_path: Path) -> None:
    laid = only(
        find(
            text(
                tmp_path / "a.csv",
                "Kecamatan;2023;;2024;\n;L;P;L;P\nKuaro;1;2;3;4\nBatu Engau;5;6;7;8\n",
            )
        )
    )
    assert labels(laid) == ["Kecamatan", "2023 / L", "2023 / P", "2024 / L", "2024 / P"]
    assert laid.grid.delimiter == ";"


def test_units_below_the_header_and_line_breaks_in_it(tmp_path: Path) -> None:
    rows = [["Kecamatan", "Luas\nWilayah", "Penduduk"], [None, "(km2)", "(orang)"], *KECAMATAN]
    laid = only(found(tmp_path, rows))
    assert labels(laid) == ["Kecamatan", "Luas Wilayah / (km2)", "Penduduk / (orang)"]
    assert records(laid) == KECAMATAN


def test_years_are_labels_as_numbers_and_as_texts(tmp_path: Path) -> None:
    rows = [["Kecamatan", 2022.0, "2023"], *KECAMATAN]
    assert labels(only(found(tmp_path, rows))) == ["Kecamatan", "2022", "2023"]


def test_years_are_values_where_they_stand_below_a_label(tmp_path: Path) -> None:
    rows = [
        ["Puskesmas", "Tahun Berdiri"],
        ["Kuaro", 1987],
        ["Batu Engau", 2001],
        ["Long Kali", 1994],
    ]
    laid = only(found(tmp_path, rows))
    assert (laid.header, len(records(laid))) == ((1,), 3)


def test_days_of_a_month_are_labels(tmp_path: Path) -> None:
    rows = [["Posyandu", *range(1, 8)], ["Melati", *range(9, 16)], ["Mawar", 4, 3, 9, 1, 0, 2, 8]]
    laid = only(found(tmp_path, rows))
    assert labels(laid) == ["Posyandu", "1", "2", "3", "4", "5", "6", "7"]


def test_tables_side_by_side(tmp_path: Path) -> None:
    rows = [["Kecamatan", "L", "P", None, "Kecamatan", "SD", "SMP"]]
    rows += [[*row, None, row[0], row[1] + 20, row[2] + 30] for row in KECAMATAN]
    given = found(tmp_path, rows)
    assert [labels(t) for t in given.tables] == [
        ["Kecamatan", "L", "P"],
        ["Kecamatan", "SD", "SMP"],
    ]
    assert records(given.tables[1])[0] == ["Kuaro", 32, 43]


def test_an_empty_column_within_a_table_is_passed_over(tmp_path: Path) -> None:
    rows = [["Kecamatan", "L", None, "P"], *([n, a, None, b] for n, a, b in KECAMATAN)]
    laid = only(found(tmp_path, rows))
    assert labels(laid) == ["Kecamatan", "L", "P"]
    assert "columns-blank" in codes(laid)
    assert records(laid) == KECAMATAN


def test_tables_one_below_the_other(tmp_path: Path) -> None:
    given = found(
        tmp_path,
        [
            ["Tabel 1. Sekolah"],
            ["Kecamatan", "Negeri", "Swasta"],
            *KECAMATAN,
            ["Jumlah", 1, 2],
            ["Sumber: Dinas Pendidikan"],
            [],
            ["Tabel 2. Guru"],
            ["Jenjang", "PNS", "Honorer", "Lain"],
            ["SD", 1, 2, 3],
            ["SMP", 4, 5, 6],
        ],
    )
    assert [labels(t)[0] for t in given.tables] == ["Kecamatan", "Jenjang"]
    assert [len(records(t)) for t in given.tables] == [4, 2]
    assert given.tables[0].notes == ((8, "Sumber: Dinas Pendidikan"),)
    assert given.tables[1].titles == ((10, "Tabel 2. Guru"),)


def test_the_same_header_under_another_title_is_another_table(tmp_path: Path) -> None:
    header = ["Kecamatan", "L", "P"]
    rows = [["Tahun 2023"], header, *KECAMATAN, [], ["Tahun 2024"], header, *KECAMATAN]
    given = found(tmp_path, rows)
    assert [t.titles for t in given.tables] == [((1, "Tahun 2023"),), ((8, "Tahun 2024"),)]


def test_a_header_that_differs_in_its_years_is_another_tables(tmp_path: Path) -> None:
    rows = [["Tahun 2022"], ["Kecamatan", 2021, 2022], *KECAMATAN, []]
    rows += [["Tahun 2023"], ["Kecamatan", 2022, 2023], *KECAMATAN]
    given = found(tmp_path, rows)
    assert [t.header for t in given.tables] == [(2,), (9,)]
    assert given.tables[0].notes == ()


def test_the_header_of_a_second_printed_page_is_left_out(tmp_path: Path) -> None:
    header = ["Kecamatan", "L", "P"]
    rows = [["Data Guru"], header, *KECAMATAN[:2], [], ["Data Guru"], header, *KECAMATAN[2:]]
    laid = only(found(tmp_path, rows))
    assert records(laid) == KECAMATAN
    assert dropped(laid) == {5: "kosong", 6: "judul", 7: "kepala"}


def test_totals_with_wide_letters_and_their_own_words(tmp_path: Path) -> None:
    for total in (
        "　Jumlah　",
        "J u m l a h".replace(" ", ""),
        "ＴＯＴＡＬ",
        "Jumlah / Total",
        "TOTAL KABUPATEN PASER",
    ):
        laid = only(found(tmp_path, [["Kecamatan", "L", "P"], *KECAMATAN, [total, 1, 2]]))
        assert dropped(laid) == {6: "jumlah"}, total


def test_a_row_named_total_without_numbers_or_among_indicators_is_kept(tmp_path: Path) -> None:
    rows = [["Indikator", "2023", "2024"], ["Jumlah Penduduk", 10, 11], ["Jumlah Rumah", 3, 4]]
    assert len(records(only(found(tmp_path, rows)))) == 2


def test_a_signature_below_the_table(tmp_path: Path) -> None:
    laid = only(
        found(
            tmp_path,
            [
                ["Kecamatan", "L", "P"],
                *KECAMATAN,
                [],
                [None, None, "Tana Paser, 2 Januari 2024"],
                [None, None, "Kepala Dinas Contoh"],
                [],
                [None, None, "Fulan"],
                [None, None, "NIP. -"],
            ],
        )
    )
    assert (laid.last, set(dropped(laid).values())) == (5, {"kosong", "catatan"})


def test_a_lonely_cell_beside_the_table_is_no_column(tmp_path: Path) -> None:
    rows = [["Kecamatan", "L", "P"], *KECAMATAN]
    rows[2] = [*rows[2], None, None, "cek lagi"]
    laid = only(found(tmp_path, rows))
    assert labels(laid) == ["Kecamatan", "L", "P"]
    (stray,) = [dict(s.values) for s in laid.steps if s.code == "stray"]
    assert (stray["place"], stray["cell"]) == ("F3", "cek lagi")


def test_merged_labels_of_rows_are_filled_down(tmp_path: Path) -> None:
    rows = [
        ["Kecamatan", "Jenis Kelamin", "Jumlah"],
        ["Kuaro", "Laki-laki", 1],
        [None, "Perempuan", 2],
        ["Batu Engau", "Laki-laki", 3],
        [None, "Perempuan", 4],
    ]
    laid = only(found(tmp_path, rows, "A2:A3", "A4:A5"))
    assert [row[0] for row in records(laid)] == ["Kuaro", "Kuaro", "Batu Engau", "Batu Engau"]
    assert "filled-down" in codes(laid)


def test_empty_labels_without_merged_cells_are_asked_about(tmp_path: Path) -> None:
    lines = "kecamatan,jenis,jumlah\nKuaro,L,1\n,P,2\nLong Kali,L,3\n,P,4\n"
    laid = only(find(text(tmp_path / "a.csv", lines)))
    assert cases(laid) == ["fill-down"]
    assert [row[0] for row in records(laid)] == ["Kuaro", None, "Long Kali", None]


def test_titles_of_groups_are_left_out_and_asked_about(tmp_path: Path) -> None:
    rows = [
        ["Desa", "L", "P"],
        ["I. Kecamatan Kuaro"],
        ["Janju", 1, 2],
        ["II. Kecamatan Long Kali"],
        ["Mendik", 3, 4],
    ]
    laid = only(found(tmp_path, rows))
    assert dropped(laid) == {2: "judul", 4: "judul"}
    assert cases(laid) == ["groups"]


def test_rows_with_a_name_and_no_values_stay(tmp_path: Path) -> None:
    rows = [["Kecamatan", "L", "P"], ["Kuaro"], *KECAMATAN[1:], ["Long Ikis"]]
    laid = only(found(tmp_path, rows))
    assert [row[0] for row in records(laid)] == [
        "Kuaro",
        "Batu Engau",
        "Muara Komam",
        "Pasir Belengkong",
        "Long Ikis",
    ]
    assert "bare" in codes(laid)


def test_indented_parts_are_asked_about(tmp_path: Path) -> None:
    lines = "akun,anggaran\nBelanja,10\n   Pegawai,4\n   Barang,6\n      Kertas,2\n      Tinta,4\n"
    assert cases(only(find(text(tmp_path / "a.csv", lines)))) == ["indent"]


def test_a_table_of_texts_alone(tmp_path: Path) -> None:
    rows = [
        ["Daftar Puskesmas"],
        [],
        ["Nama", "Alamat"],
        ["Kuaro", "Jl. Satu"],
        ["Long Kali", "Jl. Dua"],
    ]
    laid = only(found(tmp_path, rows))
    assert (laid.header, len(records(laid))) == ((3,), 2)
    assert "header-texts" in codes(laid)


def test_the_name_of_a_column_is_asked_for(tmp_path: Path) -> None:
    laid = only(found(tmp_path, [[None, "L", "P"], *KECAMATAN]))
    assert (labels(laid), cases(laid)) == (["", "L", "P"], ["label"])


def test_sheets_of_notes_are_passed_over_hidden_ones_told_and_kamus_named(tmp_path: Path) -> None:
    table = [["Kecamatan", "L", "P"], *KECAMATAN]
    sheets = {"Januari": table, "Februari": table, "Ket": [["Catatan:"], ["- sementara"]]}
    sheets |= {"Rahasia": table, "Kamus": [["nama", "judul"], ["l", "L"]]}
    sheets |= {"metadata": [["judul", "X"]]}
    path = workbook(tmp_path / "a.xlsx", sheets, hidden=["Rahasia"])
    given = find(path)
    assert [t.grid.sheet for t in given.tables] == ["Januari", "Februari"]
    assert (given.dictionary, given.metadata) == ("Kamus", "metadata")
    assert {s.code for s in given.steps} == {
        "sheet-passed",
        "sheet-hidden",
        "sheet-kamus",
        "sheet-metadata",
    }
    assert [f.code for f in given.notices] == ["sheet-hidden"]


def test_csv_files_of_excel_in_other_encodings(tmp_path: Path) -> None:
    lines = "sep=;\r\nKecamatan;Café;Nilai\r\nKuaro;1,5;2\r\nLong Kali;3,5;4\r\n"
    for encoding, seen in (("cp1252", "cp1252"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16")):
        laid = only(find(text(tmp_path / "a.csv", lines, encoding)))
        assert (laid.grid.encoding, labels(laid)) == (seen, ["Kecamatan", "Café", "Nilai"])
        assert laid.header == (1,)  # Excel does not show the line with sep=


def test_delimiters_within_quotes_do_not_count(tmp_path: Path) -> None:
    lines = 'nama|"a;b;c"|n\n"x;y;z"|"1;2"|3\n"p;q;r"|"4;5"|6\n'
    assert only(find(text(tmp_path / "a.csv", lines))).grid.delimiter == "|"


def test_a_long_table_is_followed_to_its_end(tmp_path: Path) -> None:
    rows = [["Daftar"], ["Kode", "Nama", "Nilai"]]
    rows += [[f"{n:05d}", f"Desa {n}", n * 7 + 3000] for n in range(5_000)]
    rows += [
        [None, "Jumlah", 1],
        [],
        ["Sumber: contoh"],
        [],
        ["Jenis", "Nilai", "Lain"],
        ["a", 7, 8],
    ]
    given = found(tmp_path, rows)
    assert [len(records(t)) for t in given.tables] == [5_000, 1]
    assert given.tables[0].notes == ((5_005, "Sumber: contoh"),)
