"""Orders as a player says them, for the replay's captions."""

import re

from game.ui.panels.army import words
from game.ui.panels.gazetteer import Gazetteer
from game.ui.text.i18n import Tongue
from game.ui.text.strings_replay import PLAN_WORDS
from game.values import DONTS, Order


def order_words(order: Order, names: Gazetteer, say: Tongue) -> str:
    """`II Battalion, 133rd Regiment: Assault, Fengshu Hill (2029)`."""
    if order.verb == "end":
        return say("order.end")
    unit = order.unit or ""
    who = names.unit(unit, say.lang) if unit in names.units else names.side(unit, say.lang)
    verb = verb_words(order, names, say)
    if order.at:
        return say("replay.orders_at", unit=who, verb=verb, at=names.spot(names.hex(order.at), say.lang))
    return say("replay.orders", unit=who, verb=verb)


def verb_words(order: Order, names: Gazetteer, say: Tongue) -> str:
    """What is to be done, without who and where."""
    arg = order.arg or ""
    if order.verb in DONTS:
        return say(f"replay.dont_{arg}", dont=say(f"dont.{order.verb}"))
    if order.verb == "assault" and arg:
        return say("order.assault_hold")
    if order.verb == "air":
        return say(f"replay.air.{arg}")
    if order.verb == "ration":
        level, _, formation = arg.partition(" ")
        of = f" ({names.formation(formation, say.lang)})" if formation else ""
        return say(f"replay.ration.{level}") + of
    if order.verb == "call":
        wave = next((wave for wave in names.scenario.waves if wave.id == arg), None)
        return say("replay.call", name=wave.name.get(say.lang) if wave and wave.name else arg)
    if order.verb == "choose":
        return _choice(arg, names, say)
    return say(f"order.{order.verb}")


def _choice(arg: str, names: Gazetteer, say: Tongue) -> str:
    event_id, _, option_id = arg.partition(" ")
    for event in names.scenario.events:
        if event.id == event_id:
            options = {option.id: option.text for effect in event.do for option in effect.choice or ()}
            if option_id in options:
                return words(options[option_id].to_dict(), say)
    return arg


def plan_words(text: str, say: Tongue) -> str:
    """A plan's name, or what a formation is to do, as a brief has it."""
    if say.lang == "zh":
        for pattern, its in PLAN_WORDS:
            text = re.sub(pattern, its, text, flags=re.ASCII)
    return text
