"""Personal data: how each kind is told, in a text, a cell, a column and a table.

Knows forms and words, no files and no datasets; standard library only, so that it also runs
where little else does (a hook before a commit, a browser). `kinds` is the registry.

text     a running text: what is personal in it, and the text with that masked
numbers  NIK, KK and mobile numbers among digits     names  persons by title, degree, address
fold     a text as people see it
Sources: UU 27/2022 (personal data), UU 14/2008 (public information).
"""
