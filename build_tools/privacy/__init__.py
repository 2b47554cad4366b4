"""Personal data: how each kind is told, in a text, a cell, a column and a table.

Knows forms and words, no files and no datasets; standard library only, so that it also runs
where little else does (a hook before a commit, a browser). `kinds` is the registry.

text     a running text: what is personal in it, and the text with that masked
headers  what a heading announces           identifiers  whether a cell is what it announces
evidence what a column is by its cells      labels   numbers told by a word before them
forms    what each number is made of        regions  where a NIK begins
numbers  NIK, KK and mobile numbers among digits     names  persons by title, degree, address
fold     a text as people see it
roles, vocabulary   what a heading claims      sample, columns  what its cells bear out
nametokens, addresses, dates, remarks   what a cell looks like
whole    what only the other columns say of one     codes    numbers under headings that say nothing
combine  from columns to verdicts: what is personal in combination
spelling headings as they were meant
Sources: UU 27/2022 (personal data), UU 14/2008 (public information).
"""
