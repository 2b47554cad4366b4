"""Rows, headers, dialects and encodings that people write: the traps of the file's own form."""

from __future__ import annotations

from typing import Any

import pytest

from .compare import CHUNKS, compare
from .table import Table

# --- rows ----------------------------------------------------------------------------------------

TWO = {
    "fields": [
        {"name": "a", "type": "integer"},
        {"name": "b", "type": "string", "constraints": {"required": True}},
    ]
}
KEYED = {
    "fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}],
    "primaryKey": ["a"],
}
ROWS = {
    "blank line": "1,x\n\n2,y\n",
    "blank lines": "1,x\n\n\n\n2,y\n\n",
    "only missing": "1,x\n,\n2,y\n,\n",
    "only missing, short": "1,x\n\n2,y\n,,\n",
    "blank CRLF": "1,x\r\n\r\n2,y\r\n",
    "blank with a space": "1,x\n \n2,y\n",
    "blank at the start": "\n1,x\n",
    "short": "1,x\n2\n3,y\n",
    "long": "1,x\n2,y,z\n3,x,,\n4,x\n",
    "short and bad": "1,x\nz\n3,y\n",
    "no last newline": "1,x\n2,y",
    "no last newline, short": "1,x\n2",
    "quote within": '1,x"y\n2,""x\n',
    "quote at the start": '1,"x"y\n2,y\n',
    "quote after a space": '1, "x"\n2,y\n',
    "doubled": '1,"x""y"\n2,""""\n',
    "unclosed": '1,x\n2,"y\n3,z\n4,w\n',
    "unclosed at the end": '1,x\n2,y\n3,"z',
    "newline in a cell": '1,"x\ny"\nz,"a\r\nb"\n3,w\n',
    "lone CR": "1,x\r2,y\rz,w\r",
    "mixed ends": "1,x\r\n2,y\nz,w\r4,v\n",
    "CR in quotes": '1,"x\ry"\nz,w\n',
    "line separator": "1,x\u2028y\nz,w\u0085v\n",
    "form feed": "1,x\fy\n\f\nz,w\n",
    "vertical tab": "1,x\x0by\nz,w\x1cv\x1dy\x1e\n",
    "no rows": "",
    "only quotes": '"",""\n1,""\n',
    "NUL": "1,x\0y\n2,z\n",
    "byte order mark within": "1,x\n\ufeff2,y\n3,\ufeff\n",
    "commas at the end": "1,x,\n2,y,\n",
    "a quoted number": '"1","x"\n"2","y"\n"z","w"\n',
    "escaped like MySQL": '1,"x\\"y"\n2,y\n',
    "long cell": "1," + "x" * 5000 + "\nz,w\n",
    "many columns": "1,x" + "," * 300 + "\n2,y\n",
}


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("filler", [0, 50], ids=["alone", "in a crowd"])
def test_rows(name: str, filler: int) -> None:
    end = "\r\n" if "CRLF" in name else "\n"
    crowd = "".join(f"{n},baris {n}{end}" for n in range(filler))
    content = f"a,b{end}{crowd}{ROWS[name]}{crowd if ROWS[name][-1:] == end[-1] else ''}"
    assert compare(Table(content.encode("utf-8"), TWO), *CHUNKS) == ""


ONE = {"fields": [{"name": "a", "type": "string"}]}


@pytest.mark.parametrize(
    "rows", ["x\n\ny\n", "x\r\n\r\ny\r\n", '""\nx\n', "\n\n", "x\n,\n", "x", "\r"]
)
def test_a_table_of_one_column(rows: str) -> None:
    assert compare(Table(f"a\n{rows}".encode(), ONE), *CHUNKS) == ""


# --- header --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "header",
    [
        *(
            "A,b",
            "b,a",
            "a",
            "a,b,c",
            "a,a",
            ",b",
            "a,",
            "",
            "a, b",
            "a,b,",
            '"a","b"',
            "\ufeffa,b",
        ),
        *('a,"b', "a\rb", '"a\nx",b', "a,b,b", " ", "a;b", "1,x", '"a"x,b', "a,b,,"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_headers(header: str, end: str) -> None:
    content = f"{header}{end}1,x{end}z,y{end}2,{end}".encode()
    for schema in (TWO, KEYED):
        assert compare(Table(content, schema)) == ""


DIALECTS: dict[str, tuple[dict[str, Any], str]] = {
    "delimiter": ({"delimiter": ";"}, "a;b\n1;x,y\nz;w\n"),
    "tab": ({"delimiter": "\t"}, "a\tb\n1\tx y\nz\tw\n"),
    "bar": ({"delimiter": "|"}, "a|b\n1|x\nz|w\n"),
    "space": ({"delimiter": " "}, "a b\n1 x\nz w\n1  y\n"),
    "wide": ({"delimiter": "¦"}, "a¦b\n1¦x\nz¦w\n"),
    "quote": ({"quoteChar": "'"}, "a,b\n1,'x,y'\nz,'w''v'\n2,\"x\"\n"),
    "no quote": ({"quoteChar": ""}, 'a,b\n1,"x"\nz,"y\n2,"z,"w"\n'),
    "escape": ({"escapeChar": "\\", "doubleQuote": False}, 'a,b\n1,"x\\"y"\nz,x\\,y\n'),
    "escape too": ({"escapeChar": "\\"}, 'a,b\n1,"x\\"y"\nz,x""y\n'),
    "not doubled": ({"doubleQuote": False}, 'a,b\n1,"x""y"\nz,w\n'),
    "initial space": ({"skipInitialSpace": True}, 'a, b\n1, "x,y"\nz,  w\n 2, y\n'),
    "no header": ({"header": False}, "1,x\nz,y\n2,\n"),
    "header further down": ({"headerRows": [3]}, "Judul\n\na,b\n1,x\nz,y\n"),
    "header of two rows": ({"headerRows": [1, 2], "headerJoin": ""}, "a,b\n,\n1,x\nz,y\n"),
    "header joined": ({"headerRows": [1, 2]}, "a,b\n2024,2025\n1,x\nz,y\n"),
    "header rows apart": ({"headerRows": [1, 3]}, "a,b\nx,y\na,b\n1,x\nz,y\n"),
    "no header rows": ({"headerRows": []}, "a,b\n1,x\nz,y\n"),
    "comment char": ({"commentChar": "#"}, "#judul\na,b\n1,x\n#z,y\nz,w\n"),
    "comment rows": ({"commentRows": [2, 4]}, "a,b\nx,y\n1,x\nz,w\nz,v\n"),
    "line terminator": ({"lineTerminator": "\n"}, "a,b\r\n1,x\r\nz,w\r\n"),
    "quote is the delimiter": ({"quoteChar": ","}, "a,b\n1,x\n"),
}


@pytest.mark.parametrize("name", DIALECTS)
def test_dialects(name: str) -> None:
    dialect, content = DIALECTS[name]
    assert compare(Table(content.encode("utf-8"), TWO, dialect), *CHUNKS) == ""


@pytest.mark.parametrize(
    ("encoding", "content"),
    [
        ("utf-8", "a,b\n1,é\nz,ü\n".encode("utf-8-sig")),
        ("utf-8-sig", "a,b\n1,é\nz,ü\n".encode("utf-8-sig")),
        ("utf-8-sig", "a,b\n1,é\nz,ü\n".encode()),
        ("utf-8", b"a,b\n1,\xe9\nz,y\n"),
        ("utf-8", b"a,b\n1,x\n2,\xff\xfe\n" + b"3,y\n" * 100),
        ("utf-8", b"a,b\n" + b"1,x\n" * 100 + b"2,\xe9\n" + b"3,y\n" * 100),
        ("utf-8", b"a,b\n1,\xed\xa0\x80\nz,y\n"),  # half of a surrogate pair
        ("utf-8", b"a,b\n1,\xc0\xaf\nz,y\n"),  # longer than it need be
        ("utf-8", b"a,b\n1,x\nz,\xe2\x82"),  # cut
        ("UTF8", "a,b\n1,é\nz,ü\n".encode()),
        ("ascii", b"a,b\n1,x\nz,y\n"),
        ("ascii", b"a,b\n1,\xc3\xa9\nz,y\n"),
        ("latin-1", "a,b\n1,é\nz,\x85ü\n".encode("latin-1")),
        ("iso-8859-1", "a,b\n1,é\nz,ü\n".encode("latin-1")),
        ("cp1252", "a,b\n1,€\nz,ü\n".encode("cp1252")),
        ("cp1252", b"a,b\n1,\x81\nz,y\n"),
        ("utf-16", "a,b\n1,é\nz,ü\n".encode("utf-16")),
        ("utf-16-le", "a,b\n1,é\nz,ü\n".encode("utf-16-le")),
        ("utf-16", "a,b\n1,\u0a0a\nz,\u0d0d\n".encode("utf-16")),
        ("mac-roman", "a,b\n1,é\nz,ü\n".encode("mac-roman")),
        ("cp437", "a,b\n1,é\nz,ü\n".encode("cp437")),
    ],
)
def test_encodings(encoding: str, content: bytes) -> None:
    assert compare(Table(content, TWO, encoding=encoding), *CHUNKS) == ""


@pytest.mark.parametrize("mode", ["exact", "equal", "subset", "superset", "partial"])
@pytest.mark.parametrize("header", ["a,b", "b,a", "a", "a,b,c", "c,d", "b,c", "a,a"])
def test_fields_match(mode: str, header: str) -> None:
    content = f"{header}\n1,x\nz,y\n2,\n".encode()
    assert compare(Table(content, TWO | {"fieldsMatch": mode})) == ""
