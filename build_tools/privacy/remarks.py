"""What a cell says of one person, whatever its heading: what ails them, what they live by."""

from __future__ import annotations

import re

#: Longer texts are no diagnosis.
_LONGEST = 48
_WORK = re.compile(
    r"(?:petani|pekebun|buruh|pns|asn|tni|polri|wiraswasta|wirausaha|karyawan|pegawai|swasta|"
    r"nelayan|guru|pedagang|ibu rumah tangga|irt|mengurus rumah tangga|pelajar|mahasiswa|pensiunan|"
    r"tukang|sopir|supir|honorer|peternak|bidan|perawat|penjahit|montir|pengangguran|serabutan|"
    r"(?:belum|tidak)(?: ?/ ?tidak)? bekerja)\b",
    re.IGNORECASE,
)
#: What makes people ill, or was done about it, as the cells of a list say it.
_ILL = re.compile(
    r"\b(?:hiv|aids|odha|tb|tbc|tuberkulosis|kusta|lepra|skizofrenia|schizophrenia|bipolar|depresi|"
    r"epilepsi|diabetes|dm tipe \d|stroke|hipertensi|kanker|tumor|leukemia|thalasemia|hemofilia|"
    r"asma|jantung|ginjal|hepatitis|sifilis|gonore|malaria|dbd|demam berdarah|tifus|tipes|ispa|"
    r"pneumonia|diare|campak|difteri|katarak|lumpuh|gizi (?:buruk|kurang)|stunting|wasting|bblr|"
    r"cerebral palsy|down syndrome|autis(?:me)?|"
    r"tuna ?(?:netra|rungu|daksa|grahita|wicara|laras|ganda)|"
    r"disabilitas (?:netra|rungu|wicara|fisik|mental|intelektual|ganda|sensorik|daksa)|odgj|"
    r"gangguan jiwa|napza|kemoterapi|melahirkan|keguguran|hemodialisa|cuci darah|rawat inap|"
    r"operasi caesar|positif covid|covid(?:[- ]19)? positif|hamil di luar nikah)\b",
    re.IGNORECASE,
)
#: What is done about illness for many: no one's diagnosis.
_FOR_MANY = re.compile(
    r"\b(?:penyuluhan|sosialisasi|program|pencegahan|penanggulangan|pengendalian|pelatihan|dana|"
    r"posyandu|klinik|poli|rsud|rs|puskesmas|kegiatan|pelayanan|layanan|rapat|pengadaan|kader|"
    r"yayasan|tim|bantuan alat|obat|vaksin)\b",
    re.IGNORECASE,
)


def is_illness(cell: str) -> bool:
    """Whether a cell is a diagnosis, a disability or a treatment, of one person.

    >>> is_illness("TB Paru"), is_illness("Penyuluhan HIV")
    (True, False)
    """
    return len(cell) <= _LONGEST and bool(_ILL.search(cell)) and not _FOR_MANY.search(cell)


def is_work(cell: str) -> bool:
    """Whether a cell is what people live by: "Petani", "Belum bekerja"."""
    return bool(_WORK.match(cell))
