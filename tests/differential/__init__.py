"""Our engine against frictionless alone: same verdict, same errors, same values.

`table` is what is compared, `theirs` runs frictionless, `ours` the engine, `compare` holds one
against the other; `cells` and `tables` make tables, `fixtures` finds those that frictionless
publishes. `trial` does it for the files of a folder: ``make trial DIR=…``.
"""
