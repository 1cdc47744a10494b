"""The player's hand on the battle screen: what is selected, armed and hovered, and what a click then means.

Holds no rule: what may be done is asked of the session, which asks the battle.
"""

from dataclasses import dataclass, field

from game.scenario.checks_map import COMBAT
from game.ui.scenes.session import Session
from game.values import Contact, Order, UnitView

AT_HEX = ("assault", "fire", "bombard")
ENGINEERS = ("clear", "bridge", "demolish", "blast")
AT_ONCE = ("dig", "rally")
DONTS = ("see", "aim", "kill")
REAR = ("headquarters", "service")  # asked about last
TRIED = 3  # hexes at which it is asked whether shells may fall
FAR = 999  # hexes: farther than any enemy
AIR = ("bomb", "burn", "strafe", "scout", "interdict")
OVERLAYS = ("none", "supply", "control", "fire", "fatigue", "ramps", "works", "sight")


@dataclass(frozen=True, slots=True)
class Armed:
    """An order waiting for a hex."""

    verb: str
    arg: str | None = None

    def at(self, actor: str, hex_: str) -> Order:
        return Order(actor, self.verb, at=hex_, arg=self.arg)

    @property
    def name(self) -> str:
        """Its key in the table of words."""
        if self.verb == "air":
            return f"air.{self.arg}"
        return "order.assault_hold" if self.arg == "hold" else f"order.{self.verb}"


@dataclass(slots=True)
class Menu:
    """A small menu of orders, open at a place on the screen."""

    title: str
    pos: tuple[int, int]
    orders: list[tuple[str, Order | Armed | str]]  # orders, or actions by name
    nothing: str = ""


@dataclass(slots=True)
class Hand:
    """UI state that no undo brings back."""

    session: Session
    selected: str | None = None
    armed: Armed | None = None
    hover: str | None = None
    menu: Menu | None = None
    overlay: str = "none"
    threat: bool = False
    sight_line: bool = False
    done: set[str] = field(default_factory=set)
    group: str | None = None  # a formation selected as a whole
    picked: int = 0  # counts selections: two selections of one unit are two states

    # ------------------------------------------------------------ what is where

    @property
    def unit(self) -> UnitView | None:
        return self.session.units.get(self.selected) if self.selected else None

    def own_at(self, at: str) -> list[UnitView]:
        by_hex: dict[str, list[UnitView]] = self.session.keep(("own_at", self.session.side), self._own_by_hex)
        return by_hex.get(at, [])

    def _own_by_hex(self) -> dict[str, list[UnitView]]:
        found: dict[str, list[UnitView]] = {}
        for unit in sorted(self.session.view.own, key=lambda unit: not self.fights(unit)):
            if unit.at:
                found.setdefault(unit.at, []).append(unit)
        return found

    def fights(self, unit: UnitView) -> bool:
        """Whether it holds a hex by itself: of two in a hex that one comes first."""
        return self.session.scenario.kinds[unit.kind].class_ in COMBAT

    def enemies_at(self, at: str) -> list[Contact]:
        by_hex: dict[str, list[Contact]] = self.session.keep(("foes_at", self.session.side), self._foes_by_hex)
        return by_hex.get(at, [])

    def _foes_by_hex(self) -> dict[str, list[Contact]]:
        found: dict[str, list[Contact]] = {}
        view = self.session.view
        for contact in (*view.seen, *view.remembered):
            found.setdefault(contact.at, []).append(contact)
        return found

    # ------------------------------------------------------------ selecting

    def select(self, unit: str | None) -> None:
        self.selected, self.armed, self.menu, self.group = unit, None, None, None
        self.picked += 1

    def select_group(self, formation: str) -> None:
        """A formation as a whole; no single unit then."""
        self.select(None)
        self.group = formation

    def settle(self) -> None:
        """After anything changed: let go of what is no longer there."""
        self.menu = None
        if self.selected and (self.unit is None or self.unit.at is None):
            self.selected = None
        if not self.session.mine:
            self.armed = None
        self.done &= set(self.session.units)

    def idle(self) -> list[str]:
        return [unit for unit in self.session.idle() if unit not in self.done]

    def next_idle(self, step: int) -> str | None:
        """The idle unit after (or before) the one selected: fighters near the enemy first, headquarters last."""
        idle = self.idle()
        if not idle:
            return None
        order = self._front_first()
        idle = sorted(idle, key=order.index)
        if self.selected in idle:
            return idle[(idle.index(self.selected) + step) % len(idle)]
        at = order.index(self.selected) if self.selected in order else -1
        later = [unit for unit in idle if order.index(unit) > at]
        return (later[0] if later else idle[0]) if step > 0 else idle[-1]

    def _front_first(self) -> list[str]:
        """All own units as Tab goes through them."""
        session = self.session

        def make() -> list[str]:
            foes = {foe.at for foe in (*session.view.seen, *session.view.remembered)}

            def rank(unit: UnitView) -> tuple[bool, int]:
                rear = session.scenario.kinds[unit.kind].class_ in REAR
                here = unit.at or ""
                return rear, min((session.distance(here, foe) for foe in foes), default=0) if here else FAR

            return [unit.id for unit in sorted(session.units.values(), key=rank)]

        return session.keep(("front first", session.side), make)

    # ------------------------------------------------------------ orders

    def joining(self, at: str) -> tuple[str, Order, int] | None:
        """How the selected unit could go where friends stand: `join` or `swap`, the order, its cost in points."""
        unit = self.unit
        if unit is None or unit.at == at or not self.session.mine or not self.own_at(at):
            return None
        order = Order(unit.id, "move", at=at)
        if self.session.why_not(order) is not None:
            return None
        word = "join" if at in self.session.reach(unit.id) else "swap"
        return word, order, self.session.path(unit.id, at)[1]

    def actor(self, armed: Armed) -> str | None:
        return self.session.side if armed.verb == "air" else self.selected

    def verbs(self) -> set[str]:
        """What the selected unit may do at all."""
        return {order.verb for order in self.session.legal(self.selected)} if self.selected else set()

    def orders_on(self, at: str) -> list[Order]:
        """Every order of the selected unit at a hex that may be given."""
        if not self.selected or not self.session.mine:
            return []
        return [order for order in self.session.legal(self.selected) if order.at == at]

    def order_shown(self, at: str) -> Order | None:
        """The order whose odds a hovered hex shows: the armed one, else the first at an enemy there."""
        if not self.session.mine:
            return None
        if self.armed:
            actor = self.actor(self.armed)
            return self.armed.at(actor, at) if actor else None
        if not self.enemies_at(at):
            return None
        for verb in AT_HEX:
            for order in self.orders_on(at):
                if order.verb == verb:
                    return order
        return None

    def shells_far(self) -> bool:
        """Whether the selected unit may bombard some hex, though it sees no enemy there."""
        unit = self.unit
        if unit is None or unit.at is None or not unit.shells:
            return False
        here = unit.at
        near = sorted(self.session.shell_range(unit.id), key=lambda at: (self.session.distance(here, at), at))
        return any(self.session.why_not(Order(unit.id, "bombard", at=at)) is None for at in near[-TRIED:])

    def why_grey(self, verb: str) -> str:
        """Why no order of a kind can be given: the reason for the nearest enemy known, or for here."""
        unit = self.unit
        if unit is None or unit.at is None:
            return ""
        if verb in AT_ONCE:
            return self.session.why_not(Order(unit.id, verb)) or ""
        target = self.nearest_enemy()
        at = target[0].at if target and verb in AT_HEX else unit.at
        return self.session.why_not(Order(unit.id, verb, at=at)) or ""

    def nearest_enemy(self) -> tuple[Contact, int] | None:
        """The nearest enemy known to the selected unit, and how many hexes off."""
        unit = self.unit
        if unit is None or unit.at is None:
            return None
        here = unit.at
        view = self.session.view
        return min(
            ((foe, self.session.distance(here, foe.at)) for foe in (*view.seen, *view.remembered)),
            key=lambda pair: (pair[1], pair[0].id),
            default=None,
        )
