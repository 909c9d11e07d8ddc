"""Seeded generator of small, executable Python programs for the training corpus."""
