"""Metadata without YAML: spreadsheets in which people describe datasets and columns.

`dictionary` and `described` read what stands beside a table in its own workbook; `workbook` and
`plan` take the descriptors of many datasets out and back in.

labels     properties and their headings       cells      cells as texts, formulas told apart
convert    texts to values, and back           dictionary, described   `kamus` and `metadata`
gathered   the descriptors as written          export, sheets, imports, changing   out and in
edit       values set in YAML or JSON in place (pairs, lists, scalars)
schema     the JSON Schema of a descriptor, for editors
"""
