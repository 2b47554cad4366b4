"""How fast the portal is built, against floors and peers: ``make bench``.

Made-up rows only, and never part of the tests.
"""
