"""What each office is reminded of, as issues of the git host: `terbuka ingatkan`.

`needs` finds the facts, `body` words them, `plan` compares them with the issues that are there.
Nothing here knows a host's API: the plan is a file, and a script of bootstrap/ carries it out.
`links` is the only module of the program that asks other computers, and only when it is told to.
"""

from .needs import PROJECT as PROJECT
from .needs import Dead as Dead
from .needs import Due as Due
from .needs import Need as Need
from .needs import needs as needs
from .needs import office_of as office_of
