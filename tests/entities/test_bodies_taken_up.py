"""Bodies whose names do not say what they are, taken up again by a word for their sort: "the militant group"."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.extraction import extract
from dateline.model import AnnotatedReport
from dateline.resolution import resolve

Annotate = Callable[..., AnnotatedReport]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Hezbollah fired at a port. The group said it had hit two ships.", "Hezbollah"),
        ("Hezbollah fired at a port. The Shiite militant group said it had hit two ships.", "Hezbollah"),
        ("Boko Haram took a town. The militants said they would stay.", "Boko Haram"),
        ("Amnesty International published a list. The rights group said it was long.", "Amnesty International"),
        ("Amnesty International published a list. The militant group said it was long.", "The militant group"),
        # of two that stand together neither; of the people of any, nobody where there are several
        ("Hamas and Islamic Jihad fired at a port. The group said it had hit two ships.", "The group"),
        ("Hamas fired at a port. Hezbollah fired too. The group said it had hit two ships.", "Hezbollah"),
        ("Hamas fired at a port. Hezbollah fired too. The militants said they would stay.", "The militants"),
        ("A group of men came. The group said it would stay.", "A group of men"),
    ],
)
def test_who_the_group_is(annotate: Annotate, text: str, speaker: str) -> None:
    said = [s for s in resolve(extract(annotate(text))).statements if s.cue == "said"]
    assert [s.speaker.name for s in said if s.speaker is not None] == [speaker]
    if speaker.split()[0] not in ("The", "A"):
        assert "of the sort" in said[0].speaker_reason or "the word fits" in said[0].speaker_reason
