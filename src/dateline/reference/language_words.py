"""Words that tell which language a text is written in, from the list `language_words.tsv`."""

from __future__ import annotations

from functools import cache

from dateline.reference.tables import read_table


@cache
def language_words() -> dict[str, str]:
    """Telling word, in lower case → ISO 639-1 code of its language."""
    return {word: row["language"] for row in read_table("language_words.tsv").rows for word in row["words"].split()}


@cache
def language_names() -> dict[str, str]:
    """ISO 639-1 code → English name, of the languages of the list."""
    return {row["language"]: row["name"] for row in read_table("language_words.tsv").rows}
