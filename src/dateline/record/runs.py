"""What a run is made with."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Run:
    """An execution under way. code: mark of the code behind the version."""

    id: str
    version: str
    model: str
    lists: tuple[tuple[str, str], ...]
    code: str = ""

    @property
    def made_by(self) -> str:
        """A mark of what its readings depend on besides their reports; a reading with another one is made again."""
        everything = json.dumps([self.version, self.code, self.model, self.lists])
        return f"{self.version}-{sha256(everything.encode()).hexdigest()[:16]}"
