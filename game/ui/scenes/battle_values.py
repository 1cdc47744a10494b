"""The values that the panels print: words and figures out of the view, the reasons of grey buttons."""

from typing import TYPE_CHECKING

from game.ui.panels.army import calibre_name, words
from game.ui.panels.forces import last_seen
from game.ui.panels.odds_card import Answers, percent_text
from game.ui.panels.statistics import tally
from game.ui.panels.turn_bar import BarItem, scarce
from game.ui.panels.unit_card import CardButtons
from game.ui.scenes.base import Desk
from game.ui.scenes.hand import AT_HEX, AT_ONCE, DONTS, ENGINEERS, Armed
from game.ui.scenes.result import level_name
from game.ui.theme.palette import GOLD
from game.ui.theme.sheet import Key
from game.values import Order, UnitView

if TYPE_CHECKING:
    from game.ui.scenes.battle import BattleScene

BEFELL = ("fired", "bombarded", "assault", "to_ground", "result", "retreated", "broken", "rallied", "moved", "arrived")
MOST_BEFELL = 5
FIGURES = (
    "fatigue_assault", "fatigue_defence", "fatigue_night", "fatigue_close_less", "fatigue_rest_less",
    "cohesion_close", "cohesion_rest", "broken_cohesion", "suppression_close_less", "rally_suppression",
)  # fmt: skip
RECENT_TURNS = 6  # from which the rate is taken at which stocks go


def bar_items(scene: "BattleScene", desk: Desk) -> tuple[BarItem, ...]:
    session, say, names = scene.session, desk.say, scene.names
    view = session.view
    stocks = view.stocks
    phase = names.side(view.phasing, say.lang)
    points = " : ".join(str(view.points.get(side, 0)) for side in session.sides)
    items = [
        BarItem(say("bar.turn"), f"{view.turn} / {session.scenario.turns}"),
        BarItem(say("bar.date"), say.date(view.date), colour=GOLD),
        BarItem(say("bar.weather"), say(f"weather.{view.weather}")),
        BarItem(
            say("bar.phase"),
            say("bar.yours", side=phase) if session.mine else phase,
            colour=GOLD if session.mine else (200, 150, 110),
        ),
        BarItem(say("bar.points"), f"{points}  ({view.margin:+d})", _points_tip(scene, desk), "goals"),
        BarItem(say("bar.level"), level_name(session.scenario, view.level, say.lang), say("tip.points"), "goals"),
    ]
    items.append(BarItem(say("bar.sorties"), str(stocks.get("sorties", 0)), say("tip.sorties")))
    items += [_stock(scene, desk, "fires", 20, 80), _stock(scene, desk, "grenades", 5, 20)]
    if stocks.get("shells"):
        items.append(_stock(scene, desk, "shells", -1, -1))
    items.append(BarItem(say("bar.food"), str(stocks.get("food", 0)), say("tip.food")))
    return tuple(items)


def _stock(scene: "BattleScene", desk: Desk, name: str, low: int, middle: int) -> BarItem:
    """What lies in the depots, and what the units carry beside it; scarce by the depots."""
    say, stocks = desk.say, scene.session.view.stocks
    held = stocks.get(name, 0)
    kinds = held if isinstance(held, dict) else {}
    stored, carried = sum(kinds.values()) if kinds else int(held), int(stocks.get(f"{name}_with_units", 0))
    lines = [say(f"tip.{name}"), say("tip.stored", n=say.number(stored), m=say.number(carried))]
    lines += [f"{calibre_name(calibre)}: {count}" for calibre, count in kinds.items() if count]
    lasts = how_long(scene, desk).get("fires") if name == "fires" else None
    lines += [say("tip.fires_last", days=lasts)] if lasts else []
    value = f"{say.number(stored)} + {say.number(carried)}"
    return BarItem(say(f"bar.{name}"), value, "\n".join(lines), colour=scarce(stored, low, middle))


def _points_tip(scene: "BattleScene", desk: Desk) -> str:
    points = scene.session.view.points
    return "\n".join(f"{scene.names.side(side, desk.say.lang)}: {points.get(side, 0)}" for side in scene.session.sides)


# ---------------------------------------------------------------- unit card


def card_buttons(scene: "BattleScene", desk: Desk) -> CardButtons:
    """Toggles, companions and orders of the selected unit; grey ones carry the battle's reason."""
    unit = scene.hand.unit
    if unit is None:
        return CardButtons()
    others = [its for its in scene.hand.own_at(unit.at or "") if its.id != unit.id]
    companions = tuple(Key(scene.names.unit(its.id, desk.say.lang), f"unit {its.id}") for its in others)
    return CardButtons(_donts(scene, unit, desk), _orders(scene, unit, desk), companions)


def _donts(scene: "BattleScene", unit: UnitView, desk: Desk) -> tuple[Key, ...]:
    say = desk.say
    limits = scene.names.side_model(unit.side).thresholds
    nearest = _nearest_words(scene, unit, desk)
    values = {"see": limits.see, "aim": limits.aim, "kill": limits.kill, "own": limits.kill_own}
    keys = []
    for dont in DONTS:
        tip = f"{say(f'dont.{dont}_tip', **values)}\n{nearest}"
        look = "armed" if dont in unit.dont else "plain"
        keys.append(Key(say(f"dont.{dont}"), f"dont {dont}", scene.session.mine, tip, desk.key(f"dont {dont}"), look))
    return tuple(keys)


def _nearest_words(scene: "BattleScene", unit: UnitView, desk: Desk) -> str:
    """What a volley at the nearest enemy known would do."""
    say = desk.say
    found = scene.hand.nearest_enemy()
    if found is None:
        return say("dont.no_enemy")
    foe, range_ = found
    order = Order(unit.id, "fire", at=foe.at)
    name = scene.names.unit(foe.id, say.lang)
    if not scene.session.mine:
        return say("dont.nearest_far", name=name, range=range_, reason="–")
    reason = scene.session.why_not(order)
    preview = scene.session.preview(order) if reason is None else None
    if preview is None:
        return say("dont.nearest_far", name=name, range=range_, reason=reason or "–")
    enemy = scene.session.other(unit.side)
    return say("dont.nearest", name=name, range=range_, men=preview.losses.get(enemy, 0))


def _orders(scene: "BattleScene", unit: UnitView, desk: Desk) -> tuple[Key, ...]:
    say, hand, mine = desk.say, scene.hand, scene.session.mine
    can = hand.verbs()
    armed = scene.hand.armed
    keys = []
    look = "armed" if armed and armed.verb == "move" else "plain"
    tired = "" if "move" in can or not mine else say("order.move_none")
    tip = tired or say("order.move_tip")
    keys.append(Key(say("order.move"), "order move", mine and not tired, tip, desk.key("order move"), look))
    for verb in (*AT_HEX, *AT_ONCE):
        blind = verb == "bombard" and verb not in can and mine and hand.shells_far()
        tip = "" if verb in can or not mine or blind else hand.why_grey(verb)
        look = "armed" if armed and armed.verb == verb else "plain"
        said = tip or say("order.bombard_blind" if blind else f"order.{verb}_tip")
        keys.append(Key(say(f"order.{verb}"), f"order {verb}", mine and not tip, said, desk.key(f"order {verb}"), look))
    engineers = any(verb in can for verb in ENGINEERS)
    why = "" if engineers or not mine else next((why for why in map(hand.why_grey, ENGINEERS) if why), "")
    said = why or say("order.engineers_tip")
    keys.append(Key(say("order.engineers"), "order engineers", mine and engineers, said, desk.key("order engineers")))
    keys.append(Key(say("order.hold"), "order hold", mine, say("order.hold_tip"), desk.key("order hold")))
    keys.append(Key(say("order.done"), "done", mine, say("order.done_tip"), desk.key("done")))
    return tuple(keys)


def gauge_tips(scene: "BattleScene", unit: UnitView, desk: Desk) -> dict[str, str]:
    """Of each bar: the rule that moves it, and what befell the unit in this turn and the last."""
    session, say = scene.session, desk.say
    turn = session.view.turn
    befell = [
        event.text(say.lang)
        for event in session.events()
        if event.turn >= turn - 1 and event.kind in BEFELL and unit.id in (event.unit, event.other)
    ]
    told = "\n".join([say("gauge.events"), *befell[-MOST_BEFELL:]]) if befell else say("gauge.nothing")
    rules = session.scenario.rules
    figures = {name: getattr(rules, name) for name in FIGURES}
    return {bar: f"{say(f'gauge.{bar}', **figures)}\n{told}" for bar in ("men", "cohesion", "suppression", "fatigue")}


def idle_table_keys(scene: "BattleScene", desk: Desk) -> tuple[Key, ...]:
    """Buttons while no unit is selected."""
    say, mine = desk.say, scene.session.mine
    armed = scene.hand.armed
    look = "armed" if armed and armed.verb == "air" else "plain"
    no_air = why_no_air(scene)
    return (
        Key(say("order.air"), "order air", mine and not no_air, no_air, desk.key("order air"), look),
        Key(say("button.goals"), "goals"),
        Key(say("button.forces"), "forces"),
        Key(say("button.army"), "army"),
        Key(say("button.statistics"), "statistics"),
        Key(say("button.run"), "run on", mine, say("button.run_tip")),
        Key(say("button.help"), "help"),
        Key(say("button.menu"), "pause"),
    )


# ---------------------------------------------------------------- odds, report


def odds_title(scene: "BattleScene", order: Order, desk: Desk) -> str:
    verb = desk.say(Armed(order.verb, order.arg).name)
    return f"{verb} · {scene.names.spot(order.at, desk.say.lang)}"


def odds_notes(scene: "BattleScene", order: Order, desk: Desk) -> tuple[str, ...]:
    """The key that plays it out, or that it is being done."""
    notes = []
    if scene.forecaster.running:
        notes.append(desk.say("note.forecast"))
    elif scene.forecaster.of(order, scene.session) is None:
        notes.append(desk.say("odds.forecast_key"))
    return tuple(notes)


def odds_doubts(scene: "BattleScene", order: Order, desk: Desk) -> tuple[str, ...]:
    """Why an order at a hex where no enemy is seen may meet more, or less, than its figures say."""
    view, say = scene.session.view, desk.say
    if order.verb not in ("assault", "fire", "bombard") or any(foe.at == order.at for foe in view.seen):
        return ()
    last = [foe for foe in view.remembered if foe.at == order.at]
    if not last:
        return (say("odds.nobody_known"),) if order.verb == "bombard" else ()
    if order.verb == "bombard":
        return ()
    foe = max(last, key=lambda foe: foe.men)
    seen = last_seen(view.turn - foe.turn, say)
    name, (low, high) = scene.names.unit(foe.id, say.lang), foe.men
    return (say("odds.as_if_empty", name=name, low=low, high=high, seen=seen),)


def answers(scene: "BattleScene", order: Order, desk: Desk) -> Answers | None:
    """Who may fire back, by name; None where the order is no fire."""
    if order.verb not in ("fire", "bombard"):
        return None
    found = scene.session.return_fire(order)
    return tuple((scene.names.unit(unit, desk.say.lang), men) for unit, men in found)


def advice_lines(scene: "BattleScene", order: Order, desk: Desk) -> tuple[str, ...]:
    """From where the assault would go better, and who could help it."""
    advice, say, names = scene.adviser.of(order, scene.session), desk.say, scene.names
    if advice is None:
        return ()
    now = percent_text(advice.now)
    lines = [
        say("odds.from", hex=names.spot(at, say.lang), now=now, then=percent_text(permille))
        for at, permille in advice.starts[:1]
    ]
    lines += [
        say("odds.with", name=names.unit(unit, say.lang), hex=at, now=now, then=percent_text(permille), men=price)
        for unit, at, permille, price in advice.friends[:2]
    ]
    return tuple(lines)


def retake_line(scene: "BattleScene", desk: Desk) -> str:
    """Places the enemy has just taken and not organised."""
    session = scene.session
    view = session.view
    lost = [at for at in view.unorganised if view.control.get(at) not in (None, session.side)]
    if not lost:
        return ""
    places = desk.say.join([scene.names.spot(at, desk.say.lang) for at in lost])
    return desk.say("phase_report.retake", places=places)


def call_keys(scene: "BattleScene", desk: Desk) -> tuple[Key, ...]:
    """Waves held back that the shown side may call."""
    session, say = scene.session, desk.say
    keys = []
    for wave in session.view.arrivals:
        if wave.get("held"):
            order = Order(session.side, "call", arg=str(wave.get("id")))
            reason = session.why_not(order) if session.mine else say("note.not_yours")
            label = say("order.call", name=words(wave.get("name"), say) or wave.get("id"), cost=wave.get("cost") or 0)
            keys.append(Key(label, f"call {wave.get('id')}", reason is None, reason or ""))
    return tuple(keys)


def terms_key(scene: "BattleScene", desk: Desk) -> Key:
    """Asking for terms; grey ones say why."""
    session, say = scene.session, desk.say
    reason = session.why_not(Order(session.side, "terms")) if session.mine else say("note.not_yours")
    return Key(say("order.terms"), "terms", reason is None, reason or say("terms.text"))


def how_long(scene: "BattleScene", desk: Desk) -> dict[str, str]:
    """How many days stocks last: fires (with those carried) at the rate of the last turns, food as it is eaten."""
    session, say = scene.session, desk.say
    stocks = session.view.stocks
    counted = session.keep(("tally", session.side), lambda: tally(session.events(), session.side))
    turn = session.view.turn
    recent = range(max(1, turn - RECENT_TURNS), turn + 1)
    spent = sum(counted.spent[its] for its in recent) / 10 / len(recent)
    found = {}
    if spent > 0:
        days = (stocks.get("fires", 0) + stocks.get("fires_with_units", 0)) / spent / 2
        found["fires"] = say("army.lasts", days=f"{days:.0f}" if days >= 3 else f"{days:.1f}")
    if "food" in stocks:
        found["food"] = say("army.lasts", days=f"{int(stocks['food']) / 2:g}")
    return found


def why_no_air(scene: "BattleScene") -> str:
    """Why no aircraft can be sent; nothing if some can."""
    session = scene.session
    if not session.mine or any(order.verb == "air" for order in session.legal(session.side)):
        return ""
    at = next((unit.at for unit in session.view.own if unit.at), None)
    return session.why_not(Order(session.side, "air", at=at, arg="scout")) or ""
