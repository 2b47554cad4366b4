"""Running texts of offices: harmless ones, and such with somebody's number or name in them."""

from __future__ import annotations

from random import Random

from . import forms
from .persons import Person
from .regions import village

#: A text, and the kinds that stand in it.
Text = tuple[str, tuple[str, ...]]

_HARMLESS = (
    "Sesuai jadwal", "-", "", "Menunggu verifikasi", "Sudah ditindaklanjuti bidang terkait",
    "Rapat dihadiri 24 orang dari 7 OPD", "Nota dinas 800/124/DKISP/2024 tanggal 12 Maret 2024",
    "Anggaran Rp 1.250.000.000 bersumber dari APBD", "Dokumen lengkap, 3 rangkap",
    "Lanjut triwulan II", "Perbaikan jalan sepanjang 1.250 m",
    "Surat masuk no. 005/0812/SETDA/2023", "Kode rekening 5.1.02.01.001.00024",
)  # fmt: skip
_PROBLEMS = (
    "Lampu jalan padam sejak tiga hari", "Jalan berlubang di depan pasar", "Air PDAM keruh",
    "Sampah menumpuk di TPS", "Saluran tersumbat dan banjir saat hujan",
)  # fmt: skip
_WAYS = {
    "mobile": (
        "hubungi {}",
        "HP {}",
        "mohon dihubungi di nomor {} ya",
        "WA: {}",
        "kontak pelapor {}",
        "telp {}.",
    ),
    "nik": ("NIK {}", "No KTP {}", "dengan NIK: {}", "pemohon ({})", "ktp nomor {} sudah dicek"),
    "kk": ("No KK {}", "nomor kartu keluarga {}", "KK: {}"),
    "email": ("surel {}", "kirim ke {}", "email: {}"),
    "npwp": ("NPWP {}", "npwp nomor {}"),
}
_CALLED = (
    "a.n. {}",
    "atas nama {}",
    "Sdr. {}",
    "Sdri. {}",
    "an. {}",
    "Bapak {}",
    "Ibu {}",
    "warga bernama {}",
)
_FORMS = {
    "mobile": ("plain", "hyphens", "spaces", "country", "dots", "country-bare"),
    "nik": ("plain", "spaces", "parts"), "kk": ("plain", "spaces"), "email": ("plain",),
    "npwp": ("plain", "dots"),
}  # fmt: skip


def number(random: Random, person: Person, kind: str) -> str:
    """A phrase with the person's number of that kind."""
    form = random.choice(_FORMS[kind])
    return random.choice(_WAYS[kind]).format(forms.write(random, kind, form, person))


def called(random: Random, person: Person) -> str:
    """A phrase that calls the person by name."""
    return random.choice(_CALLED).format(person.name.strip())


def harmless(random: Random) -> Text:
    """A note that says nothing about a person."""
    return random.choice(_HARMLESS), ()


def report(random: Random, person: Person) -> Text:
    """A report from the field: a person in two of three, with a number in half of those."""
    what = random.choice(("kebakaran", "pohon tumbang", "banjir", "laka lantas"))
    place = f"Telah terjadi {what} di Desa {village(random)}"
    if random.random() < 1 / 3:
        return f"{place}, {random.randint(2, 20)} petugas diturunkan.", ()
    text, kinds = f"{place}, laporan {called(random, person)}", ["name in text"]
    if random.random() < 0.5:
        kind = random.choice(("nik", "mobile", "kk"))
        text += f", {number(random, person, kind)}"
        kinds.append(f"{kind} in text")
    return f"{text}.", tuple(kinds)


def complaint(random: Random, person: Person) -> Text:
    """What a citizen wrote: a number in one of four."""
    text = random.choice(_PROBLEMS)
    if random.random() < 0.75:
        return text, ()
    kind = random.choice(("mobile", "mobile", "email"))
    return f"{text}, {number(random, person, kind)}", (f"{kind} in text",)


def note(random: Random, person: Person, share: float = 0.05) -> Text:
    """A harmless note, with a person's number in the middle of so many of them."""
    text, _ = harmless(random)
    if random.random() >= share:
        return text, ()
    kind = random.choice(list(_WAYS))
    return f"{text}; {number(random, person, kind)}, {random.choice(_PROBLEMS).lower()}", (
        f"{kind} in text",
    )
