"""What speaks for each place that a name may mean, and the scores that follow; all names of a report together."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from dateline.reference.gazetteer import GazetteerPlace
from dateline.resolution.place_scene import Name, Scene

ROUNDS = 3
NEAR_KM = 150.0
_REACH = 12.0  # degrees of latitude, 1300 km: what is farther adds less than a six thousandth
_PRIOR = 1.5  # steepness of the prior over importance, for the weight of a name's own countries as cues
_KM_PER_DEGREE = 111.2
_EARTH_KM = 6371.0

# Log odds per unit, fitted by conditional logistic regression on the public geoparsing sets that the evaluation package
# runs (LGL and GeoVirus, development parts) and rounded; what the text says outright (inside, outside) counts more than
# was fitted.
WEIGHTS: dict[str, float] = {
    "importance": 1.1,
    "other name": -0.9,
    "country": 3.5,
    "division": 4.6,
    "near": 2.9,
    "inside": 2.5,
    "outside": -2.5,
}


@dataclass
class Scored:
    """A candidate with its evidence. near: importance-weighted share of other places within NEAR_KM or so.

    point: where it is, if that is a point. said: what the text says outright, the same in each round.
    """

    place: GazetteerPlace
    point: tuple[float, float, float] | None
    said: dict[str, float]
    features: dict[str, float] = field(default_factory=dict)
    score: float = 0.0

    @cached_property
    def reason(self) -> str:
        """What spoke for and against it, the heaviest first; read once the scores stand."""
        parts = sorted(((WEIGHTS[k] * v, k) for k, v in self.features.items() if k != "importance"), reverse=True)
        told = [f"{_WORDS[k]} {w:+.1f}" for w, k in parts if abs(w) >= 0.3]
        counted = self.place.population and self.place.id.startswith("geonames:")  # else a weight of our own
        size = f"population {self.place.population}" if counted else self.place.kind
        return ", ".join([size, *told])


_WORDS = {
    "country": "country named or implied in the report",
    "division": "division named or implied in the report",
    "near": "other places close by",
    "inside": "said to lie there",
    "outside": "said to lie elsewhere",
    "other name": "another of its names",
}


def score_names(scene: Scene) -> dict[str, list[Scored]]:
    """Candidates of every name, best first. Each round weighs places by where the round before put the others."""
    scored = {key: _unscored(scene, name) for key, name in scene.names.items()}
    belief = {key: _prior(name) for key, name in scene.names.items()}
    for _ in range(ROUNDS):
        cues = _Cues(scene, belief, scored)
        for key, candidates in scored.items():
            cues.weigh(key, candidates)
        belief = {key: _softmax([c.score for c in candidates]) for key, candidates in scored.items()}
    return {key: sorted(c, key=lambda x: (-x.score, x.place.id)) for key, c in scored.items()}


def _unscored(scene: Scene, name: Name) -> list[Scored]:
    """The candidates of a name, with what is the same in each round."""
    contained = [o for o in name.occurrences if scene.occurrences[o].container is not None]
    return [Scored(place, _point(place), _said(scene, contained, place)) for place in name.candidates]


def _prior(name: Name) -> list[float]:
    return _softmax([_PRIOR * p.importance for p in name.candidates])


def _softmax(values: list[float]) -> list[float]:
    if not values:
        return []
    top = max(values)
    exps = [math.exp(v - top) for v in values]
    total = sum(exps)
    return [e / total for e in exps]


class _Cues:
    """How strongly the report points to each country and division, and where its places are believed to be."""

    def __init__(self, scene: Scene, belief: Mapping[str, list[float]], scored: Mapping[str, Sequence[Scored]]) -> None:
        """belief: of each name, how likely each of its candidates is, in their order."""
        self.countries: dict[str, float] = defaultdict(float, scene.nationalities)
        self.divisions: dict[str, float] = defaultdict(float)
        self.own: dict[str, tuple[dict[str, float], dict[str, float]]] = {}
        self.without: dict[str, tuple[float, float]] = {}  # name → weight of what others point to, plus one
        self.points: dict[str, tuple[float, tuple[float, float, float], float]] = {}  # name → latitude, point, weight
        for key, name in scene.names.items():
            countries: dict[str, float] = defaultdict(float)
            divisions: dict[str, float] = defaultdict(float)
            name_weight = name.weight
            for place, share in zip(name.candidates, belief[key], strict=True):
                if place.country:
                    countries[place.country] += share * name_weight
                if place.admin1:
                    divisions[place.admin1] += share * name_weight * (1.5 if place.kind == "admin1" else 1.0)
            for code, weight in countries.items():
                self.countries[code] += weight
            for code, weight in divisions.items():
                self.divisions[code] += weight
            self.own[key] = (countries, divisions)
            self._add_point(key, name_weight, belief[key], scored[key])
        country_total, division_total = sum(self.countries.values()), sum(self.divisions.values())
        for key, (countries, divisions) in self.own.items():
            others = country_total - sum(countries.values()), division_total - sum(divisions.values())
            self.without[key] = others[0] + 1.0, others[1] + 1.0
        self.point_total = sum([weight for _, _, weight in self.points.values()])
        self.by_latitude = sorted([(lat, key, point, weight) for key, (lat, point, weight) in self.points.items()])
        self.latitudes = [point[0] for point in self.by_latitude]

    def _add_point(self, key: str, weight: float, belief: list[float], candidates: Sequence[Scored]) -> None:
        if not belief:
            return
        at = belief.index(max(belief))
        point, latitude = candidates[at].point, candidates[at].place.lat
        if point is not None and latitude is not None:
            self.points[key] = (latitude, point, belief[at] * weight)

    def weigh(self, key: str, candidates: Sequence[Scored]) -> None:
        """Give the candidates of a name their evidence, each between 0 and 1 but for the importance, and the score.

        Shares are of the report's pointers to countries, divisions and points, those of the name itself left out.
        """
        own_countries, own_divisions = self.own[key]
        to_countries, to_divisions = self.without[key]
        to_points = self.point_total - (self.points[key][2] if key in self.points else 0.0) + 1.0
        for candidate in candidates:
            place = candidate.place
            country, division = place.country or "", place.admin1 or ""
            share = (self.countries.get(country, 0.0) - own_countries.get(country, 0.0)) / to_countries
            found = {"importance": place.importance, "country": share}
            if place.rank:
                found["other name"] = 1.0
            if place.kind != "country":
                share = self.divisions.get(division, 0.0) - own_divisions.get(division, 0.0)
                found["division"] = share / to_divisions
            if candidate.point is not None and place.lat is not None:
                found["near"] = self._near(key, place.lat, candidate.point) / to_points
            found.update(candidate.said)
            candidate.features = found
            candidate.score = sum([WEIGHTS[k] * v for k, v in found.items()])

    def _near(self, key: str, lat: float, here: tuple[float, float, float]) -> float:
        """Weight of the other places that are close to a point (`_on_sphere`) at that latitude."""
        first = bisect_left(self.latitudes, lat - _REACH)
        last = bisect_right(self.latitudes, lat + _REACH)
        near = 0.0
        for _, other, point, weight in self.by_latitude[first:last]:
            if other != key:
                near += weight * math.exp(-math.dist(here, point))
        return near


def _on_sphere(lat: float, lon: float) -> tuple[float, float, float]:
    """The point on a globe whose radius is measured in NEAR_KM: straight distances, true enough below 2000 km."""
    up, round_ = math.radians(lat), math.radians(lon)
    radius = _EARTH_KM / NEAR_KM
    return radius * math.cos(up) * math.cos(round_), radius * math.cos(up) * math.sin(round_), radius * math.sin(up)


def _point(place: GazetteerPlace) -> tuple[float, float, float] | None:
    if place.lat is None or place.lon is None or place.kind == "continent":
        return None
    return _on_sphere(place.lat, place.lon)


def _said(scene: Scene, contained: Sequence[int], place: GazetteerPlace) -> dict[str, float]:
    """What the text says of where the name's occurrences lie, as evidence for the place."""
    inside = [fits for o in contained if (fits := fits_container(scene, o, place)) is not None]
    if not inside:
        return {}
    return {"inside": inside.count(True) / len(inside), "outside": inside.count(False) / len(inside)}


def fits_container(scene: Scene, occurrence: int, place: GazetteerPlace) -> bool | None:
    """Whether the place lies in what the text says it lies in; None when nothing is said."""
    container = scene.occurrences[occurrence].container
    if container is None or not scene.name(container).candidates:
        return None
    return any(lies_in(place, outer) for outer in scene.name(container).candidates[:8])


def lies_in(place: GazetteerPlace, outer: GazetteerPlace) -> bool:
    """Whether the gazetteer has `place` within `outer`: same country or division, or close to a region or town."""
    if place.id == outer.id or place.kind == "country":
        return False
    if outer.kind == "country":
        return place.country == outer.country
    if place.lat is None or place.lon is None or outer.lat is None or outer.lon is None:
        return False
    km = distance_km(place.lat, place.lon, outer.lat, outer.lon)
    if outer.kind == "admin1" and outer.rank == 0 and place.admin1 is not None:
        within = place.admin1 == outer.admin1 and place.kind != "admin1"
        return within or (km < 60 and place.country == outer.country)
    if outer.kind == "admin2":
        return place.admin1 == outer.admin1 and place.kind not in ("admin1", "admin2") and km < 80
    if outer.kind in ("region", "continent", "admin1"):
        return km < 400 and (not outer.country or place.country == outer.country)
    return outer.kind == "city" and km < 40 and place.population < outer.population


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Distance in kilometres on a plane through the middle latitude: close enough below a few thousand."""
    dlon = abs(lon1 - lon2)
    x = min(dlon, 360.0 - dlon) * math.cos(math.radians((lat1 + lat2) / 2))
    return _KM_PER_DEGREE * math.hypot(lat1 - lat2, x)


def is_of_kind(place: GazetteerPlace, hint: str) -> bool:
    """Whether the place is what the noun beside its name says: "admin", "city", "water", "site"."""
    if hint == "admin":
        return place.kind in ("admin1", "admin2", "region")
    if hint == "city":
        return place.kind in ("city", "admin2")
    return place.kind == hint
