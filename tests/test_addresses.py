"""Evidence that others cannot open: what an address alone tells, in every spelling."""

from __future__ import annotations

import pytest

from build_tools.checks.addresses import openness
from build_tools.checks.hosts import number, plain
from build_tools.findings import Severity


@pytest.mark.parametrize(
    "address",
    [
        "https://paserkab.go.id/dokumen/risalah-2024.pdf",
        "http://ppid.paserkab.go.id/?p=12",
        "HTTPS://Contoh.Example/Bukti.PDF",
        "https://docs.google.com/spreadsheets/d/e/2PACX-abc/pubhtml",  # published to the web
        "https://contoh.go.id:8443/berkas",
        "https://contoh.go.id/login-data.pdf",  # a name, no page to log in
    ],
)
def test_open_to_everyone(address: str) -> None:
    assert openness(address) is None


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("C:\\Users\\kantor\\bukti.pdf", "computer"),
        ("\\\\server\\bagi\\bukti.pdf", "computer"),
        ("file:///home/kantor/bukti.pdf", "computer"),
        ("/var/www/bukti.pdf", "computer"),
        ("javascript:alert(1)", "scheme"),
        ("ftp://contoh.go.id/bukti", "scheme"),
        ("ada di lemari arsip", "scheme"),
        ("https://kantor:rahasia@contoh.go.id/", "password"),
        ("http://localhost/bukti", "network"),
        ("http://LOCALHOST./bukti", "network"),
        ("http://192.168.1.10/bukti", "network"),
        ("http://10.0.0.1:8080/", "network"),
        ("http://127.1/", "network"),
        ("http://2130706433/", "network"),
        ("http://0x7f.0.0.1/", "network"),
        ("http://0177.0.0.1/", "network"),
        ("http://１２７.0.0.1/", "network"),
        ("http://[::1]/", "network"),
        ("http://[::ffff:10.0.0.1]/", "network"),
        ("http://169.254.1.1/", "network"),
        ("http://intranet/bukti", "network"),
        ("http://arsip.paser.local/bukti", "network"),
        ("http://1.2.3.4.5/", "network"),
        ("http:\\\\10.0.0.1\\bukti", "network"),  # a browser reads it as //
        ("ht\ntp://10.0.0.1/", "network"),  # and leaves such signs out
        ("https://drive.google.com/drive/my-drive", "own"),
        ("https://drive.google.com/drive/u/0/my-drive", "own"),
        ("https://mail.google.com/mail/u/0/#inbox", "own"),
    ],
)
def test_surely_closed(address: str, reason: str) -> None:
    assert openness(address) == (Severity.ERROR, reason)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://drive.google.com/file/d/abc/view", "shared"),
        ("https://docs.google.com/document/d/abc/edit", "shared"),
        ("https://kantor.sharepoint.com/:b:/s/x", "shared"),
        ("https://bit.ly/bukti", "short"),
        ("https://s.id/bukti", "short"),
        ("https://contoh.go.id/login?next=bukti", "login"),
        ("https://contoh.go.id/wp-admin/post.php", "login"),
        ("https://simpan.contoh.go.id/b?X-Amz-Expires=600&X-Amz-Signature=1", "passing"),
        ("http://8.8.8.8/bukti", "number"),
        ("https://[2606:4700::1111]/bukti", "number"),
    ],
)
def test_may_be_closed(address: str, reason: str) -> None:
    assert openness(address) == (Severity.WARNING, reason)


def test_an_address_is_read_as_a_browser_reads_it() -> None:
    assert str(number("0x7f.1")) == "127.0.0.1"
    assert number("paserkab.go.id") is None
    assert plain("PaserKab.GO.ID.") == "paserkab.go.id"
    with pytest.raises(ValueError, match="256"):
        number("1.2.3.256")
