"""The values that pass in and out of a `Battle`: orders, events, views, forecasts. Frozen; each has `to_json()`.

Hexes are `"CCRR"`, sides and units are ids, numbers are integers. Nothing here knows a rule.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from game.errors import UserError

VERBS_UNIT = ("move", "assault", "fire", "bombard", "blast", "clear", "bridge", "demolish", "dig", "rally")
DONTS = ("see", "aim", "kill")
VERBS_SIDE = ("air", "ration", "call", "choose", "terms")
VERBS_AT = ("move", "assault", "fire", "bombard", "blast", "clear", "bridge", "demolish")
AIR = ("bomb", "burn", "strafe", "scout", "interdict")


class IllegalOrder(UserError, ValueError):
    """The order breaks a rule, or cannot be read; `reason` is one sentence for a player. Nothing was changed."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class CannotUndo(UserError, ValueError):
    """Something was revealed or a die was rolled since: taking it back would be cheating."""


class RecordError(UserError, ValueError):
    """A record cannot be opened; the message says why and what to do."""


def to_json(value: Any) -> Any:
    """Dataclasses, tuples and dicts as plain JSON data."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {str(key): to_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [to_json(item) for item in value]
    return value


class Value:
    """What all values can do."""

    __slots__ = ()

    def to_json(self) -> dict[str, Any]:
        data: dict[str, Any] = to_json(self)
        return data


@dataclass(frozen=True, slots=True)
class Order(Value):
    """What one unit (or a side, or nobody: `end`) is told to do. `Order.parse(str(order)) == order`, always."""

    unit: str | None
    verb: str
    at: str | None = None
    path: tuple[str, ...] = ()
    arg: str | None = None

    def __str__(self) -> str:
        words = [word for word in (self.unit, self.verb) if word]
        if self.verb in ("air", "ration", "choose"):
            words += [word for word in (self.arg, self.at) if word]
        elif self.verb == "call":
            words += [self.arg or ""]
        else:
            words += [word for word in (self.at, self.arg) if word]
        if self.path:
            words += ["via", *self.path]
        return " ".join(words)

    def __repr__(self) -> str:
        return f"Order.parse({str(self)!r})"

    @staticmethod
    def parse(text: str) -> "Order":
        """Read `UNIT move HEX [via HEX …]` and its kin (docs/engine.md has all). Raises IllegalOrder."""
        words = text.split()
        if words == ["end"]:
            return Order(None, "end")
        if len(words) < 2:
            raise IllegalOrder(f"'{text}' is no order; write for example 'cn-30r-2 move 1628', or 'end'")
        actor, verb, rest = words[0], words[1], words[2:]
        if verb in DONTS:
            return Order(actor, verb, arg=_one(text, rest, ("on", "off")))
        if verb in ("dig", "rally", "terms"):
            _none_left(text, rest)
            return Order(actor, verb)
        if verb in ("air", "ration", "choose"):
            return _order_with_argument(text, actor, verb, rest)
        if verb == "call":
            return Order(actor, verb, arg=_one(text, rest))
        if verb in VERBS_AT:
            return _order_at(text, actor, verb, rest)
        known = ", ".join((*VERBS_UNIT, *DONTS, *VERBS_SIDE))
        raise IllegalOrder(f"unknown order '{verb}' in '{text}'; orders are {known}, end")


def _one(text: str, rest: list[str], allowed: tuple[str, ...] = ()) -> str:
    if len(rest) != 1 or (allowed and rest[0] not in allowed):
        wanted = " or ".join(allowed) or "one word"
        raise IllegalOrder(f"'{text}' wants {wanted} at its end")
    return rest[0]


def _none_left(text: str, rest: list[str]) -> None:
    if rest:
        raise IllegalOrder(f"'{text}' has more words than this order takes: '{' '.join(rest)}'")


def _order_with_argument(text: str, actor: str, verb: str, rest: list[str]) -> Order:
    if verb == "air":
        if not rest or rest[0] not in AIR or len(rest) > 2:
            raise IllegalOrder(f"'{text}': write SIDE air {'|'.join(AIR)} [HEX]")
        return Order(actor, verb, at=rest[1] if len(rest) == 2 else None, arg=rest[0])
    if verb == "ration":
        if not rest or rest[0] not in ("full", "half", "hoard") or len(rest) > 2:
            raise IllegalOrder(f"'{text}': write SIDE ration full|half|hoard [FORMATION]")
        return Order(actor, verb, arg=" ".join(rest))
    if len(rest) != 2:
        raise IllegalOrder(f"'{text}': write SIDE choose EVENT OPTION")
    return Order(actor, verb, arg=" ".join(rest))


def _order_at(text: str, actor: str, verb: str, rest: list[str]) -> Order:
    if not rest:
        raise IllegalOrder(f"'{text}' does not say where: add a hex (as 1628) or a place")
    at, rest = rest[0], rest[1:]
    if verb == "move" and rest[:1] == ["via"] and len(rest) > 1:
        return Order(actor, verb, at=at, path=tuple(rest[1:]))
    if verb == "assault" and rest == ["hold"]:
        return Order(actor, verb, at=at, arg="hold")
    _none_left(text, rest)
    return Order(actor, verb, at=at)


@dataclass(frozen=True, slots=True)
class Event(Value):
    """Something that happened. `values` holds losses, dice and factors by name; `seen_by` the sides that know.

    `factors` in `values`, where present, is a list of [name, permille] in the order they were multiplied.
    """

    n: int
    turn: int
    side: str | None
    kind: str
    unit: str | None = None
    other: str | None = None
    hex: str | None = None
    to: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    seen_by: tuple[str, ...] = ()
    teller: Callable[["Event", str], str] | None = field(default=None, compare=False, repr=False)
    _told: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def text(self, lang: str = "en") -> str:
        """One line for the log."""
        if lang not in self._told:
            self._told[lang] = self.teller(self, lang) if self.teller else self.kind
        return self._told[lang]

    def to_json(self) -> dict[str, Any]:
        return {f.name: to_json(getattr(self, f.name)) for f in dataclasses.fields(self) if f.compare}


@dataclass(frozen=True, slots=True)
class UnitView(Value):
    """One of your own units, every field, named as in scenario files (points of 0 to 100, whole men)."""

    id: str
    kind: str
    formation: str
    side: str
    at: str | None
    men: int
    cohesion: int
    suppression: int
    fatigue: int
    ammo: int  # tenths of a fire
    grenades: int
    shells: int
    tubes: int
    dont: tuple[str, ...]
    moves_left: int
    moved: bool
    acted: bool
    broken: bool
    fired: bool
    spotted: bool  # the enemy sees it
    supplied: bool
    isolated_turns: int
    fresh: bool  # rested last turn, out of enemy zones of control
    commander_lost_until: int
    name: str
    short: str
    commander: str | None


@dataclass(frozen=True, slots=True)
class Contact(Value):
    """An enemy unit as you know it: seen now, or where it was last seen."""

    id: str
    kind: str
    at: str
    men: tuple[int, int]  # low, high, in fifties
    turn: int  # when last seen
    formation: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class View(Value):
    """What one side may know. The computer and the interface see only this."""

    side: str
    turn: int
    date: str
    phasing: str
    weather: str
    own: tuple[UnitView, ...]
    seen: tuple[Contact, ...]
    remembered: tuple[Contact, ...]
    control: dict[str, str]  # hex -> side
    works: dict[str, int]  # hex -> level 1 to 4
    stocks: dict[str, Any]  # fires, grenades, food, shells {calibre}, sorties, pool, depots [..], ration {..}
    points: dict[str, int]
    arrivals: tuple[dict[str, Any], ...]  # own waves: id, name, units, entry, turn or None, held, cost
    terrain: dict[str, str] = field(default_factory=dict)  # hex -> terrain id where it changed (rubble)
    burning: tuple[str, ...] = ()
    unorganised: tuple[str, ...] = ()  # hexes just taken
    ramps: dict[str, int] = field(default_factory=dict)  # "1628/se" -> men fallen there
    edges: dict[str, str] = field(default_factory=dict)  # "2411/n" -> whole, blown, cleared
    choices: tuple[dict[str, Any], ...] = ()  # waiting decisions: event, options [[id, text]]
    margin: int = 0
    level: str = ""  # the victory level if it ended now
    arrays: Any = field(default=None, compare=False, repr=False)  # the masked State behind this view

    def to_json(self) -> dict[str, Any]:
        data = {f.name: to_json(getattr(self, f.name)) for f in dataclasses.fields(self) if f.name != "arrays"}
        return data


@dataclass(frozen=True, slots=True)
class Outcome(Value):
    """How the battle ended. `reason` is `calendar`, `fall` or `terms`."""

    level: str
    winner: str | None
    reason: str
    turn: int
    date: str
    points: dict[str, int]
    losses: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Preview(Value):
    """What the rules say of an order before it is given, from what the mover can know, without dice.

    `factors` lists (section, name, permille) in the order they apply; `losses` are expected men by side;
    `chances` (assaults) maps result -> per mille; `path` (moves) the hexes passed, `cost` movement points.
    """

    order: str
    losses: dict[str, int] = field(default_factory=dict)
    fires: dict[str, int] = field(default_factory=dict)  # tenths spent
    factors: tuple[tuple[str, str, int], ...] = ()
    chances: dict[str, int] = field(default_factory=dict)
    ratio_percent: int | None = None
    suppression: int | None = None
    path: tuple[str, ...] = ()
    cost: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Forecast(Value):
    """What came of playing an order out many times from what its giver knows. `…_error`: 95 %."""

    playouts: int
    horizon: int | None
    seed: int
    losses: dict[str, tuple[int, int, int]]
    fires: dict[str, tuple[int, int, int]]
    taken_permille: int | None
    win_permille: int | None
    losses_error: dict[str, int]
    fires_error: dict[str, int]
    taken_permille_error: int | None
    win_permille_error: int | None
