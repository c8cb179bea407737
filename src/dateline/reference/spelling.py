"""How far two spellings of a name are apart, for names that were written in another script first.

A word is read as a row of sounds ("kh", "ou", "dj" are one each), and the difference between two rows is what it costs
to turn one into the other. Turning one romanisation of a sound into another is cheap (q/k/g, ou/u, dh/d, a/e), as are
doubled letters and a silent h; turning it into another sound is dear. "Gaddafi", "Qadhafi" and "Kadafi" are near;
"Jamal" and "Jamil", "Hassan" and "Hussein" are not.

The costs follow the romanisation systems in use (ALA-LC, BGN/PCGN, ISO 9, national ones, press usage), set by hand.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from dateline.reference.folding import fold

_VOWELS = frozenset("aeiouEWAUY")

# Letter groups that write one sound, longest first. Upper case stands for a sound that one small letter cannot write.
_SOUNDS: tuple[tuple[str, str], ...] = (
    (r"(?:iyy?[ae]h?|ie?h|iah|ia|ij?a|ya)$", "Y"),  # -iyah, -iyeh, -ieh, -ia, -iya
    (r"tsch|tch", "C"),
    (r"shch|sch", "S"),
    (r"dzh|dj", "j"),
    (r"ch", "C"),
    (r"sh", "S"),
    (r"zh", "Z"),
    (r"kh", "X"),
    (r"gh", "G"),
    (r"t?th", "T"),
    (r"d?dh", "D"),
    (r"ph", "F"),
    (r"ck|cc|qq", "k"),
    (r"x", "ks"),
    (r"ts|tz", "c"),
    (r"(?:yy|iy|ii|yi|yj|ij)$", "i"),
    (r"(?:ay|ai|ei|ey|aj|ej)", "E"),
    (r"(?:aou|aw(?![aeiou])|au|ao)", "W"),
    (r"(?:yu|iu|(?<=[^aeiou])ju)", "U"),
    (r"(?:yo|io|(?<=[^aeiou])jo)", "o"),
    (r"(?:oo|ou|uw(?![aeiou]))", "u"),
    (r"(?:ee|ie|iy)", "i"),
    (r"(?<=[aeiou])h$", ""),
    (r"off$", "ov"),
    (r"eff$", "ev"),
    (r"y", "i"),
)
_SOUND_RULES = tuple((re.compile(pattern), sound) for pattern, sound in _SOUNDS)
_DOUBLED = re.compile(r"(.)\1+")

_VARIANTS: dict[str, float] = {
    # vowels
    "ae": 0.1, "ei": 0.15, "ou": 0.1, "ao": 0.35, "ai": 0.7, "au": 0.6, "eo": 0.5, "eu": 0.6, "oi": 0.7, "iu": 0.6,
    "Ea": 0.2, "Ee": 0.15, "Ei": 0.15, "EY": 0.4, "Wa": 0.3, "Wo": 0.15, "Wu": 0.2, "Uu": 0.1, "Ui": 0.4,
    "Ya": 0.15, "Ye": 0.15, "Yi": 0.2, "Ai": 0.3,
    # stops and fricatives of the back of the mouth
    "kq": 0.05, "gk": 0.3, "gq": 0.2, "Gg": 0.05, "GX": 0.4, "Gk": 0.35, "Gq": 0.2, "Gr": 0.6, "Xh": 0.15, "Xk": 0.3,
    "Xq": 0.4, "gh": 0.3, "hG": 0.4, "kc": 0.2, "Xg": 0.5,
    # teeth
    "Dd": 0.1, "Dz": 0.15, "Tt": 0.1, "Ts": 0.25, "TD": 0.5, "td": 0.5, "dz": 0.4, "DT": 0.5, "Dt": 0.6,
    "sz": 0.4, "cs": 0.3, "ct": 0.4, "cz": 0.3, "cC": 0.2, "Ss": 0.3, "CS": 0.3, "Zz": 0.25, "SZ": 0.6, "TC": 0.6,
    "tC": 0.5, "cj": 0.2,
    # soft
    "jg": 0.3, "ji": 0.25, "jZ": 0.15, "jC": 0.5, "jh": 0.5, "jz": 0.4, "jX": 0.5, "gd": 0.9,
    # lips
    "vw": 0.05, "bv": 0.5, "bp": 0.4, "fv": 0.3, "Ff": 0.05, "Fp": 0.1, "fp": 0.4, "wu": 0.15, "vu": 0.4, "wo": 0.3,
    "mn": 0.7, "lr": 0.7,
}  # fmt: skip


@cache
def _costs() -> dict[tuple[str, str], float]:
    costs: dict[tuple[str, str], float] = {}
    for pair, cost in _VARIANTS.items():
        costs[pair[0], pair[1]] = costs[pair[1], pair[0]] = cost
    return costs


@lru_cache(maxsize=65536)
def sounds(word: str) -> str:
    """The word as a row of sounds: "Idlibiyeh" → "idlibY", "Qadhafi" → "qaDafi". Blanks and punctuation left out."""
    row = fold(word).replace(" ", "")
    for rule, sound in _SOUND_RULES:
        row = rule.sub(sound, row)
    return _DOUBLED.sub(r"\1", row)


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """A coarse key that spellings of one name share, for finding pairs worth comparing: "Qadhafi" → "kdf"."""
    classes = {"q": "k", "g": "k", "G": "k", "X": "h", "D": "d", "T": "t", "F": "p", "f": "p", "b": "p", "v": "w"}
    classes |= {"S": "s", "C": "s", "c": "s", "z": "s", "Z": "j"}
    row = "".join(classes.get(sound, sound) for sound in sounds(word) if sound not in _VOWELS and sound != "h")
    row = _DOUBLED.sub(r"\1", row)
    return row or sounds(word)[:1]


@lru_cache(maxsize=131072)
def spelling_cost(left: str, right: str) -> float:
    """What it costs to turn one spelling into the other: 0 for the same sounds, about 1 for one other sound."""
    a, b = sounds(left), sounds(right)
    if a == b:
        return 0.0
    if Levenshtein.distance(a, b) > max(3, max(len(a), len(b)) // 2):
        return float(max(len(a), len(b)))
    skips = [_skip(b, j) for j in range(len(b))]
    above = [0.0]
    for skip in skips:
        above.append(above[-1] + skip)
    for i, sound in enumerate(a):
        skip_a = _skip(a, i)
        row = [above[0] + skip_a]
        for j, other in enumerate(b):
            row.append(min(above[j] + _turn(sound, other), above[j + 1] + skip_a, row[j] + skips[j]))
        above = row
    return round(above[-1], 3)


def _turn(sound: str, other: str) -> float:
    """Cost of one sound for another."""
    if sound == other:
        return 0.0
    default = 0.8 if sound in _VOWELS and other in _VOWELS else 1.0
    return _costs().get((sound, other), default)


def _skip(row: str, at: int) -> float:
    """Cost of a sound that the other spelling does not write."""
    sound = row[at]
    before, after = row[at - 1] if at else "", row[at + 1] if at + 1 < len(row) else ""
    if sound == "h":
        return 0.2 if at else 0.6
    if sound in "ijw" and (before in _VOWELS or after in _VOWELS):
        return 0.25
    if sound == "r" and before in ("a", "o") and after and after not in _VOWELS:
        return 0.45  # non-rhotic romanisation of a long vowel: "Charn", "Chan"
    if sound in _VOWELS:
        if before in _VOWELS or after in _VOWELS:
            return 0.3
        return 0.7 if at == 0 else 0.4 if not after and sound == "e" else 0.55
    return 1.0


def spelling_match(left: str, right: str) -> float:
    """From 1 (the same sounds) to 0. 0.9 and above: one name in two spellings; 0.8 to 0.9: may be.

    The longer the names, the more they may differ: the cost is set against the number of sounds.
    """
    a, b = sounds(left), sounds(right)
    if min(len(a), len(b)) <= 2:
        return 1.0 if a == b else 0.0
    return max(0.0, 1.0 - spelling_cost(left, right) / max(len(a), len(b)))
