"""Whether data came when it was promised: how a dataset stands, and what became of each promise.

The promise is `sdi:terbitBerikutnya`, or else the frequency counted from the newest data. What
is released once or as the occasion arises promises nothing and is never late.
"""

from .coming import Release, coming
from .days import NEVER
from .promises import promises
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
    "Release",
    "coming",
    "freshness",
    "in_site",
    "promises",
    "tally",
]
