"""The nouns that pass between the stages: frozen values, standard library only.

Read this beside `build_tools.pipeline`: what each stage takes and gives is named here, what
people gave in `given`, what the stages make of it in `made`. Terms are those of Data Package v2
(https://datapackage.org/standard/) and of Satu Data Indonesia (Perpres 39/2019).
"""

from .given import (
    FREQUENCIES,
    MAIN_LANGUAGE,
    Agency,
    Category,
    Cell,
    Contact,
    Dataset,
    DataSource,
    Field,
    ForeignKey,
    Licence,
    Measure,
    MissingValue,
    Origin,
    Portal,
    Resource,
    Rule,
    Source,
    Text,
    Topic,
)
from .made import (
    CheckRun,
    ColumnProfile,
    Download,
    HeldBack,
    Omission,
    OutputFile,
    Published,
    Site,
    Table,
    Written,
)

__all__ = [
    "FREQUENCIES",
    "MAIN_LANGUAGE",
    "Agency",
    "Category",
    "Cell",
    "CheckRun",
    "ColumnProfile",
    "Contact",
    "DataSource",
    "Dataset",
    "Download",
    "Field",
    "ForeignKey",
    "HeldBack",
    "Licence",
    "Measure",
    "MissingValue",
    "Omission",
    "Origin",
    "OutputFile",
    "Portal",
    "Published",
    "Resource",
    "Rule",
    "Site",
    "Source",
    "Table",
    "Text",
    "Topic",
    "Written",
]
