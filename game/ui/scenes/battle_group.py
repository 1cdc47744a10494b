"""A whole formation in the hand: common orders to its units, and leaving it to the staff."""

from typing import TYPE_CHECKING

from game.ui.panels.formation_card import FormationButtons
from game.ui.scenes.base import Desk, Give, Wish
from game.ui.scenes.battle_staff import POSTURES, below, units_of
from game.ui.scenes.hand import AT_ONCE, DONTS
from game.ui.theme.sheet import Key
from game.values import Order, UnitView

if TYPE_CHECKING:
    from game.ui.scenes.battle import BattleScene


def act(scene: "BattleScene", word: str, rest: str, desk: Desk) -> list[Wish]:
    """`formation ID`, `formation order dig`, `formation dont see`, `formation done`, `formation up`; `posture hold`."""
    hand = scene.hand
    kind, _, what = rest.partition(" ")
    if word == "formation" and kind not in ("order", "dont", "done", "up"):
        _choose(scene, rest)
        return []
    if hand.group is None:
        return []
    if kind == "up" and word == "formation":
        _choose(scene, parent(scene, hand.group) or hand.group)
    elif not scene.session.mine:
        scene.note(desk.say("note.not_yours"))
    elif word == "posture":
        scene.staff.set(hand.group, rest, desk)
    elif kind == "dont":
        return _dont(scene, what)
    elif kind == "order":
        return [Give(Order(unit.id, what)) for unit in _able(scene, what)]
    elif kind == "done":
        hand.done |= {unit.id for unit in members(scene)}
        scene.session.touch()
    return []


def _choose(scene: "BattleScene", formation: str) -> None:
    """Take a formation in the hand: that of the selected unit if none is named."""
    unit = scene.hand.unit
    formation = formation or (unit.formation if unit else "")
    if formation:
        scene.hand.select_group(formation)


def parent(scene: "BattleScene", formation: str) -> str | None:
    return next((its.parent for its in scene.session.scenario.formations if its.id == formation), None)


def members(scene: "BattleScene") -> list[UnitView]:
    """Units of the formation in the hand."""
    group, session = scene.hand.group, scene.session
    if group is None:
        return []
    return session.keep(("group", group, session.side), lambda: units_of(session, group))


def _able(scene: "BattleScene", verb: str) -> list[UnitView]:
    """Those of them that can be given an order."""
    session = scene.session
    return [unit for unit in members(scene) if session.why_not(Order(unit.id, verb)) is None] if session.mine else []


def _dont(scene: "BattleScene", which: str) -> list[Wish]:
    """On for all if some have it off, else off for all."""
    units = members(scene)
    state = "off" if all(which in unit.dont for unit in units) else "on"
    changed = [unit for unit in units if (which in unit.dont) != (state == "on")]
    return [Give(Order(unit.id, which, arg=state)) for unit in changed]


def buttons(scene: "BattleScene", desk: Desk) -> FormationButtons:
    """Common orders with how many can carry them out, and the staff's postures."""
    say, units, mine = desk.say, members(scene), scene.session.mine
    group = scene.hand.group or ""
    donts = tuple(
        Key(
            say(f"dont.{dont}"),
            f"formation dont {dont}",
            mine,
            say("group.dont_tip"),
            look="armed" if units and all(dont in unit.dont for unit in units) else "plain",
        )
        for dont in DONTS
    )
    orders = []
    for verb in AT_ONCE:
        able = len(_able(scene, verb))
        label = f"{say(f'order.{verb}')} ({able})"
        orders.append(Key(label, f"formation order {verb}", mine and able > 0, say(f"order.{verb}_tip")))
    orders.append(Key(say("order.done"), "formation done", mine, say("order.done_tip")))
    above = parent(scene, group)
    if above:
        orders.append(Key(say("group.up", name=scene.names.formation(above, say.lang)), "formation up"))
    now = set(postures(scene))
    staff = [
        Key(
            say(f"staff.{posture}"),
            f"posture {posture}",
            mine,
            say(f"staff.{posture}_tip"),
            look="armed" if now == {posture} else "plain",
        )
        for posture in POSTURES
    ]
    staff.append(Key(say("staff.own"), "posture own", mine and bool(now), say("staff.own_tip")))
    return FormationButtons(donts, tuple(orders), tuple(staff))


def postures(scene: "BattleScene") -> list[str]:
    """Postures under which the staff has parts of the formation, each once."""
    session, group = scene.session, scene.hand.group or ""
    inside = below(session.scenario, group)
    return list(dict.fromkeys(its for name, its in session.postures.items() if name in inside))
