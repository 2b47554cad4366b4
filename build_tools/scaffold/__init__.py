"""What people start from: `init` writes a portal, `new` a dataset out of a spreadsheet.

Neither ever changes a file that is there. What `init` writes belongs to the adopter; the
program itself comes along as a wheel, so that the portal needs nothing but its own folder
and the packages in its lock file.
"""

from .base import ScaffoldError, known_owner, new_folder, slug
from .begin import new
from .dataset import new_empty, spreadsheet
from .naming import dataset_name, is_time, is_time_only
from .planned import Told, write
from .planning import Plan, PlannedTable, plan
from .portal import Answers, init, readme, shared, shared_names
from .profiled import Begun, new_of_profile
from .writing import marks

__all__ = [
    "Answers",
    "Begun",
    "Plan",
    "PlannedTable",
    "ScaffoldError",
    "Told",
    "dataset_name",
    "init",
    "is_time",
    "is_time_only",
    "known_owner",
    "marks",
    "new",
    "new_empty",
    "new_folder",
    "new_of_profile",
    "plan",
    "readme",
    "shared",
    "shared_names",
    "slug",
    "spreadsheet",
    "write",
]
