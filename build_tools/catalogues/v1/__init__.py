"""The portal's own API, version 1: what each of its answers says.

`catalogues.api` gives the files; `schemas` says what stands in each, and the tests hold every
answer of every site against it. An address and a key stay for ever within a version.
"""
