"""How fast the portal is built, against floors and peers, and what its privacy gate finds.

Made-up rows only: ``make bench``. Of all this, only `people` is asked by the tests.
"""
