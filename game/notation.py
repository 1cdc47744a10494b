"""Orders and events as text, both ways: between the arrays' numbers and the words of people.

Shapes and names: docs/engine.md. Texts are plain sentences in English and traditional Chinese.
"""

from typing import Any

import numpy as np

from game.names import DONT_BITS, Names
from game.reasons import explain
from game.rules import orders as codes
from game.rules import state as s
from game.rules.discipline import UNAIMED, UNKILLED, UNSEEN
from game.scenario.words import RATIONS, WEATHER, WORKS
from game.values import AIR, Event, IllegalOrder, Order

# What the numbers of a journal record mean, by kind: names for `Event.values`.
VALUES: dict[str, tuple[str, ...]] = {
    "turn": ("turn", "night"),
    "weather": ("weather",),
    "arrived": ("men", "replacements"),
    "delayed": ("wave", "turns"),
    "supplied": ("units", "cut_off"),
    "moved": ("stopped", "swapped", "by_boat"),
    "fired": (
        "losses", "expected_milli", "roll", "doing", "ambush", "cost_tenths", "suppression_tenths", "nests",
        "allowed_by",
    ),
    "held": ("dont", "expected_milli", "saved_tenths"),
    "bombarded": ("losses", "expected_milli", "roll", "weight", "suppression_added", "", "suppression_tenths"),
    "air": ("what",),
    "assault": ("men",),
    "result": (
        "result", "ratio", "dice", "shift", "attacker_losses", "defender_losses", "attack_milli", "defence_milli",
        "prisoners", "stand",
    ),
    "retreated": ("hexes",),
    "surrendered": ("men",),
    "works": ("level", "dig", "verb", "done"),
    "terrain": ("terrain",),
    "ramp": ("level", "men"),
    "captured_place": ("place", "points"),
    "message": ("event", "effect"),
    "choice": ("event",),
    "points": ("points",),
    "losses": ("returned",),
    "ended": ("reason", "margin"),
}  # fmt: skip
DONT_NAMES = {UNSEEN: "see", UNAIMED: "aim", UNKILLED: "kill"}


class Notation:
    """Reads and writes the words of one battle."""

    def __init__(self, names: Names) -> None:
        self.names = names

    # ------------------------------------------------------------ orders

    def row(self, order: Order) -> tuple[int, int, int, int]:
        """Order -> (verb, unit or units + side, hex, argument). Raises IllegalOrder for what is not there."""
        if order.verb not in s.VERBS:
            raise IllegalOrder(f"unknown order '{order.verb}'")
        verb = s.VERBS.index(order.verb)
        if verb == s.END:
            return verb, -1, -1, 0
        h = self.hex(order.at) if order.at is not None else -1
        return verb, self.actor(order.unit), h, self.argument(order, verb)

    def actor(self, name: str | None) -> int:
        """Row of a unit; of a side its row behind those of all units. Raises IllegalOrder, with names like it."""
        names = self.names
        if name in names.unit_row:
            return names.unit_row[name]
        if name in names.side_row:
            return len(names.units) + names.side_row[name]
        near = _nearest(name or "", (*names.units, *names.sides))
        raise IllegalOrder(f"there is no unit or side '{name}'{near}")

    def hex(self, text: str) -> int:
        """Index of `CCRR` or of a place's first hex. Raises IllegalOrder."""
        try:
            return self.names.hex(text)
        except ValueError as error:
            if text and not text.isdigit():
                near = _nearest(text, self.names.places)
                raise IllegalOrder(f"there is no place '{text}'{near}") from None
            raise IllegalOrder(str(error)) from None

    def argument(self, order: Order, verb: int) -> int:
        """The order's last words as the number that kernels take, -1 for what they refuse. Raises IllegalOrder."""
        names, arg = self.names, order.arg or ""
        if verb == s.ASSAULT:
            return int(arg == "hold")
        if verb in (s.SEE, s.AIM, s.KILL):
            return {"on": codes.SET_ON, "off": codes.SET_OFF}.get(arg, -1)
        if verb == s.AIR:
            return AIR.index(arg) if arg in AIR else -1
        if verb == s.RATION:
            level, _, formation = arg.partition(" ")
            if level not in RATIONS or (formation and formation not in names.formation_row):
                raise IllegalOrder(f"'{arg}' is no ration: full, half or hoard, and perhaps a formation")
            return RATIONS.index(level) + 4 * (names.formation_row[formation] + 1 if formation else 0)
        if verb == s.CALL:
            if arg not in names.wave_row:
                raise IllegalOrder(f"there is no wave '{arg}'{_nearest(arg, names.waves)}")
            return names.wave_row[arg]
        if verb == s.CHOOSE:
            return self.choice(arg)
        return 0

    def choice(self, arg: str) -> int:
        """`EVENT OPTION` as a number: sixteen options an event. Raises IllegalOrder."""
        event, _, option = arg.partition(" ")
        if event not in self.names.event_row:
            raise IllegalOrder(f"there is no event '{event}'{_nearest(event, self.names.events)}")
        options = [name for name, _ in self.options(event)]
        if option not in options:
            raise IllegalOrder(f"'{option}' is no option of {event}: {', '.join(options)}")
        return self.names.event_row[event] * 16 + options.index(option)

    def options(self, event: str) -> list[tuple[str, Any]]:
        """(id, text) of each option of an event's choices."""
        rule = self.names.scenario.events[self.names.event_row[event]]
        return [(option.id, option.text) for effect in rule.do for option in effect.choice or ()]

    def order(self, verb: int, u: int, h: int, arg: int) -> Order:
        """The inverse of `row`."""
        names = self.names
        if verb == s.END:
            return Order(None, "end")
        actor = names.units[u] if u < len(names.units) else names.sides[u - len(names.units)]
        return Order(actor, s.VERBS[verb], names.text(h), (), self.argument_text(verb, arg))

    def argument_text(self, verb: int, arg: int) -> str | None:
        """The inverse of `argument`; None where there are no words."""
        names = self.names
        if verb == s.ASSAULT:
            return "hold" if arg else None
        if verb in (s.SEE, s.AIM, s.KILL):
            return "on" if arg == codes.SET_ON else "off"
        if verb == s.AIR:
            return AIR[arg]
        if verb == s.RATION:
            formation = arg // 4 - 1
            return RATIONS[arg % 4] + (f" {names.formations[formation]}" if formation >= 0 else "")
        if verb == s.CALL:
            return names.waves[arg]
        if verb == s.CHOOSE:
            event = names.events[arg // 16]
            return f"{event} {self.options(event)[arg % 16][0]}"
        return None

    def reason(self, code: int, order: Order, state: s.State, lang: str = "en") -> str:
        """The sentence for a reason code, with what the giver's own units in `state` say of it."""
        return explain(code, order, self.names, state, lang)

    # ------------------------------------------------------------ events

    def event(self, n: int, record: np.void) -> Event:
        """A journal record as an Event."""
        names = self.names
        kind = s.EVENT_KINDS[int(record["kind"])]
        values: dict[str, Any] = {name: int(record["values"][i]) for i, name in enumerate(VALUES.get(kind, ())) if name}
        self.name_values(kind, values)
        count = int(record["factor_count"])
        if count:
            values["factors"] = [
                [s.SECTIONS[int(name) // s.SECTION], s.FACTORS[int(name) % s.SECTION], int(value)]
                for name, value in record["factors"][:count]
            ]
        side = int(record["side"])
        return Event(
            n=n,
            turn=int(record["turn"]),
            side=names.sides[side] if side >= 0 else None,
            kind=kind,
            unit=self.unit_name(int(record["unit"])),
            other=self.unit_name(int(record["other"])),
            hex=names.text(int(record["hex"])),
            to=names.text(int(record["to"])),
            values=values,
            seen_by=tuple(name for i, name in enumerate(names.sides) if int(record["seen_by"]) >> i & 1),
            teller=self.tell,
        )

    def tell(self, event: Event, lang: str) -> str:
        """The event in words; of an event that other rules wrote down, its kind where there are none."""
        from game.telling import tell

        try:
            return tell(self.names, event, lang)
        except (KeyError, ValueError, IndexError, TypeError):
            return event.kind

    def unit_name(self, u: int) -> str | None:
        return self.names.units[u] if 0 <= u < len(self.names.units) else None

    def name_values(self, kind: str, values: dict[str, Any]) -> None:
        """Numbers that stand for names become names."""
        names = self.names
        if kind == "weather":
            values["weather"] = WEATHER[values["weather"]]
        elif kind == "delayed":
            values["wave"] = names.waves[values["wave"]]
        elif kind == "held":
            values["dont"] = DONT_NAMES[values["dont"]]
        elif kind == "fired":
            values["allowed_by"] = [name for name, bit in DONT_BITS.items() if values["allowed_by"] & bit]
        elif kind == "air":
            values["what"] = AIR[values["what"]]
        elif kind == "result":
            values["result"] = s.RESULTS[values["result"]]
        elif kind == "works":
            values["level"] = WORKS[values["level"]]
            values["verb"] = s.VERBS[values["verb"]] if values["verb"] else "dig"
        elif kind == "terrain":
            values["terrain"] = names.terrain[values["terrain"]]
        elif kind == "captured_place":
            values["place"] = names.places[values["place"]]
        elif kind in ("message", "choice"):
            values["event"] = names.events[values["event"]]
        elif kind == "ended":
            values["reason"] = s.REASONS[values["reason"]]


def _nearest(word: str, known: tuple[str, ...]) -> str:
    import difflib

    near = difflib.get_close_matches(word, known, 3, 0.5)
    return f"; did you mean {' or '.join(near)}?" if near else ""
