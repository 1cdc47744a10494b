"""Why a computer player does what it does: a plan in words and figures, as plain data and as lines of text."""

from collections.abc import Sequence
from typing import Any

from game.ai.mind import NORMAL, NOT, POSTURES, PROBE, STORM, Mind
from game.ai.plans import OWN_AXIS, Plan, fighters, formation_groups
from game.ai.search import Entry
from game.names import Names
from game.rules.state import State

ALTERNATIVES = 8  # told in a brief


def make_brief(
    level: str, names: Names, known: State, mind: Mind, side: int, best: Entry, table: Sequence[Entry], playouts: int,
    believed: dict[str, Any],
) -> dict[str, Any]:  # fmt: skip
    """What a phase means: numbers, texts, lists and dicts only, as JSON takes them.

    `turn`, `level`, `plan`; `main_effort`: a hex or None; `formations`: id -> what it is to do; `orders`: to single
    units; `value`, `error`: points more than the enemy's that are expected, and the standard error; `playouts`;
    `alternatives`: `plan`, `value`, `error`, `playouts` of each, the surely best first; `believed`: what
    `Beliefs.in_words` says.
    """
    plan: Plan = best.what
    alike: dict[str, Entry] = {}  # of each name the one that was played most
    for entry in sorted(table, key=lambda entry: len(entry.scores.values)):
        if entry is not best and entry.scores.values:
            alike[entry.what.name] = entry
    others = sorted(alike.values(), key=lambda entry: entry.scores.points_error - entry.scores.points)
    return {
        "turn": int(known.clock["turn"][0]),
        "level": level,
        "plan": plan.name,
        "main_effort": main_effort(plan, names, known, mind, side),
        "formations": plan_in_words(plan, names, known, mind, side),
        "orders": orders_in_words(plan, names, known),
        "value": best.scores.points,
        "error": best.scores.points_error,
        "playouts": playouts,
        "alternatives": [
            {
                "plan": entry.what.name,
                "value": entry.scores.points,
                "error": entry.scores.points_error,
                "playouts": len(entry.scores.values),
            }
            for entry in others[:ALTERNATIVES]
        ],
        "believed": believed,
    }


def brief_lines(brief: dict[str, Any]) -> list[str]:
    """A brief as lines of text; none for a level that does not plan."""
    if "plan" not in brief:
        return []
    effort = f", main effort {brief['main_effort']}" if brief["main_effort"] else ""
    lines = [f"{brief['plan']}{effort}: {brief['value']:+} points (+- {brief['error']}), {brief['playouts']} playouts"]
    lines += [f"{formation}: {what}" for formation, what in brief["formations"].items()]
    lines += [f"ordered: {order}" for order in brief["orders"]]
    if brief["alternatives"]:
        others = (f"{row['plan']} {row['value']:+} (+- {row['error']})" for row in brief["alternatives"][:4])
        lines.append("instead of: " + "; ".join(others))
    believed = brief["believed"]
    likely = ", ".join(f"{where} ({percent} %)" for where, percent in believed["likely"].items())
    lines.append(
        f"unseen: {believed['hidden_units']} units, {believed['men_unseen']} men; likeliest in {likely or 'no hex'}"
    )
    return lines


def main_effort(plan: Plan, names: Names, known: State, mind: Mind, side: int) -> str | None:
    """The hex towards which most infantry goes that is to attack: `CCRR`, or None if nobody attacks."""
    men: dict[int, int] = {}
    for u in fighters(known, side):
        goal = plan.goals[u] if plan.goals[u] != OWN_AXIS else int(mind.units["axis"][u])
        attacks = plan.postures[u] in (STORM, PROBE) or (plan.postures[u] == NORMAL and known.sides["attacker"][side])
        if attacks and goal >= 0:
            men[goal] = men.get(goal, 0) + int(known.units["men"][u])
    if not men:
        return None
    return names.text(int(mind.goals[max(men, key=lambda g: (men[g], -g))]))


def plan_in_words(plan: Plan, names: Names, known: State, mind: Mind, side: int) -> dict[str, str]:
    """Formation id -> what it is to do, and what single units of it do otherwise, for those that fight."""
    words = {}
    for group in formation_groups(known, side):
        said: dict[str, list[int]] = {}
        for u in group:
            what = POSTURES[plan.postures[u]]
            if plan.goals[u] != OWN_AXIS:
                what += f" towards {names.text(int(mind.goals[plan.goals[u]]))}"
            said.setdefault(what, []).append(u)
        usual = max(said, key=lambda what: len(said[what]))
        others = [f"{', '.join(names.units[u] for u in rows)}: {what}" for what, rows in said.items() if what != usual]
        words[names.formations[int(known.units["formation"][group[0]])]] = "; ".join([usual, *others])
    return words


def orders_in_words(plan: Plan, names: Names, known: State) -> list[str]:
    """What single units are ordered to do in this phase, as the search found it better than their tactics."""
    said = []
    for order in plan.orders:
        stays = order.go == known.units["at"][order.unit]
        what = "stay" if stays else f"go to {names.text(order.go)}"
        if order.hit >= 0:
            what += f", assault {names.text(order.hit)}"
        elif order.hit == NOT:
            what += ", no assault"
        said.append(f"{names.units[order.unit]}: {what}")
    return said
