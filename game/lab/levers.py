"""Levers: single things of a scenario made more or less, each as `changes:` text that a modder could have written.

`balance` pulls each a little to see what it moves (sensitivity.py), and looks for the pull that mends an imbalance
(suggest.py). What is played is always the scenario with the text applied, so that the text is what was tried.
"""

import copy
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

import yaml

from game.scenario.model import HeldWave, Scenario, half_day, half_day_text

Change = dict[str, Any]
RULES = {  # numbers of the rules that every calibration reaches for first, in words
    "wear_per_level": "wear that takes a level off works",
    "bombard_loss_permille": "men that shells cost",
    "bombard_suppression_permille": "suppression by shells",
    "siege_near_permille": "daily losses near the enemy",
    "no_grenades_percent": "close combat without grenades",
    "cohesion_close": "cohesion back at the close",
}
TOO_MUCH = 1.3  # times a full ration
SCALE = (-60, 150)  # per cent, how far a suggestion may go
DAY = 2  # half days


class Lever(NamedTuple):
    """One thing that can be made more or less."""

    id: str
    words: str  # with {} for the amount
    unit: str  # "%" or "days" or "" for a number
    trial: int  # the amount by which its weight is tried
    bounds: tuple[int, int]  # of a suggestion; (0, 0): never suggested
    make: Callable[[int], list[Change]]  # amount -> changes; none if they would change nothing

    def text(self, amount: int) -> str:
        """The changes as YAML, one a line; empty if nothing would change."""
        return render(self.make(amount))

    def label(self, amount: int) -> str:
        """`+10 % shells of japan`, `wave 58th-division 1 day later`."""
        if self.unit == "days":
            half = abs(amount)
            days = f"{half // 2} day{'s' if half > 3 else ''}" if half % 2 == 0 else f"{half / 2:.1f} days"
            return self.words.format(f"{days} {'later' if amount > 0 else 'earlier'}")
        return self.words.format(f"{amount:+d} %" if self.unit == "%" else f"{amount:+d}")


def render(changes: Iterable[Change]) -> str:
    """A list as under `changes:`, one entry a line."""
    lines = []
    for change in changes:
        text = yaml.safe_dump(change, default_flow_style=True, sort_keys=False, allow_unicode=True, width=1 << 20)
        lines.append(f"- {text.strip()}\n")
    return "".join(lines)


def levers(scenario: Scenario, merged: dict[str, Any]) -> list[Lever]:
    """Every lever that this scenario has."""
    found = []
    for side in scenario.sides:
        found += _Forces(scenario, merged, side).levers()
    found += _of_waves(scenario)
    found += _of_rules(scenario)
    felt = (_felt(lever) for lever in found)
    return [lever for lever in felt if lever is not None]


def _felt(lever: Lever) -> Lever | None:
    """The lever with the least trial that changes anything (a tenth more of four shells is none), or None."""
    trials = [lever.trial, *(trial for trial in (25, 50, 100) if lever.unit == "%" and trial > lever.trial)]
    return next((lever._replace(trial=trial) for trial in trials if lever.make(trial)), None)


def scaled(values: Sequence[int], percent: int) -> list[int]:
    """Each value times `percent` / 100; what rounding takes from one the next gets, so that the sum is right."""
    given, total, out = 0, 0, []
    for value in values:
        total += value
        now = (total * percent + 50) // 100
        out.append(now - given)
        given = now
    return out


# ---------------------------------------------------------------- a side's men and stores


class _Forces:
    """The men and stores of one side, and the changes that make more or less of them."""

    def __init__(self, scenario: Scenario, merged: dict[str, Any], side: str) -> None:
        self.scenario, self.merged, self.side = scenario, merged, side
        self.formations = {formation.id for formation in scenario.formations if formation.side == side}
        self.units = [unit for unit in scenario.units if unit.formation in self.formations]
        self.depots = [depot for depot in scenario.depots if depot.side == side]

    def levers(self) -> list[Lever]:
        side = self.side
        sorties = Lever(f"{side}-sorties", f"{{}} sortie a day of {side}", "", 1, (-3, 3), self._sorties)
        return [
            self._lever("fires", "ammunition", partial(self._store, "ammo", "fires")),
            self._lever("grenades", "grenades", partial(self._store, "grenades", "grenades")),
            self._lever("shells", "shells", self._shells),
            self._lever("men", "men", self._men, (-50, 50)),
            self._lever("replacements", "replacements", self._replacements),
            self._lever("firepower", "fire of the units", self._fire, (0, 0)),
            sorties,
        ]

    def _lever(
        self, name: str, words: str, make: Callable[[int], list[Change]], bounds: tuple[int, int] = SCALE
    ) -> Lever:
        return Lever(f"{self.side}-{name}", f"{{}} {words} of {self.side}", "%", 10, bounds, make)

    def _store(self, of_units: str, of_depots: str, amount: int) -> list[Change]:
        changes = _scale("unit", self.units, of_units, amount) + _scale("depot", self.depots, of_depots, amount)
        return changes + _events(self.merged, self.side, of_depots, amount)

    def _shells(self, amount: int) -> list[Change]:
        changes = _scale("unit", self.units, "shells", amount)
        for depot in self.depots:
            loads = dict(zip(depot.shells, scaled(list(depot.shells.values()), 100 + amount), strict=True))
            if loads != depot.shells:
                changes.append({"depot": depot.id, "set": {"shells": loads}})
        return changes + _events(self.merged, self.side, "shells", amount)

    def _men(self, amount: int) -> list[Change]:
        most = [self.scenario.kinds[unit.kind].men for unit in self.units]
        wanted = scaled([unit.men for unit in self.units], 100 + amount)
        numbers = [max(1, min(pair)) for pair in zip(wanted, most, strict=True)]
        return [
            {"unit": unit.id, "set": {"men": number}}
            for unit, number in zip(self.units, numbers, strict=True)
            if number != unit.men
        ]

    def _fire(self, amount: int) -> list[Change]:
        """Of the kinds that the other side has none of."""
        others = {unit.kind for unit in self.scenario.units if unit.formation not in self.formations}
        changes = []
        for name in sorted({unit.kind for unit in self.units} - others):
            rates = list(self.scenario.kinds[name].rates)
            new = [rate * (100 + amount) // 100 for rate in rates]
            if new != rates:
                changes.append({"kind": name, "set": {"rates": new}})
        return changes

    def _replacements(self, amount: int) -> list[Change]:
        return self._dated("pool", "men", lambda old: scaled(old, 100 + amount))

    def _sorties(self, amount: int) -> list[Change]:
        return self._dated("sorties", "sorties", lambda old: [max(0, value + amount) for value in old])

    def _dated(self, field: str, number: str, change: Callable[[list[int]], list[int]]) -> list[Change]:
        entries = self.merged["sides"][self.side].get(field) or []
        old = [entry[number] for entry in entries]
        new = change(old)
        if new == old:
            return []
        listed = [{**entry, number: value} for entry, value in zip(entries, new, strict=True)]
        return [{"side": self.side, "set": {field: listed}}]


def _scale(kind: str, entries: Sequence[Any], field: str, amount: int) -> list[Change]:
    old = [getattr(entry, field) for entry in entries]
    new = [min(value, 100) if kind == "unit" else value for value in scaled(old, 100 + amount)]
    return [
        {kind: entry.id, "set": {field: value}}
        for entry, before, value in zip(entries, old, new, strict=True)
        if value != before
    ]


def _events(merged: dict[str, Any], side: str, store: str, amount: int) -> list[Change]:
    """What events bring of a store (convoys, drops): a changed event states all its effects anew."""
    changes = []
    for event in merged.get("events") or []:
        effects = copy.deepcopy(event.get("do") or [])
        for stock in _stocks(effects):
            if stock.get("side") != side or not stock.get(store):
                continue
            if isinstance(stock[store], dict):
                stock[store] = {name: _more(value, amount) for name, value in stock[store].items()}
            else:
                stock[store] = _more(stock[store], amount)
        if effects != (event.get("do") or []):
            changes.append({"event": event["id"], "set": {"do": effects}})
    return changes


def _stocks(effects: Sequence[dict[str, Any]]) -> Iterable[dict[str, Any]]:
    for effect in effects:
        if "stock" in effect:
            yield effect["stock"]
        for option in effect.get("choice") or []:
            yield from _stocks(option.get("do") or [])


def _more(value: int, amount: int) -> int:
    return (value * (100 + amount) + 50) // 100 if value > 0 else value


# ---------------------------------------------------------------- waves, rules, ground


def _of_waves(scenario: Scenario) -> list[Lever]:
    first, last = half_day(scenario.calendar.start), half_day(scenario.calendar.end)
    found = []
    for wave in scenario.waves:
        if isinstance(wave.arrives, HeldWave) or wave.arrives == "event":
            continue
        date = half_day(wave.arrives)

        def make(amount: int, name: str = wave.id, date: int = date) -> list[Change]:
            new = max(first, min(last, date + amount))
            return [{"wave": name, "set": {"arrives": half_day_text(new)}}] if new != date else []

        bounds = (max(first - date, -4 * DAY), min(last - date, 4 * DAY))
        trial = DAY if date + DAY <= last else -DAY
        found.append(Lever(f"wave-{wave.id}", f"wave {wave.id} {{}}", "days", trial, bounds, make))
    return found


def without_wave(scenario: Scenario, wave: str) -> str:
    """Changes after which a wave never comes; a held one then costs nothing either."""
    arrives = next(entry.arrives for entry in scenario.waves if entry.id == wave)
    fields: Change = {"chance": 0}
    if isinstance(arrives, HeldWave):
        fields["arrives"] = {"held": {"cost": 0}}
    return render([{"wave": wave, "set": fields}])


def other_side_first(scenario: Scenario) -> str:
    """Changes after which the other side moves first."""
    other = next(side for side in scenario.sides if side != scenario.first_side)
    return render([{"set": {"first_side": other}}])


def _of_rules(scenario: Scenario) -> list[Lever]:
    found = []
    for name, words in RULES.items():

        def number(amount: int, name: str = name) -> list[Change]:
            old = getattr(scenario.rules, name)
            new = (old * (100 + amount) + 50) // 100
            return [{"set": {"rules": {name: new}}}] if new != old else []

        value = getattr(scenario.rules, name)
        trial = 10 if value >= 10 else 25
        found.append(Lever(f"rules-{name}", f"{{}} {words} (rules.{name})", "%", trial, (0, 0), number))
    for field, words in (("close_percent", "close combat of ground that helps"), ("cover_permille", "cover of ground")):
        neutral = 100 if field == "close_percent" else 1000

        def ground(amount: int, field: str = field, neutral: int = neutral) -> list[Change]:
            return [
                {"terrain": name, "set": {field: getattr(row, field) * (100 + amount) // 100}}
                for name, row in scenario.terrain.items()
                if getattr(row, field) != neutral and not row.water
            ]

        found.append(Lever(f"terrain-{field}", f"{{}} {words} (terrain.*.{field})", "%", 10, (0, 0), ground))
    return found


def band(scenario: Scenario, attacker: str) -> tuple[int, int] | None:
    """Margins from which the defender does not win, and from which the attacker does; None where levels are mixed."""
    levels = scenario.victory.levels
    rank = [2 if level.for_ == attacker else 1 if level.for_ == "none" else 0 for level in levels]
    if rank != sorted(rank) or len(set(rank)) < 2 or rank[-1] != 2:
        return None
    first = {number: levels[rank.index(number)].from_ for number in set(rank)}
    high = first[2]
    low = first.get(1) if 0 in first else None
    return (high if low is None else low, high) if high is not None else None


def move_levels(scenario: Scenario, attacker: str, low: int, high: int) -> str:
    """Changes that move the victory levels: the attacker's by `high` points of margin, the others by `low`."""
    changes: list[Change] = []
    last: int | None = None
    for level in scenario.victory.levels:
        if level.from_ is None:
            continue
        new = level.from_ + (high if level.for_ == attacker else low)
        new = new if last is None else max(new, last + 1)  # levels rise
        last = new
        if new != level.from_:
            changes.append({"level": level.id, "set": {"from": new}})
    return render(changes)


def conspicuous(scenario: Scenario) -> dict[str, tuple[int, str]]:
    """Stores that no ration explains: lever -> the pull that brings them down to a full ration, and why, in words."""
    full = scenario.rules.rations.get("full")
    found: dict[str, tuple[int, str]] = {}
    if full is None:
        return found
    for side in scenario.sides:
        formations = {formation.id for formation in scenario.formations if formation.side == side}
        units = [
            unit
            for unit in scenario.units
            if unit.formation in formations and scenario.kinds[unit.kind].class_ == "infantry"
        ]
        for name, field, ration in (("fires", "ammo", full.fires), ("grenades", "grenades", full.grenades)):
            mean = sum(getattr(unit, field) for unit in units) / max(1, len(units))
            if ration and mean > TOO_MUCH * ration:
                words = f"the infantry of {side} begins with {mean:.1f} {name} each; a full ration is {ration}"
                found[f"{side}-{name}"] = (round(100 * ration / mean) - 100, words)
    return found
