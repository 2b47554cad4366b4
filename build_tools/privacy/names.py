"""Names of persons: the portal names offices only.

A name is known by what stands beside it: a degree behind a comma ("…, S.Kom"), a title before it
("Dr. …", "Hj. …"), "Bapak" or "Ibu". What is called after a person ("RSUD dr. …", "Jalan Ir. H. …")
is an institution or a place. A name alone cannot be told from other words and is not found. One
word beside "Bapak" or before a degree may be a name or not: somebody has to look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from . import nametokens

_CAPITAL = "[A-ZÀ-ÖØ-Þ]"
_LETTERS = "[A-Za-zÀ-ÖØ-öø-ÿ'’]"
_NAME = rf"{_CAPITAL}{_LETTERS}{{1,30}}"
#: Degrees with a point: S.Kom, M.Si, Ph.D, A.Md.
_DOTTED = (
    r"(?:S\.\s?(?i:Kom|Sos|Pd|Kep|Hut|Farm|Ked|Psi|Stat|Tr|Ds|Sn|Ag|Pt|Pi|Gz|Si|IP|KM|ST|STP|TP|AP"
    r"|I\.\s?Kom|S\.T\.P|A\.P|I\.P|E|H|T|P|S)"
    r"|M\.\s?(?i:Kom|Sos|Pd|Kes|Hum|Eng|Ling|Stat|Sc|Si|Ag|AP|IP|Ec|Han|Par|Kn|I\.\s?Kom|A\.P"
    r"|E|H|M|T|P|A)"
    r"|Ph\.\s?D|A\.\s?(?i:Md)|Sp\.\s?[A-Z]{1,3})(?![A-Za-z])"
)
#: Degrees without one that are no other word; and those that are, of which two stand together.
_PLAIN = r"(?:S\.?STP|SKom|SSos|SPd|SKep|MKom|MSi|MKes|MPd)(?![A-Za-z])"
_SHORT = (
    r"(?:SE|SH|ST|SP|SIP|SKM|SPi|SPt|STP)\.?,\s?"
    r"(?:(?:MM|MT|MH|ME|MP|MA|MAP|MSi|MKom|MKes)(?![A-Za-z])|M\.)"
)
_ANY = rf"(?:{_DOTTED}|{_PLAIN}|{_SHORT})"
_DEGREE = re.compile(
    rf"(?:(?:{_CAPITAL}[\w'’.-]{{0,30}}|bin|binti)\s{{1,3}}){{0,5}}"
    rf"({_CAPITAL}[\w'’.-]{{0,30}}),\s{{0,3}}{_ANY}(?:[.,\s]{{1,4}}{_ANY}){{0,5}}"
)
_IS_DEGREE = re.compile(rf"(?:{_DOTTED}|{_PLAIN}|[SM]\.?[A-Z]{{1,3}}\.?)$")
TITLES = (
    r"(?:Prof|PROF|Dr|DR|dr|Drg|DRG|drg|Drs|DRS|Dra|DRA|Ir|IR|Hj|HJ|K\.?H|H|Ust|Bpk|Sdri?|Ny|Tn)\."
)
_TITLE = re.compile(
    rf"(?<![\w.])(?:{TITLES}\s{{0,3}}|(?:Ustadz|Ustaz|Ustadzah)\s{{1,3}}){{1,8}}"
    rf"((?:{_CAPITAL}\.\s{{0,3}})?{_NAME})(?:\s{{1,3}}{_NAME}){{0,4}}"
)
_ADDRESSED = re.compile(
    rf"(?<![\w/])(?:Bapak|Ibu|Saudara|Saudari|BAPAK|IBU)\s{{1,3}}({_NAME})"
    rf"(?:\s{{1,3}}{_NAME}){{0,4}}"
)
#: What shows that a name is one.
_FIRST_TITLE = re.compile(
    rf"{TITLES}|(?:Ustadz|Ustaz|Ustadzah|Bapak|Ibu|Saudara|Saudari|BAPAK|IBU)(?=\s)"
)
_FIRST_DEGREE = re.compile(rf",\s{{0,3}}{_ANY}")
#: What is called after somebody.
_CALLED_AFTER = re.compile(
    r"rsud|rsu|rs|rsia|rsj|rsup|sakit|umum|daerah|puskesmas|klinik|jalan|jl|jln|gang|gg|"
    r"gedung|aula|auditorium|balai|stadion|lapangan|gor|gelanggang|bandara|bandar|udara|"
    r"pelabuhan|terminal|pasar|jembatan|bendungan|waduk|taman|tugu|monumen|museum|makam|"
    r"masjid|musala|musholla|langgar|perpustakaan|universitas|institut|politeknik|akademi|"
    r"sekolah|stie|stikes|kampus|pesantren|ponpes|yayasan|sd|sdn|smp|smpn|sma|sman|smk|smkn|"
    r"man|mts|madrasah|laboratorium|ruang|piala|anugerah|kri|raya|hutan|kawasan|kompleks|"
    r"simpang|persimpangan|perempatan|pertigaan|bundaran|"
    r"perumahan|pt|cv|ud|toko|apotek|warung|blok|lantai|pasal|huruf|lampiran",
    re.IGNORECASE,
)
#: What follows a title or "Bapak" and "Ibu" without being a name: offices, groups of people.
_NO_NAMES = re.compile(
    r"kota|kotanya|negara|hamil|menyusui|nifas|bersalin|melahirkan|anak|bayi|balita|rumah|pkk|"
    r"tp|bupati|wakil|wali|walikota|gubernur|presiden|menteri|sekretaris|sekda|kepala|ketua|"
    r"camat|lurah|kades|petinggi|asisten|staf|kabid|kadis|kasi|direktur|anggota|guru|dokter|"
    r"bidan|perawat|pimpinan|pejabat|penjabat|pj|plt|plh|dewan|bhayangkari|persit|asuh|angkat|"
    r"kandung|tiri|pertiwi|bapak|ibu|saudara|saudari|hakim|jaksa|kapolres|kapolsek|dandim|"
    r"danramil|pengurus|peserta|warga|tani|petani|nelayan|pedagang|bangsa|dinas|badan|kantor|"
    r"bagian|kabupaten|kecamatan|desa|kelurahan|provinsi|kementerian|pemerintah|puskesmas|"
    r"sekolah|bank|tim|pembina|inspektur|sekretariat|satuan|unit|rektor|dekan|dosen|deputi|"
    r"kajari|kajati|kejari|dirjen|irjen|sekjen|sekwan|sekcam|sekdes|sekkab|sekprov|wabup|wagub|"
    r"mendagri|menkominfo|menkomdigi|danrem|danlanal|danlanud|pangdam|kapolda|kapolri|komandan|"
    r"kabag|kasubag|kasubbag|kasat|kapus|karo|kanwil|komisioner|notaris|koordinator|manajer|"
    r"operator|petugas|penyuluh|pendamping|fasilitator|relawan|kader|pekerja|pegawai|karyawan|"
    r"karyawati|buruh|pelaku|pengusaha|wirausaha|mahasiswa|siswa|pasien|pelanggan|lansia|"
    r"muda|tunggal|nasional|internasional|sedunia|hebat|bunda|ayah|kita|semua|sekalian|"
    r"rt|rw|bpd|dprd|dpr|kpu|asn|pns|tni|polri|opd|online|daring|digital|gigi|umum|spesialis",
    re.IGNORECASE,
)
#: What a degree is of: "Lulusan Akuntansi, S.E."
_STUDIES = re.compile(
    r"lulusan|sarjana|magister|diploma|strata|s[123]|d[34]|jurusan|prodi|program|studi|gelar|"
    r"ijazah|kualifikasi|pendidikan|akuntansi|ekonomi|manajemen|hukum|teknik|informatika|"
    r"komputer|sistem|informasi|ilmu|komunikasi|kesehatan|masyarakat|keperawatan|pertanian|"
    r"kehutanan|perikanan|peternakan|sosial|politik|pemerintahan|administrasi|publik|sipil|"
    r"psikologi|statistik|statistika|matematika|farmasi|agama|islam|sains",
    re.IGNORECASE,
)
#: What stands before "Ibu" or "Bapak" where no single one is meant: "peringatan hari Ibu".
_OF_MANY = re.compile(
    r"hari|kaum|para|kelas|kelompok|gerakan|komunitas|organisasi|posyandu|peran", re.IGNORECASE
)
#: After which "H." is the Hijri year, or a letter in a list.
_NUMBERED = re.compile(
    r"[0-9/–-]*[0-9]|tabel|butir|huruf|poin|bagian|lampiran|gambar|grafik|bab|pasal|ayat|nomor|"
    r"kolom|blok|kelas|grup|kelompok|kategori|seri|tipe|formulir|bidang|zona",
    re.IGNORECASE,
)
#: Titles of anybody: one word after them may be a name or not.
_PLAIN_TITLE = re.compile(r"(?:Bpk|Sdri?|Ny|Tn)\.\s{0,3}")
#: Texts of findings come cut at that length, perhaps within a name or its degree.
CUT_AT = 200
_CAPITALISED = rf"(?:{_CAPITAL}[\w'’.-]*|bin|binti)"
_CUT = re.compile(rf"{_CAPITALISED}(?:[,\s]+{_CAPITALISED})*[,\s]*$")
_SPEECH = re.compile(
    r"sambutan|oleh|kepada|yth|dari|menurut|bersama|arahan|pernyataan|kata|ujar|terhormat|"
    r"dengan|narasumber|pemateri|pembicara|moderator",
    re.IGNORECASE,
)
_BEFORE = 5
#: "G. … H. …" is a list, and so is "A. …, H. …".
_AFTER_G = re.compile(r"(?<![\w.])G\.\s")
_AFTER_A = re.compile(r"(?<![\w.])[A-F]\.\s.*[,;]\s*$", re.DOTALL)
_AND = re.compile(r"\s{0,2}(?:,\s|dan\s|serta\s|atau\s|&\s|/)")
#: "H." behind a first name is no Haji, perhaps somebody quoted.
_MIDDLE = re.compile(rf"{_NAME}\s$")
#: After which a name stands in a running text, if the words are those of names: "a.n. …".
CUES = (
    r"(?:[aA]\.\s?n\.?|[aA]/n|[aA]n\.|[aA]tas [nN]ama|ATAS NAMA|A\.N\.|[sS]dr[ia]?|SDR[IA]?|"
    r"[sS]audar[ai]|[nN]ama|NAMA|[pP]emilik|[pP]enerima|[pP]asien|[kK]orban|[pP]emohon|[pP]elapor|"
    r"[pP]ak|[bB]u|[tT]n|[nN]y|[aA]lm(?:arhum)?)"
)
#: A pattern (RE2) that stands in every text that names a person.
TELLING = (
    r",\W{0,4}(?:[SM][.A-Z]|[SM](?:Kom|Sos|Pd|Kep|Si|Kes)|Ph\.|A\.|Sp\.)"
    rf"|(?:^|[^\w.]){TITLES}|Bapak|Ibu|Saudar[ai]|BAPAK|IBU|Usta"
    rf"|(?:^|[^\w./]){CUES}[.:,]?\s"
)
_CUED = re.compile(
    rf"(?<![\w./]){CUES}[.:,]?\s{{1,3}}(?:(?:H|Hj|Ir|Dr|dr|Drs|Bapak|Ibu|Sdr|Sdri)\.?\s)?"
    r"([^\W\d_][\w'’.]{1,30}(?:\s(?:[^\W\d_][\w'’]{0,30}\.?)){0,4})"
)


#: Streets and places that are called after somebody: "gang Pak Karto".
_STREETS = re.compile(
    r"gang|gg|jalan|jl|jln|lorong|lrg|simpang|jembatan|kebun|sungai|parit|tambak|warung|toko|"
    r"kedai|rm|depot|bakso|soto|sate|salon|kampung|kp|lapangan|rumah makan|pondok|kolam|sawah|"
    r"masakan|kue|keripik|amplang|sambal",
    re.IGNORECASE,
)
_BY_WORD = re.compile(r"(?:pak|bu|bapak|ibu|mbah|mbok|mas|mbak)\.?\s", re.IGNORECASE)


class Place(NamedTuple):
    """Where a text names a person."""

    start: int
    end: int
    sure: bool  # else it may be another word as well


def persons(text: str, name: bool = False) -> list[Place]:
    """The places where a text names a person, surely or perhaps.

    ``name``: the text is the name of something, in which "Ibu" before a capital is no address.
    """
    found = []
    for match in _DEGREE.finditer(text):
        words = _name_words(match)
        if words and not _IS_DEGREE.match(match.group(1)) and len(match.group(1)) > 1:
            found.append(Place(*match.span(), words > 1))
    listed = _AFTER_G.search(text)
    for match in _TITLE.finditer(text):
        before = _before(match)
        in_list = match.group().startswith("H.") and (
            (listed and listed.end() <= match.start())
            or (before and _NUMBERED.fullmatch(before[-1]))
            or _AFTER_A.search(text[max(match.start() - 200, 0) : match.start()])
            or _is_heading(match)
        )
        if not in_list and not is_common(match.group(1)) and not _called_after(before):
            plain = _PLAIN_TITLE.match(match.group())
            near = text[max(match.start() - 40, 0) : match.start()]
            middle = match.group().startswith("H.") and _MIDDLE.search(near)
            sure = not middle and (not plain or " " in match.group()[plain.end() :].strip())
            found.append(Place(*match.span(), sure))
    found += [
        Place(*match.span(), len(match.group().split()) > 2)
        for match in (() if name else _ADDRESSED.finditer(text))
        if not is_common(match.group(1)) and not _in_title(_before(match))
    ]
    return sorted([*found, *_cued(text, name)])


def _cued(text: str, of_thing: bool = False) -> Iterator[Place]:
    """Names after "a.n." and the like: as many words as a name is made of."""
    for match in _CUED.finditer(text):
        words = match.group(1).rstrip(".").split()
        if is_common(words[0].strip(".")) or _is_called_so(match, of_thing):
            continue
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            if is_common(words[count - 1].strip(".")) or not nametokens.is_all_names(name):
                continue
            more = count
            while more < len(words) and _may_follow(words[more]):
                more += 1
            if more > 1 or name[0].isupper():
                end = match.start(1) + len(" ".join(words[:more]))
                yield Place(match.start(), end, more > 1)
            break


def _is_called_so(match: re.Match[str], of_thing: bool) -> bool:
    """Whether a street or a shop is called by somebody's name: "gang Pak Karto", "Soto Bu Sri"."""
    if not _BY_WORD.match(match.group()):
        return False
    before = _before(match)
    return of_thing or bool(before and _STREETS.fullmatch(before[-1].strip(".\"'()")))


def _may_follow(word: str) -> bool:
    """Whether a word behind one that is a name goes on with it."""
    plain = word.strip(".")
    return word[0].isupper() and not is_common(plain) and not nametokens.is_thing(plain)


def masked(text: str, cut: bool = False) -> str:
    """The text with all names of persons in it masked.

    ``cut``: more stood behind it, perhaps the degree that would tell a name.
    """
    if cut:
        text = _CUT.sub("…", text)
    places: list[tuple[int, int]] = []
    for start, end, _ in persons(text):
        if places and start <= places[-1][1]:
            start, before = places.pop()
            end = max(end, before)
        places.append((start, end))
    for start, end in reversed(places):
        text = text[:start] + given_away(text[start:end]) + text[end:]
    return text


def given_away(name: str) -> str:
    """What shows that this is a person, and nothing of the name: "Dr. …, S.Kom"."""
    title, degree = _FIRST_TITLE.match(name), _FIRST_DEGREE.search(name)
    return (f"{title.group()} …" if title else "…") + (degree.group() if degree else "")


def _is_heading(match: re.Match[str]) -> bool:
    """Whether "H." begins the eighth of a list: "H. Pengangkutan dan Pergudangan"."""
    if match.start():
        return False
    words = match.group()[2:].split()
    goes_on = _AND.match(match.string, match.end())
    return bool(goes_on) or any(nametokens.is_thing(word) for word in words)


def _name_words(match: re.Match[str]) -> int:
    """Of how many words the name before a degree is: 0 where all are common ones."""
    count = 0
    for word in reversed(match.string[match.start() : match.end(1)].split()):
        if is_common(word.strip(".")) or _STUDIES.fullmatch(word.strip(".")):
            break
        count += 1
    return count


def _before(match: re.Match[str]) -> list[str]:
    """The words before a place, as far as they matter."""
    start = match.start()
    return match.string[max(start - 200, 0) : start].split()[-_BEFORE:]


def is_common(word: str) -> bool:
    """Whether a word is that of an office, a group of people or a place, and no name."""
    return bool(_NO_NAMES.fullmatch(word) or _CALLED_AFTER.fullmatch(word))


def called_after(word: str) -> bool:
    """Whether what follows that word is an institution or a place called after somebody."""
    return bool(_CALLED_AFTER.fullmatch(word))


def _called_after(before: list[str]) -> bool:
    """Whether an institution or a place stands right before, in the same part of a sentence."""
    for word in reversed(before):
        if word[-1] in ",;:)(":
            return False
        if _CALLED_AFTER.fullmatch(word.strip(".\"'()")):
            return True
    return False


def _in_title(before: list[str]) -> bool:
    """Whether a title ("Program Ibu Cerdas") or a word for many ("hari Ibu") stands before."""
    word = before[-1] if before else ""
    title = word[:1].isupper() and not _SPEECH.fullmatch(word.strip(".,:"))
    return title or bool(_OF_MANY.fullmatch(word))
