"""What hovering says: a hex and who is in it, a path and its cost, an event's arithmetic, a grey button's reason."""

from typing import TYPE_CHECKING

from game.ui.panels.forces import last_seen
from game.ui.panels.log import arithmetic
from game.ui.panels.tooltip import Tip, faint, plain
from game.ui.scenes.base import Desk
from game.ui.scenes.hand import AT_HEX
from game.ui.theme.palette import BAD, BRASS, FAIR, GOOD, PAPER, Colour
from game.values import Order, UnitView

if TYPE_CHECKING:
    from game.ui.scenes.battle import BattleScene

MOST_ROWS = 24
MOST_SEERS = 4  # units named among those that see a hex


def ground(scene: "BattleScene", desk: Desk) -> Tip | None:
    """All about the hex under the mouse, for the corner of the screen; None where it is on no hex."""
    at = scene.hand.hover
    return _hex_tip(scene, desk, at) if at and scene.hand.menu is None else None


def tip(scene: "BattleScene", desk: Desk) -> Tip | None:
    """The tip beside the mouse, or None."""
    hand = scene.hand
    if scene.panels.tip:
        return plain(scene.panels.tip)
    if scene.hover_action.startswith("log "):
        return _event_tip(scene, desk, int(scene.hover_action.split()[1]))
    if hand.hover is None or hand.menu is not None:
        return None
    if scene.panels.over(desk.mouse, desk):
        return None
    lines: list[tuple[str, Colour]] = []
    _intent(scene, desk, hand.hover, lines)
    return Tip(lines=tuple(line for line in lines if line[0]))


def _event_tip(scene: "BattleScene", desk: Desk, index: int) -> Tip | None:
    for event in scene.session.events():
        if event.n == index:
            rows = tuple(arithmetic(event, desk.say)[:MOST_ROWS])
            lines = (faint(desk.say("log.result_how")),) if event.kind == "result" and event.values.get("dice") else ()
            return Tip(desk.say("log.factors"), rows, lines) if rows else None
    return None


def _hex_tip(scene: "BattleScene", desk: Desk, at: str) -> Tip:
    say, names, view = desk.say, scene.names, scene.session.view
    lines: list[tuple[str, Colour]] = []
    rows: list[tuple[str, str]] = []
    terrain = names.terrain(at, view.terrain)
    if terrain:
        rows.append((say("tip.ground"), terrain.name.get(say.lang)))
        if terrain.cover_permille != 1000:
            rows.append((say("tip.cover"), f"× {terrain.cover_permille / 1000:g}"))
        if terrain.close_percent != 100:
            rows.append((say("tip.close"), f"× {terrain.close_percent / 100:g}"))
    if view.works.get(at):
        rows.append((say("tip.works"), say(f"works.{view.works[at]}")))
    edges = names.edges.get(at, ())
    for kind in dict.fromkeys(kind for kind, _ in edges):
        where = say.join([say(f"dir.{direction}") for its, direction in edges if its == kind])
        word = say(f"edge.{kind}")
        rows.append((word[:1].upper() + word[1:], where))
    if at in view.control:
        rows.append((say("tip.control"), names.side(view.control[at], say.lang)))
    if at in view.burning:
        lines.append((say("tip.burning"), BAD))
    if at in view.unorganised:
        lines.append((say("tip.unorganised"), FAIR))
    if scene.hand.threat:
        rows.append((say("tip.threat"), say("tip.threat_value", men=scene.session.threat().get(at, 0))))
    _people(scene, desk, at, lines)
    _seers(scene, desk, at, rows)
    return Tip(_title(scene, desk, at), tuple(rows), tuple(lines))


def _title(scene: "BattleScene", desk: Desk, at: str) -> str:
    name = scene.names.place(at, desk.say.lang)
    label = desk.say("tip.hex", hex=at)
    return f"{label} · {name}" if name else label


def _people(scene: "BattleScene", desk: Desk, at: str, lines: list[tuple[str, Colour]]) -> None:
    say, names = desk.say, scene.names
    for unit in scene.hand.own_at(at):
        lines.append((f"{names.unit(unit.id, say.lang)} – {say('odds.men', n=unit.men)}", GOOD))
    for foe in scene.hand.enemies_at(at):
        text = names.unit(foe.id, say.lang)
        text += " – " + say("tip.men_band", low=foe.men[0], high=foe.men[1])
        age = scene.session.view.turn - foe.turn
        if age > 0:
            text += f" ({last_seen(age, say)})"
        lines.append((text, BAD))


def _seers(scene: "BattleScene", desk: Desk, at: str, rows: list[tuple[str, str]]) -> None:
    """Which of one's own have the hex in sight."""
    say, seers = desk.say, scene.session.seers(at)
    if len(seers) > MOST_SEERS:
        rows.append((say("tip.seen_by"), say("tip.units", n=len(seers))))
    elif seers:
        rows.append((say("tip.seen_by"), say.join([scene.names.short(unit) for unit in seers])))
    else:
        rows.append((say("tip.seen_by"), say("tip.nobody")))


def _intent(scene: "BattleScene", desk: Desk, at: str, lines: list[tuple[str, Colour]]) -> None:
    """What the selected unit could do there: the cost of a move, the view of a line of sight, or why not."""
    hand, session, say = scene.hand, scene.session, desk.say
    unit = hand.unit
    if hand.sight_line and unit and unit.at and unit.at != at:
        blocked = session.sight_line(unit.at, at)
        if blocked:
            lines.append((say("sight.blocked", hex=scene.names.spot(blocked, say.lang)), BAD))
        else:
            lines.append((say("sight.clear", range=session.distance(unit.at, at)), GOOD))
    if not session.mine:
        return
    if hand.armed:
        actor = hand.actor(hand.armed)
        reason = session.why_not(hand.armed.at(actor, at)) if actor else None
        if reason:
            lines.append((reason, FAIR))
        elif hand.armed.verb not in AT_HEX:  # of those the odds card says what is to be done
            lines.append((say(hand.armed.name), BRASS))
        if unit and not reason and hand.armed.verb == "move":
            _way(scene, desk, unit, at, lines)
        return
    joined = hand.joining(at)
    if unit and joined:
        lines.append((say(f"path.{joined[0]}", cost=joined[2]), BRASS))
        _way(scene, desk, unit, at, lines)
    if unit is None or hand.own_at(at) or unit.at == at:
        return
    if hand.enemies_at(at):
        if not hand.orders_on(at):
            reason = session.why_not(Order(unit.id, "assault", at=at))
            lines.append(faint(reason or ""))
            if unit.at and session.distance(unit.at, at) > 1:  # of a neighbour the reason says it
                _cliffs_below(scene, desk, unit, at, lines)
    elif at in session.reach(unit.id):
        _way(scene, desk, unit, at, lines)
    else:
        _cliffs_below(scene, desk, unit, at, lines)


def _way(scene: "BattleScene", desk: Desk, unit: UnitView, at: str, lines: list[tuple[str, Colour]]) -> None:
    """What a march costs, and where on it the enemy known of could fire."""
    session, say = scene.session, desk.say
    path, cost = session.path(unit.id, at)
    lines.append((say("path.cost", cost=cost, left=unit.moves_left), PAPER))
    threat = session.threat()
    if threat.get(at):
        lines.append((say("path.fire_there", men=threat[at]), BAD))
    under = [step for step in path if step != at and threat.get(step)]
    if under:
        worst = max(under, key=lambda step: threat[step])
        lines.append((say("path.fire_on_way", n=len(under), men=threat[worst], hex=worst), BAD))
    up = [target for target in session.cliffs_up(unit.id, at) if session.view.control.get(target) != session.side]
    if up:
        spots = say.join([scene.names.spot(target, say.lang) for target in up])
        lines.append((say("path.cliffs_up", hexes=spots), FAIR))


def _cliffs_below(scene: "BattleScene", desk: Desk, unit: UnitView, at: str, lines: list[tuple[str, Colour]]) -> None:
    """Whence an assault on a hex not one's own would want ladders that are not there."""
    session = scene.session
    below = [] if session.view.control.get(at) == session.side else session.cliffs_below(unit.id, at)
    if below:
        lines.append((desk.say("path.cliffs_below", hexes=desk.say.join(below)), FAIR))
