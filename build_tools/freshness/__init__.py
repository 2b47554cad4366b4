"""Whether data came when it was promised: how a dataset stands, and what became of each promise.

The promise is `sdi:terbitBerikutnya`, or else the frequency counted from the newest data. What
is released once or as the occasion arises promises nothing and is never late.
"""

from .coming import Release, coming
from .days import NEVER
from .promises import is_owed, promises, standing
from .record import Record, Tally, owned, records, tallied, tallies
from .states import (
    ENDED,
    LATE,
    NOW_AND_THEN,
    ON_TIME,
    ONCE,
    SOON,
    STATES,
    UNKNOWN,
    UP_TO_DATE,
    Freshness,
    freshness,
    in_site,
    tally,
)
from .unmatched import unmatched

__all__ = [
    "ENDED",
    "LATE",
    "NEVER",
    "NOW_AND_THEN",
    "ONCE",
    "ON_TIME",
    "SOON",
    "STATES",
    "UNKNOWN",
    "UP_TO_DATE",
    "Freshness",
    "Record",
    "Release",
    "Tally",
    "coming",
    "freshness",
    "in_site",
    "is_owed",
    "owned",
    "promises",
    "records",
    "standing",
    "tallied",
    "tallies",
    "tally",
    "unmatched",
]
