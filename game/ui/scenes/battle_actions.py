"""What an action of the battle screen does: a click, a key or a button, all by one name."""

from typing import TYPE_CHECKING

from game.ui.panels.odds_card import percent_text, taken_permille
from game.ui.scenes import battle_group
from game.ui.scenes.base import Desk, Give, Open, TakeBack, Wish
from game.ui.scenes.battle_looks import look, select, show
from game.ui.scenes.battle_phase import ask_terms, end_phase, pause_menu
from game.ui.scenes.hand import AIR, AT_ONCE, DONTS, ENGINEERS, Armed, Menu
from game.values import Order

if TYPE_CHECKING:
    from game.ui.scenes.battle import BattleScene

# What the menu on one's own unit offers beside its orders: word and action.
UNIT_MENU = (("hold", "order hold"), ("done", "done"), ("formation", "formation"), ("fire_field", "field"))


def act(scene: "BattleScene", action: str, desk: Desk) -> list[Wish]:
    """Carry out an action; unknown ones do nothing."""
    word, _, rest = action.partition(" ")
    hand = scene.hand
    scene.lessons.acted(action)
    match word:
        case "lesson":
            scene.lessons.act(rest, desk)
        case "order":
            return _order(scene, rest, desk)
        case "dont":
            return _dont(scene, rest)
        case "menu":
            return _menu(scene, rest, desk)
        case "ration":
            its = f"{rest} {scene.books.chosen}".strip()
            return _give_or_say(scene, Order(scene.session.side, "ration", arg=its))
        case "call":
            return _give_or_say(scene, Order(scene.session.side, "call", arg=rest))
        case "unit" | "go-unit":
            select(scene, rest, centre=False)
            unit = hand.unit
            if word == "go-unit" and unit and unit.at:
                show(scene, unit.at)
        case "next" | "previous":
            _step(scene, 1 if word == "next" else -1, desk)
        case "done":
            if hand.selected:
                hand.done.add(hand.selected)
            _step(scene, 1, desk)
        case "give":
            if hand.armed:
                return _give_at(scene, hand.hover, desk)
            joined = hand.joining(hand.hover) if hand.hover and not hand.menu else None
            if joined:
                return [Give(joined[1])]
            scene.lessons.read(desk)
        case "undo" | "redo":
            return [TakeBack(word == "redo")] if scene.session.mine else []
        case "end":
            return scene.turn.end_now() if rest and scene.session.mine else end_phase(scene, desk)
        case "terms":
            return ask_terms(scene, desk)
        case "run":
            return _run_on(scene, desk)
        case "formation" | "posture":
            return battle_group.act(scene, word, rest, desk)
        case "back":
            return _back(scene, desk)
        case _:
            return look(scene, word, rest, desk)
    return []


def _run_on(scene: "BattleScene", desk: Desk) -> list[Wish]:
    """End phases until something happens, after the question about idle units."""
    if not scene.session.mine:
        scene.note(desk.say("note.not_yours"))
        return []
    return scene.staff.run_on(desk)


def _step(scene: "BattleScene", step: int, desk: Desk) -> None:
    unit = scene.hand.next_idle(step)
    if unit is None:
        scene.hand.select(None)
        scene.note(desk.say("note.no_idle" if scene.session.mine else "note.not_yours"))
        return
    select(scene, unit, centre=True)


def _back(scene: "BattleScene", desk: Desk) -> list[Wish]:
    """Esc: one thing at a time, the innermost first; while the computer moves, to the end of its phase."""
    hand = scene.hand
    if hand.menu:
        hand.menu = None
    elif hand.armed:
        hand.armed = None
    elif scene.books.opened or scene.report_open:
        scene.books.close()
        scene.report_open = False
    elif scene.staff.stop():
        scene.note(desk.say("staff.halted"))
    elif scene.turn.computer_moves:
        scene.turn.hurry = True
    elif hand.selected or hand.group:
        hand.select(None)
    else:
        return [Open(pause_menu(scene, desk))]
    return []


# ---------------------------------------------------------------- clicks on the map


def click(scene: "BattleScene", pos: tuple[int, int], desk: Desk) -> list[Wish]:
    """Left: give what is armed; select; move to a reachable hex; choose what to do to an enemy."""
    hand, at = scene.hand, scene.hand.hover
    if hand.menu:
        hand.menu = None
        return []
    if at is None:
        return []
    if hand.armed:
        return _give_at(scene, at, desk)
    own = hand.own_at(at)
    if not own and desk.settings.click == "rts":
        hand.select(None)
        return []
    if own:
        ids = [unit.id for unit in own]
        after = ids.index(hand.selected) + 1 if hand.selected in ids else 0
        select(scene, ids[after % len(ids)], centre=False)
        return []
    return _go(scene, at, pos, desk)


def _go(scene: "BattleScene", at: str, pos: tuple[int, int], desk: Desk) -> list[Wish]:
    """The selected unit moves there, or asks what to do to the enemy there."""
    if not scene.hand.selected or not scene.session.mine:
        return []
    if scene.hand.enemies_at(at):
        open_menu(scene, at, pos, desk)
        return []
    return _move(scene, at)


def _move(scene: "BattleScene", at: str) -> list[Wish]:
    order = Order(scene.hand.selected, "move", at=at)
    reason = scene.session.why_not(order)
    if reason:
        scene.note(reason)
        return []
    return [Give(order)]


def right_click(scene: "BattleScene", pos: tuple[int, int], desk: Desk) -> list[Wish]:
    """Right: on a unit its menu, with something armed put it down, elsewhere deselect."""
    hand, at = scene.hand, scene.hand.hover
    if hand.menu or hand.armed:
        hand.menu = hand.armed = None
        return []
    own = hand.own_at(at) if at else []
    if own and at:
        if hand.joining(at):
            _join_menu(scene, at, pos, desk)
            return []
        if hand.selected not in [unit.id for unit in own]:
            select(scene, own[0].id, centre=False)
        open_menu(scene, at, pos, desk)
    elif at and desk.settings.click == "rts":
        return _go(scene, at, pos, desk)
    elif at and hand.selected and hand.enemies_at(at):
        open_menu(scene, at, pos, desk)
    else:
        hand.select(None)
    return []


def _join_menu(scene: "BattleScene", at: str, pos: tuple[int, int], desk: Desk) -> None:
    """On a friend's hex in reach: go in beside him or change places with him, or take him in the hand."""
    hand, say, names = scene.hand, desk.say, scene.names
    joined = hand.joining(at)
    if joined is None:
        return
    word, order, cost = joined
    rows: list[tuple[str, Order | Armed | str]] = [(say(f"menu.{word}", cost=cost), order)]
    rows += [(say("menu.select", name=names.unit(unit.id, say.lang)), f"unit {unit.id}") for unit in hand.own_at(at)]
    hand.menu = Menu(say("menu.on", hex=names.spot(at, say.lang)), pos, rows)


def open_menu(scene: "BattleScene", at: str, pos: tuple[int, int], desk: Desk) -> None:
    """Every order of the selected unit on a hex, assaults with their chance."""
    hand, say = scene.hand, desk.say
    rows: list[tuple[str, Order | Armed | str]] = []
    orders = hand.orders_on(at)
    unit = hand.unit
    if unit and unit.at == at:
        orders += [order for order in scene.session.legal(unit.id) if order.verb in AT_ONCE]
    for order in orders:
        label = say(Armed(order.verb, order.arg).name)
        preview = scene.session.preview(order) if order.verb == "assault" else None
        if preview and preview.chances:
            label += f"  ({percent_text(taken_permille(preview.chances))})"
        rows.append((label, order))
    if unit and unit.at == at:
        rows += [(say(f"menu.{name}"), action) for name, action in UNIT_MENU]
    reason = scene.session.why_not(Order(hand.selected, "assault", at=at)) if hand.selected else None
    title = say("menu.on", hex=scene.names.spot(at, say.lang))
    hand.menu = Menu(title, pos, rows, say("menu.nothing", reason=reason or "–"))


def _menu(scene: "BattleScene", which: str, desk: Desk) -> list[Wish]:
    menu = scene.hand.menu
    scene.hand.menu = None
    if menu is None or which == "back":
        return []
    choice = menu.orders[int(which)][1]
    if isinstance(choice, str):
        return act(scene, choice, desk)
    if isinstance(choice, Armed):
        scene.hand.armed = choice
        return []
    return [Give(choice)]


# ---------------------------------------------------------------- orders


def _order(scene: "BattleScene", rest: str, desk: Desk) -> list[Wish]:
    verb, _, arg = rest.partition(" ")
    hand, say = scene.hand, desk.say
    if not scene.session.mine:
        scene.note(say("note.not_yours"))
        return []
    if verb == "air":
        rows: list[tuple[str, Order | Armed | str]] = [(say(f"air.{kind}"), Armed("air", kind)) for kind in AIR]
        hand.menu = Menu(say("order.air"), desk.mouse, rows)
        return []
    if hand.selected is None:
        scene.note(say("unit.none"))
        return []
    if verb in AT_ONCE:
        return _give_or_say(scene, Order(hand.selected, verb))
    if verb == "hold":
        return _hold(scene)
    if verb == "engineers":
        return _engineers(scene, desk)
    blind = verb == "bombard" and hand.shells_far()
    if verb != "move" and verb not in hand.verbs() and not blind:
        reason = hand.why_grey(verb)
        if reason:
            scene.note(reason)
    hand.menu = None
    hand.armed = Armed(verb, arg or None)
    if not scene.note_text:
        scene.note(say("arm.hint", order=say(hand.armed.name)))
    return []


def _engineers(scene: "BattleScene", desk: Desk) -> list[Wish]:
    hand = scene.hand
    found = [order for order in scene.session.legal(hand.selected or "") if order.verb in ENGINEERS]
    rows: list[tuple[str, Order | Armed | str]] = [
        (f"{desk.say('order.' + order.verb)} {order.at}", order) for order in found
    ]
    reasons = [hand.why_grey(verb) for verb in ENGINEERS]
    nothing = desk.say("menu.nothing", reason=next((why for why in reasons if why), "–"))
    hand.menu = Menu(desk.say("order.engineers"), desk.mouse, rows, nothing)
    return []


def _hold(scene: "BattleScene") -> list[Wish]:
    unit = scene.hand.unit
    if unit is None:
        return []
    return [Give(Order(unit.id, dont, arg="on")) for dont in DONTS if dont not in unit.dont]


def _dont(scene: "BattleScene", which: str) -> list[Wish]:
    unit = scene.hand.unit
    if unit is None or not scene.session.mine:
        return []
    return [Give(Order(unit.id, which, arg="off" if which in unit.dont else "on"))]


def _give_at(scene: "BattleScene", at: str | None, desk: Desk) -> list[Wish]:
    armed = scene.hand.armed
    actor = scene.hand.actor(armed) if armed else None
    if armed is None or actor is None:
        return []
    if armed.arg == "interdict":
        scene.hand.armed = None
        return _give_or_say(scene, Order(actor, "air", arg="interdict"))
    if at is None:
        return []
    return _give_or_say(scene, armed.at(actor, at))


def _give_or_say(scene: "BattleScene", order: Order) -> list[Wish]:
    reason = scene.session.why_not(order)
    if reason:
        scene.note(reason)
        return []
    scene.hand.armed = None
    return [Give(order)]
