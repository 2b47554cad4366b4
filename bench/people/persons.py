"""A synthetic person with all numbers that an office may write down; the same seed, the same one.

Forms: NIK and family card as in Permendagri 73/2022 (district, date of birth with 40 added to a
woman's day, serial), staff numbers as in BKN's rules, tax numbers of 15 and 16 digits (PMK
112/2022), the others as the issuing offices print them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from . import regions
from .names import Names

#: Nobody is born with this serial.
SERIAL = "0000"
_FIRST, _LAST = date(1938, 1, 1), date(2023, 12, 31)
_CARRIERS = (
    "811 812 813 821 822 823 851 852 853 814 815 816 855 856 857 858 817 818 819 859 877 878 "
)
_CARRIERS += "895 896 897 898 899 881 882 888 838 831 832 833"
_MAIL = (
    "gmail.com yahoo.com yahoo.co.id hotmail.com outlook.com ymail.com icloud.com rocketmail.com"
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is nobody. All numbers are plain digits; forms are given to them later."""

    name: str
    female: bool
    born: date
    birthplace: str
    nik: str
    kk: str
    npwp: str
    nip: str
    mobile: str
    email: str
    bank: str
    bpjs: str
    nisn: str
    record: str
    plate: str
    passport: str
    address: str
    latitude: float
    longitude: float


def nik(district: str, born: date, female: bool) -> str:
    """The sixteen digits of somebody of a district (six digits), with the serial of nobody."""
    return f"{district}{born.day + 40 * female:02}{born:%m%y}{SERIAL}"


def _digits(random: Random, count: int) -> str:
    return "".join(random.choice("0123456789") for _ in range(count))


def _luhn(digits: str) -> str:
    """The check digit behind these digits (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def _npwp(random: Random) -> str:
    """The fifteen digits of the former form: kind, number, check digit, tax office, branch."""
    core = random.choice(("07", "08", "09", "24", "58", "66", "73", "85")) + _digits(random, 6)
    return f"{core}{_luhn(core)}{random.randint(101, 999)}000"


def _bank(random: Random) -> str:
    length = random.choice((10, 10, 13, 15))
    return random.choice("01235789") + _digits(random, length - 1)


def _day(random: Random, first: date, last: date) -> date:
    return first + timedelta(days=random.randrange((last - first).days))


class People:
    """Persons of one table, most of them of one regency, all born between two days."""

    def __init__(self, random: Random, first: date = _FIRST, last: date = _LAST) -> None:
        self._random, self._first, self._last = random, first, last
        self._home = random.choice(regions.CODES)
        self.names = Names(random)

    def one(self) -> Person:
        """The next person."""
        random = self._random
        female, born = random.random() < 0.5, _day(random, self._first, self._last)
        district = regions.district(random, self._home)
        name = self.names.bare()
        account = "".join(c for c in name.lower() if c.isalpha())[:14] or "anu"
        began = min(max(born.year + random.randint(19, 34), 1986), 2023)
        # 21 stands for a contract (PPPK) where a month would stand
        entered = 21 if began > 2019 else random.randint(1, 12)
        latitude, longitude = regions.coordinates(random)
        number = random.choice(("", ".", "_")) + str(random.randint(1, 99))
        area = random.choice(("KT", "DA", "B", "L", "AB", "DD", "BK"))
        letters = random.choice("ABCDEFKLMN") + random.choice("ABCDEHKLYZ")
        carrier = random.choice(_CARRIERS.split())
        return Person(
            name=self.names.written(name),
            female=female,
            born=born,
            birthplace=random.choice(regions.TOWNS),
            nik=nik(district, born, female),
            kk=nik(district, _day(random, date(2005, 1, 1), date(2024, 12, 31)), False),
            npwp=_npwp(random),
            nip=f"{born:%Y%m%d}{began}{entered:02}{2 if female else 1}000",
            mobile=f"0{carrier}{_digits(random, random.choice((7, 8, 8, 8)))}",
            email=f"{account}{number}@{random.choice(_MAIL.split())}",
            bank=_bank(random),
            bpjs=f"000{_digits(random, 10)}",
            nisn=f"{born.year % 1000:03}{_digits(random, 7)}",
            record=_digits(random, 6),
            plate=f"{area} {random.randint(1001, 9999)} {letters}",
            passport=f"{random.choice('ABCEX')}{_digits(random, 7)}",
            address=regions.address(random),
            latitude=latitude,
            longitude=longitude,
        )
