"""What the columns of a found table hold, as far as the cells say it."""

from .asking import answer_key
from .base import Areas, Known, Proposal, ProposedField
from .facts import known
from .proposing import propose

__all__ = ["Areas", "Known", "Proposal", "ProposedField", "answer_key", "known", "propose"]
