"""What is wrong with the computer and not with the data: a disk that is full or read-only.

A dataset cannot help it, and the site must not go out without one for that reason: such an error
ends the run, and the live site stays as it was.
"""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

#: Disk full, quota used up, file too large for the disk, read-only, broken, too many files open.
_ALWAYS = {
    getattr(errno, name, -1)
    for name in ("ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EIO", "EMFILE", "ENFILE")
}
#: How a traceback ends that says so, maybe with the file it is about.
_TOLD = re.compile(r"\[Errno (\d+)\] [^:\n]*(?:: '([^'\n]+)')?(?: -> '([^'\n]+)')?")
#: A matter of rights: of the computer only where this program writes.
_RIGHTS = {errno.EACCES, errno.EPERM, errno.ENOTDIR, errno.EEXIST, errno.EISDIR}


def of_computer(problem: BaseException, written: Path) -> bool:
    """Whether an error is the computer's; ``written``: the folder that this program writes in."""
    if not isinstance(problem, OSError) or problem.errno is None:
        return False
    if problem.errno in _ALWAYS:
        return True
    places = (problem.filename, problem.filename2)
    within = any(isinstance(place, str) and _in(place, written) for place in places)
    return problem.errno in _RIGHTS and within


def told(said: str) -> OSError | None:
    """The error of the computer that another program's output ends with; none: it ends otherwise.

    A program that is run says why it failed in words alone: a traceback, the last of it counts.
    """
    for number, place, to in reversed(_TOLD.findall(said)):
        if int(number) in _ALWAYS:
            return OSError(int(number), os.strerror(int(number)), *filter(None, [to or place]))
    return None


def _in(place: str, folder: Path) -> bool:
    return Path(place).absolute().is_relative_to(folder.absolute())
