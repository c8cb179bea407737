"""Runs dateline on the evaluation sets and writes predictions in their documented forms. Not part of the package.

    python -m evaluation NAME --gold FILE [--out PREDICTIONS] [--no-score]

Nothing of the sets is kept here. Only the input fields of a row are read (see `inputs.Input`); the gold
stays with the scorer.
"""
