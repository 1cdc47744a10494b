"""Small random scenarios: mixed ground, hexsides of every kind, every class of unit, depots, waves, events, weather.

`scenario(pick)` draws one with `pick`, a `random.Random` (so a number gives it again) or hypothesis' own, which can
shrink it. Red attacks from the left and moves first, blue defends the right; they begin in contact.
"""

import json
from random import Random
from typing import Any

from game import hexgrid
from game.engine import Engine
from game.scenario.model import Scenario, half_day, half_day_text
from tests.positions import KINDS, LEGEND, TERRAIN

GROUND = "....==~^^^tt#xR"
HEIGHTS = {"^": 1}
SIDES = ("red", "blue")
MORE_KINDS: dict[str, Any] = {
    "clerks": {"class": "service", "name": "Clerks", "men": 600, "quality": 70, "rates": [48, 24, 10, 4]},
    "regulars": {"class": "infantry", "name": "Regulars", "men": 900, "quality": 110, "night_trained": True},
    "field-guns": {
        "class": "guns", "name": "Field guns", "men": 150, "tubes": 12, "weight": 8, "range_hexes": 25,
        "move": "wheels", "points": 6, "calibre": "mm105", "shells_full": 3, "rates": [0, 0, 0, 0],
    },
    "bazookas": {
        "class": "guns", "name": "Bazookas", "men": 60, "tubes": 3, "weight": 1, "range_hexes": 2, "direct": True,
        "calibre": "rockets", "rates": [0, 0, 0, 0],
    },
    "fortress": {
        "class": "guns", "name": "Fortress guns", "men": 80, "tubes": 2, "weight": 14, "range_hexes": 40,
        "move": "none", "calibre": "mm150", "rates": [0, 0, 0, 0],
    },
}  # fmt: skip
ALL_KINDS = KINDS | MORE_KINDS
COMBAT = [name for name, kind in ALL_KINDS.items() if kind["class"] in ("infantry", "service")]
SUPPORT = [name for name in ALL_KINDS if name not in COMBAT]
CALIBRES = ["mm75", "mm82", "mm105", "mm150", "rockets"]
WEATHERS = ["clear", "cloud", "rain", "storm"]


def scenario(pick: Random) -> Scenario:
    """A valid scenario of four to nine turns, with at most eight units on the map a side."""
    return Scenario.model_validate_json(json.dumps(Drawing(pick).data()))


def engine(number: int, kind: type[Engine] = Engine) -> Engine:
    """Generated scenario `number`, ready to be played; its dice have the same number."""
    return kind(scenario(Random(number)), number)


class Drawing:
    """One scenario being drawn."""

    def __init__(self, pick: Random) -> None:
        self.pick = pick
        self.cols, self.rows = pick.randint(4, 9), pick.randint(4, 9)
        self.map = [[pick.choice(GROUND) for _ in range(self.cols)] for _ in range(self.rows)]
        for row in range(self.rows):  # nobody is shut out: both ends of the map can be entered
            for col in (0, self.cols - 1):
                self.map[row][col] = pick.choice(".=^#")
        self.start = half_day("1944-06-28 day") + pick.randint(0, 1)
        self.turns = pick.randint(4, 9)
        self.taken: dict[str, set[tuple[int, int]]] = {"combat": set(), "support": set()}
        self.units: list[dict[str, Any]] = []
        self.waves: list[dict[str, Any]] = []

    def chance(self, percent: int) -> bool:
        return self.pick.randint(1, 100) <= percent

    def date(self, turn: int) -> str:
        return half_day_text(self.start + turn - 1)

    def some_date(self) -> str:
        return self.date(self.pick.randint(1, self.turns))

    def some_hex(self) -> str:
        return self.text(self.pick.randrange(self.cols), self.pick.randrange(self.rows))

    def text(self, col: int, row: int) -> str:
        return f"{col + 1:02}{row + 1:02}"

    def data(self) -> dict[str, Any]:
        for side in SIDES:
            self.muster(side)
            self.reinforce(side)
        places = self.places()
        events = self.events(list(places))
        return {
            "format": 1, "id": "test/generated", "title": "Generated", "first_side": "red",
            "calendar": {"start": self.date(1), "end": self.date(self.turns)},
            "rules": {"randomness": self.pick.choice(["standard", "reduced", "expected"])},
            "sides": {side: self.side(side) for side in SIDES},
            "terrain": TERRAIN, "kinds": ALL_KINDS,
            "map": {
                "grid": {"size": [self.cols, self.rows]}, "legend": LEGEND,
                "rows": "\n".join("".join(row) for row in self.map),
                "edges": self.edges(), "lines": self.lines(), "works": self.works(), "places": places,
                "entries": {side: self.ends(side, 2) for side in SIDES},
            },
            "formations": [self.formation(side) for side in SIDES],
            "units": self.units, "waves": self.waves, "depots": [self.depot(side) for side in SIDES], "events": events,
            "weather": [
                {"from": self.date(turn), "is": self.pick.choice(WEATHERS)}
                for turn in range(1, self.turns + 1) if self.chance(40)
            ],
            "victory": self.victory(list(places)),
        }  # fmt: skip

    # ------------------------------------------------------------ sides and forces

    def side(self, side: str) -> dict[str, Any]:
        attacker = side == "red"
        donts = [dont for dont in ("see", "aim", "kill") if self.chance(20 if attacker else 60)]
        half = [self.text(col, row) for col in range(self.cols // 2) for row in range(self.rows)]
        return {
            "role": "attacker" if attacker else "defender", "name": side.title(), "dont": donts,
            "control": half if attacker else "rest",
            "ration": self.pick.choice(["full", "half", "hoard"]),
            "wounded": {"return": 300, "die": 0} if attacker else {"return": 200, "die": 300},
            "sorties": [{"from": self.date(1), "sorties": self.pick.randint(0, 4)}],
            "pool": [
                {"from": self.some_date(), "men": self.pick.randint(1, 200), "every_turns": self.pick.randint(0, 2)}
            ],
        }  # fmt: skip

    def formation(self, side: str) -> dict[str, Any]:
        head = next((unit["id"] for unit in self.units if unit["id"] == f"{side}-0"), None)
        return {"id": side, "side": side, "name": side.title()} | ({"hq": head} if head else {})

    def muster(self, side: str) -> None:
        """Units on the map: a headquarters perhaps, then combat and support units of any kind."""
        kinds = ["headquarters"] if self.chance(60) else ["battalion"]
        kinds += [self.pick.choice(COMBAT) for _ in range(self.pick.randint(1, 4))]
        kinds += [self.pick.choice(SUPPORT) for _ in range(self.pick.randint(0, 3))]
        for kind in kinds:
            at = self.room(side, kind)
            if at is None and not any(unit["formation"] == side for unit in self.units):
                at = (0 if side == "red" else self.cols - 1, 0)  # each side has somebody
                self.taken["combat" if kind in COMBAT else "support"].add(at)
            if at is not None:
                self.units.append(self.unit(side, kind) | {"at": self.text(*at)})

    def room(self, side: str, kind: str) -> tuple[int, int] | None:
        """A hex where the unit may stand, and no enemy does."""
        slot = "combat" if kind in COMBAT else "support"
        middle = self.cols // 2
        columns = range(middle + 1) if side == "red" else range(middle, self.cols)
        closed = "R~=^tx" if ALL_KINDS[kind].get("move") == "wheels" else "R"
        enemy = {
            (int(u["at"][:2]) - 1, int(u["at"][2:]) - 1) for u in self.units if "at" in u and u["formation"] != side
        }
        free = [
            (col, row) for col in columns for row in range(self.rows)
            if self.map[row][col] not in closed and (col, row) not in self.taken[slot] | enemy
        ]  # fmt: skip
        if not free:
            return None
        at = self.pick.choice(free)
        self.taken[slot].add(at)
        return at

    def unit(self, side: str, kind: str) -> dict[str, Any]:
        most = ALL_KINDS[kind]["men"]
        number = sum(unit["formation"] == side for unit in self.units)
        return {
            "id": f"{side}-{number}", "kind": kind, "formation": side,
            "men": self.pick.choice([most, self.pick.randint(1, most), max(1, most // 8)]),
            "cohesion": self.pick.choice([85, 60, 30, 10]), "fatigue": self.pick.choice([0, 0, 50, 95]),
            "ammo": self.pick.randint(0, 6), "grenades": self.pick.randint(0, 3) if kind in COMBAT else 0,
            "shells": self.pick.randint(0, 4) if "calibre" in ALL_KINDS[kind] else 0,
        }  # fmt: skip

    def reinforce(self, side: str) -> None:
        """Waves of every sort: dated, held, on an event; by chance and late."""
        sorts = ["dated", "held", "event"]
        for n in range(self.pick.randint(0, 2)):
            sort = self.pick.choice(sorts)
            comers = [self.unit(side, self.pick.choice(COMBAT + SUPPORT[:2]))]
            self.units += comers
            arrives: Any = {"dated": self.some_date(), "held": {"held": {"cost": 3}}, "event": "event"}[sort]
            self.waves.append(
                {
                    "id": f"{side}-wave-{n}", "side": side, "units": [unit["id"] for unit in comers], "entry": side,
                    "arrives": arrives, "chance": self.pick.choice([100, 100, 50]),
                    "delay": self.pick.choice([None, {"chance": 50, "turns": 1}]),
                }
            )  # fmt: skip

    def depot(self, side: str) -> dict[str, Any]:
        return {
            "id": f"{side}-depot", "side": side, "at": self.ends(side, 1)[0], "fires": self.pick.randint(0, 20),
            "grenades": self.pick.randint(0, 8), "food": self.pick.randint(0, 6),
            "shells": {calibre: self.pick.randint(0, 5) for calibre in CALIBRES},
        }  # fmt: skip

    def ends(self, side: str, count: int) -> list[str]:
        """Hexes of the side's own end of the map."""
        col = 0 if side == "red" else self.cols - 1
        return [self.text(col, row) for row in self.pick.sample(range(self.rows), count)]

    # ------------------------------------------------------------ ground

    def edges(self) -> dict[str, Any]:
        """Features of hexsides, at most one on each; a cliff only below higher ground."""
        found: dict[str, list[str]] = {name: [] for name in ("cliff", "river", "embankment", "obstacle", "bridge")}
        for h in range(self.cols * self.rows):
            for direction in range(3):
                beyond = hexgrid.neighbour(h, direction, self.cols, self.rows)
                if beyond < 0 or not self.chance(45):
                    continue
                rise = self.height(h) - self.height(beyond)
                if rise:
                    top, side = (h, direction) if rise > 0 else (beyond, hexgrid.OPPOSITE[direction])
                    found["cliff"].append(self.edge(top, side))
                    continue
                kind = self.pick.choice(["river", "embankment", "obstacle", None, None])
                if kind:
                    found[kind].append(self.edge(h, direction))
                if kind == "river" and self.chance(40):
                    found["bridge"].append(self.edge(h, direction))
        edges: dict[str, Any] = {kind: [{"at": at}] for kind, at in found.items() if at}
        for bridge in edges.get("bridge", []):
            bridge["state"] = self.pick.choice(["whole", "blown"])
        return edges

    def edge(self, h: int, direction: int) -> str:
        return f"{self.text(h % self.cols, h // self.cols)}/{hexgrid.DIRECTIONS[direction]}"

    def height(self, h: int) -> int:
        return HEIGHTS.get(self.map[h // self.cols][h % self.cols], 0)

    def lines(self) -> dict[str, Any]:
        """Roads, railways and streams down columns, water or not; ferries and bridges over water hexes."""
        lines: dict[str, Any] = {}
        for kind in ("road", "railway", "stream"):
            if self.chance(50):
                col = self.pick.randrange(self.cols)
                lines[kind] = [{"through": [self.text(col, 0), self.text(col, self.rows - 1)]}]
        used: set[str] = set()
        for col in range(self.cols):
            for row in range(1, self.rows - 1):
                banks = [self.text(col, row - 1), self.text(col, row + 1)]
                here = [self.map[r][col] == "R" for r in (row - 1, row, row + 1)]
                if here == [False, True, False] and self.chance(60) and not used & set(banks):
                    used |= set(banks)
                    kind = self.pick.choice(["ferry", "bridge"])
                    state = {"state": self.pick.choice(["whole", "blown"])} if kind == "bridge" else {}
                    lines.setdefault(kind, []).append({"through": banks} | state)
        return lines

    def works(self) -> dict[str, list[str]]:
        levels = ("foxholes", "trenches", "pillboxes", "bunkers")
        dug: dict[str, list[str]] = {}
        for unit in self.units:
            digs = "at" in unit and self.chance(70 if unit["formation"] == "blue" else 15)
            if digs and all(unit["at"] not in hexes for hexes in dug.values()):
                dug.setdefault(self.pick.choice(levels), []).append(unit["at"])
        return dug

    def places(self) -> dict[str, Any]:
        return {
            f"place-{n}": {
                "at": [self.text(col, row + k) for k in range(size)] if size > 1 else self.text(col, row),
                "name": f"Place {n}",
            }
            for n, size in enumerate(self.pick.choice([[1, 1], [1, 2, 1], [3, 1]]))
            for col in [n * (self.cols - 1) // 2] for row in [self.pick.randint(0, self.rows - size)]
        }  # fmt: skip

    # ------------------------------------------------------------ events, victory

    def events(self, places: list[str]) -> list[dict[str, Any]]:
        events = [self.event(n, places) for n in range(self.pick.randint(0, 4))]
        for wave in self.waves:
            if wave["arrives"] == "event":
                effect = {"wave": wave["id"]}
                events.append({"id": f"calls-{wave['id']}", "when": {"date": self.some_date()}, "do": [effect]})
        return events

    def event(self, n: int, places: list[str]) -> dict[str, Any]:
        side, place = self.pick.choice(SIDES), self.pick.choice(places)
        when = self.pick.choice(
            [
                {"date": self.some_date()}, {"chance": 300}, {"losses": {"side": side, "over": 50}},
                {"taken": {"side": side, "place": place}}, {"held": {"side": side, "place": place, "turns": 1}},
            ]
        )  # fmt: skip
        effects = [self.effect() for _ in range(self.pick.randint(1, 3))]
        if self.chance(30):
            options = [{"id": name, "text": name, "do": [self.effect()]} for name in ("one", "two")]
            effects.append({"choice": options})
        return {"id": f"event-{n}", "side": side, "when": when, "do": effects, "once": self.chance(60)}

    def effect(self) -> dict[str, Any]:
        pick, side = self.pick, self.pick.choice(SIDES)
        stock = {
            "side": side,
            "depot": f"{side}-depot",
            "shells": {calibre: pick.randint(-3, 6) for calibre in CALIBRES},
        }
        for store in ("fires", "grenades", "food"):
            stock[store] = pick.randint(-5, 10)
        dry = [self.text(c, r) for c in range(self.cols) for r in range(self.rows) if self.map[r][c] != "R"]
        effects: list[dict[str, Any]] = [
            {"message": "News"},
            {"stock": stock | {"air_drop": self.chance(40), "convoy": self.chance(40)}},
            {"sorties": {"side": side, "sorties": pick.randint(-2, 3), "days": pick.randint(1, 3)}},
            {"weather": {"is": pick.choice(WEATHERS), "turns": pick.randint(1, 3)}},
            {"cohesion": {"side": side, "by": pick.randint(-60, 60)}},
            {"points": {"side": side, "by": pick.randint(-9, 9)}},
            {"pool": {"side": side, "men": pick.randint(0, 200)}},
            {"terrain": {"at": pick.sample(dry, 2), "to": pick.choice([None, "rubble", "marsh"]), "burns": True}},
            {"works": {"at": pick.sample(dry, 2), "to": pick.choice(["none", "trenches", "bunkers"])}},
            {"crossing": {"at": self.some_hex(), "state": pick.choice(["whole", "blown"])}},
            {"offer_terms": "blue"},
        ]
        return pick.choice(effects)

    def victory(self, places: list[str]) -> dict[str, Any]:
        worth = {side: {"daily": self.pick.randint(0, 3), "first": 5, "final": 7} for side in SIDES}
        fall = {"core": places, "held": len(places), "or_fit_below": self.pick.choice([0, 200]), "points": 50}
        fall |= {"terms_points": 30, "terms_fit_below": 500}
        return {
            "places": dict.fromkeys(places, worth), "days": {"blue": [{"from": self.date(1), "points": 2}]},
            "losses": {side: {"points": 1, "per": 40} for side in SIDES},
            "levels": [{"id": "all", "for": "none"}],
        } | ({"fall": fall} if self.chance(60) else {})  # fmt: skip
