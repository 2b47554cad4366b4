"""Publish open data of a local government from git to a static site."""
