"""What became of a dataset over time, out of git: its versions, its moves, what it promised.

objects    what git keeps under an id, from one process     replay  the main line, step by step
moves      datasets that went to another address            log     the versions of each dataset
messages   what readers may see of a commit's message       stated  what descriptors promised when
rewritten  versions that a rewritten history has lost       takenback    those taken back
gate       whether an old version may go out today          differences  what one changed
numbers    major.minor.patch                                kept         what was worked out before
task       what is to be done for one dataset               one          all of its versions
work       all datasets, in many processes                  gather       the pasts of a portal

What reads tables (gate, differences) is imported only where there is work.
"""

from .gather import Asked, Gathered, addresses, decisions, gather, known_lines

__all__ = ["Asked", "Gathered", "addresses", "decisions", "gather", "known_lines"]
