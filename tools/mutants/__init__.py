"""Planted defects: how many of them do the tests find? ``python3 build.py test mutants``, told in docs/mutants.md."""
