"""`python main.py manual`: the tables of docs/rules.md, made from the rulebook that is played; and of docs/modding.md.

A block of the manual stands between `<!-- table: NAME -->` and `<!-- end -->`; what lies between is ours, the rest is
its author's. Tables show hengyang/first-assault, that is the standard numbers with what hengyang/base changes.
"""

import argparse
import re
from collections.abc import Callable, Iterable
from typing import Any

from game.errors import UserError
from game.files import write_atomically
from game.paths import HOME
from game.rules.state import RESULTS
from game.scenario import catalog, reference
from game.scenario.model import Scenario
from game.scenario.numbers import Rules
from game.scenario.words import WORKS

FILE = HOME / "docs" / "rules.md"
PLAYED = "hengyang/first-assault"
BLOCK = re.compile(r"(<!-- table: ([a-z-]+) -->\n)(.*?)(<!-- end -->)", re.DOTALL)

# The first number of each chapter: numbers.py keeps them in this order.
CHAPTERS = {
    "randomness": "Dice",
    "move_night_less": "A turn",
    "sight_day_hexes": "Sight and concealment",
    "light_night_permille": "Fire and the Three Don'ts",
    "nest_works": "Fields of fire",
    "assault_cohesion": "Assault",
    "half_range_permille": "Guns, mortars, aircraft",
    "works": "Ground",
    "supply_cost": "Ammunition and supply",
    "broken_cohesion": "Men",
}


def run(args: argparse.Namespace) -> int:
    """The command: renew the blocks, or with `--check` name those that differ. Raises UserError on a strange block."""
    text = FILE.read_text(encoding="utf-8")
    page = reference.FILE.read_text(encoding="utf-8")
    scenario = catalog.load(PLAYED)
    if args.check:
        stale = [(FILE, name) for name in differing(text, scenario)]
        stale += [(reference.FILE, name) for name in reference.differing(page)]
        for file, name in stale:
            print(f"{file.name}: table '{name}' differs from the rulebook; renew it with `python main.py manual`")
        return 1 if stale else 0
    write_atomically(FILE, renewed(text, scenario))
    write_atomically(reference.FILE, reference.renewed(page))
    return 0


def renewed(text: str, scenario: Scenario) -> str:
    """The manual with every block as the rulebook gives it."""
    return BLOCK.sub(lambda block: block[1] + table(block[2], scenario) + "\n" + block[4], text)


def differing(text: str, scenario: Scenario) -> list[str]:
    """Names of the blocks that are not as the rulebook gives them, in the manual's order."""
    return [block[2] for block in BLOCK.finditer(text) if block[3] != table(block[2], scenario) + "\n"]


def table(name: str, scenario: Scenario) -> str:
    """One block's text, without a newline at its end. Raises UserError for a name that is no table."""
    if name not in TABLES:
        raise UserError(f"{FILE}: no table is called '{name}'; there are {', '.join(TABLES)}")
    return TABLES[name](scenario)


# ---------------------------------------------------------------- how tables are written


def markdown(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    """A Markdown table."""
    lines = [list(head)]
    lines.append(["---"] * len(lines[0]))
    lines += [[str(cell) for cell in row] for row in rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def words(value: Any) -> str:
    """A number or a list of numbers as a person writes it."""
    return ", ".join(map(words, value)) if isinstance(value, tuple) else str(value)


def closed(cost: int | None) -> str:
    return "–" if cost is None else str(cost)


def meaning(name: str) -> tuple[str, str]:
    """Unit and meaning of a number of the rules, from its description."""
    unit, _, text = (Rules.model_fields[name].description or "").partition(": ")
    return unit, text


def chapter_numbers(chapter: str) -> list[str]:
    """Names of the numbers of a chapter, in the order of numbers.py."""
    found, current = [], ""
    for name in Rules.model_fields:
        current = CHAPTERS.get(name, current)
        if current == chapter:
            found.append(name)
    return found


def listed(names: Iterable[str]) -> Callable[[Scenario], str]:
    """A table of some numbers by name."""
    kept = tuple(names)

    def rows(scenario: Scenario) -> str:
        return markdown(
            ("number", "value", "unit", "meaning"),
            ((f"`{name}`", words(getattr(scenario.rules, name)), *meaning(name)) for name in kept),
        )

    return rows


# ---------------------------------------------------------------- the tables


def ground(scenario: Scenario) -> str:
    head = ("ground", "height", "foot", "wheels", "cover ‰", "close combat %", "hides", "dig to", "notes")
    rows = []
    for kind in scenario.terrain.values():
        notes = ["blocks sight"] if kind.blocks_sight else []
        notes += [f"becomes {scenario.terrain[kind.ruins_to].name.en.lower()}"] if kind.ruins_to else []
        notes += ["burns"] if kind.burns else []
        notes += ["crossed by bridge, ferry or boat"] if kind.water else []
        costs = (closed(kind.foot), closed(kind.wheels))
        last = (kind.cover_permille, kind.close_percent, kind.hides, WORKS[kind.dig_to], ", ".join(notes))
        rows.append((kind.name.en, kind.height, *costs, *last))
    return markdown(head, rows)


def edges(scenario: Scenario) -> str:
    rules = scenario.rules
    ladders = f"{rules.cliff_ladders_percent} % with ladders; by ramp {words(rules.ramp_percent)} %"
    return markdown(
        ("hexside", "movement", "assault over it", "cover"),
        (
            ("stream", f"+{rules.stream_cost}", "100 %", "1000"),
            ("river", "closed but for bridge, ferry, boat", f"{rules.boat_percent} % by boat", "1000"),
            ("bridge over a river", "as the ground beyond", "100 %", "1000"),
            ("road, railway", f"{rules.road_cost} along it", "100 %", "1000"),
            ("cliff, from below", "closed", ladders, "1000"),
            ("cliff, from above", "as the ground beyond", "100 %", "1000"),
            (
                "embankment",
                f"+{rules.embankment_cost}",
                f"{rules.embankment_percent} %",
                rules.embankment_cover_permille,
            ),
            ("obstacle", f"+{rules.obstacle_cost}", f"{rules.obstacle_percent} %", "1000"),
        ),
    )


def works(scenario: Scenario) -> str:
    rules = scenario.rules
    rows = []
    for level, (name, numbers) in enumerate(zip(WORKS, rules.works, strict=True)):
        dug = str(numbers.dig_points) if numbers.dig_points else "–"
        nests = rules.nests_per_hex if level >= rules.nest_works else 0
        rows.append((level, name, numbers.cover_permille, numbers.close_percent, dug, nests))
    return markdown(("level", "works", "cover ‰", "close combat %", "digging points", "nests"), rows)


def rates(scenario: Scenario) -> str:
    """Rates of fire by class; kinds of one class that differ have lines of their own."""
    found: dict[tuple[str, tuple[int, ...]], list[str]] = {}
    for name, kind in scenario.kinds.items():
        found.setdefault((kind.class_, kind.rates), []).append(name)
    rows = ((class_, *values, ", ".join(f"`{kind}`" for kind in kinds)) for (class_, values), kinds in found.items())
    return markdown(("class", "1 hex", "2 hexes", "3 hexes", "4 hexes", "kinds"), rows)


def light(scenario: Scenario) -> str:
    night = scenario.rules.light_night_permille
    head = ("light ‰", *(f"{i} hex{'es' if i > 1 else ''}" for i in range(1, 5)))
    return markdown(head, (("day", *[1000] * 4), ("night", *night)))


def donts(scenario: Scenario) -> str:
    rows = []
    for side in scenario.sides.values():
        limits = side.thresholds
        own = f"{limits.kill} men, or {limits.kill_own} ‰ of its own if that is fewer"
        rows.append((side.name.en, ", ".join(side.dont) or "none", limits.see, f"{limits.aim} ‰", own))
    head = ("side", "begins with", "see: clarity below", "aim: rate x light below", "kill: expected losses below")
    return markdown(head, rows)


def nests(scenario: Scenario) -> str:
    losses = scenario.rules.nest_losses
    return markdown(("one nest", "1 hex", "2 hexes", "3 hexes"), (("men", *losses),))


def shifts(scenario: Scenario) -> str:
    found = sorted(scenario.rules.shifts, key=lambda shift: shift.ratio)
    head = ("ratio from", *(shift.ratio for shift in found))
    return markdown(map(str, head), (("shift", *(f"{shift.shift:+d}" for shift in found)),))


def results(scenario: Scenario) -> str:
    rows: list[tuple[object, ...]] = []
    of_combat = RESULTS[: len(scenario.rules.results)]
    lows = (None, *(row.up_to + 1 for row in scenario.rules.results))
    for name, row, low in zip(of_combat, scenario.rules.results, lows, strict=False):
        last = f"{low} or more" if name == of_combat[-1] else f"{low}–{row.up_to}"
        sums = f"{row.up_to} or less" if low is None else last
        losses = (row.attacker_percent, row.defender_percent)
        rows.append((sums, f"*{name}*", *losses, f"{row.attacker_cohesion:+d}", f"{row.defender_cohesion:+d}"))
    head = (
        "2d10 + shift",
        "result",
        "attacker loses %",
        "defender loses %",
        "attacker's cohesion",
        "defender's cohesion",
    )
    return markdown(head, rows)


def guns(scenario: Scenario) -> str:
    rows = []
    for name, kind in scenario.kinds.items():
        if kind.tubes:
            weight = ("direct", "–") if kind.direct else (kind.weight, kind.tubes * kind.weight)
            rows.append(
                (f"`{name}`", kind.name.en, kind.tubes, *weight, kind.range_hexes, "yes" if kind.lobs else "no")
            )
    return markdown(("kind", "name", "tubes", "weight", "W", "range", "lobs"), rows)


def kinds(scenario: Scenario) -> str:
    rows = []
    for name, kind in scenario.kinds.items():
        points = f"{kind.points} {kind.move}"
        rows.append((f"`{name}`", kind.name.en, kind.class_, kind.men, points, kind.quality, kind.cohesion))
    return markdown(("kind", "name", "class", "men", "movement", "quality %", "cohesion"), rows)


def rations(scenario: Scenario) -> str:
    rows = ((name, ration.fires, ration.grenades) for name, ration in scenario.rules.rations.items())
    begins = (f"{side.name.en}: {side.ration}" for side in scenario.sides.values())
    return markdown(("ration", "fires", "grenades"), rows) + "\n\nAt the start: " + ", ".join(begins) + "."


def wounded(scenario: Scenario) -> str:
    share = scenario.rules.wounded_permille
    rows = []
    for side in scenario.sides.values():
        rows.append((side.name.en, 1000 - share, share, side.wounded.return_, side.wounded.die))
    head = ("side", "killed ‰", "wounded ‰", "of the wounded return ‰", "of the other wounded die ‰")
    return markdown(head, rows)


def points(scenario: Scenario) -> str:
    rows = []
    for place, sides in scenario.victory.places.items():
        for side, worth in sides.items():
            where = scenario.map.places[place].name.en
            rows.append((where, scenario.sides[side].name.en, worth.daily, worth.first, worth.final))
    return markdown(("place", "side", "each day", "first taken", "at the end"), rows)


def scores(scenario: Scenario) -> str:
    victory = scenario.victory
    rows: list[tuple[str, str, Any]] = []
    for side, spells in victory.days.items():
        rows += [(scenario.sides[side].name.en, f"each day from {spell.from_}", spell.points) for spell in spells]
    for side, loss in victory.losses.items():
        rows.append((scenario.sides[side].name.en, f"each {loss.per} men the enemy loses", loss.points))
    if victory.fall:
        attacker = next(side.name.en for side in scenario.sides.values() if side.role == "attacker")
        rows.append((attacker, "the city falls", victory.fall.points))
        rows.append((attacker, "it falls by terms", victory.fall.terms_points))
    return markdown(("side", "for", "points"), rows)


def levels(scenario: Scenario) -> str:
    rows = []
    for level in scenario.victory.levels:
        name = level.name.en if level.name else level.id
        winner = scenario.sides[level.for_].name.en if level.for_ in scenario.sides else "nobody"
        rows.append(("less" if level.from_ is None else level.from_, name, winner))
    return markdown(("margin from", "level", "won by"), rows)


def all_numbers(scenario: Scenario) -> str:
    standard = Rules()
    rows, chapter = [], ""
    for name in Rules.model_fields:
        chapter = CHAPTERS.get(name, chapter)
        value = getattr(scenario.rules, name)
        usual = getattr(standard, name)
        unit, text = meaning(name)
        shown = "…" if unit == "table" else words(value)
        shown += "" if value == usual else f" **(standard {words(usual)})**" if unit != "table" else " **(changed)**"
        rows.append((f"`{name}`", shown, unit, text, chapter))
    return markdown(("name", "value", "unit", "meaning", "chapter"), rows)


def _from(first: str, last: str) -> tuple[str, ...]:
    names = list(Rules.model_fields)
    return tuple(names[names.index(first) : names.index(last) + 1])


TABLES: dict[str, Callable[[Scenario], str]] = {
    "ground": ground,
    "edges": edges,
    "works": works,
    "movement": listed(chapter_numbers("A turn")),
    "digging": listed(_from("wear_per_level", "engineer_actions")),
    "sight": listed(chapter_numbers("Sight and concealment")),
    "rates": rates,
    "light": light,
    "donts": donts,
    "nests": nests,
    "assault": listed(_from("assault_cohesion", "prisoners_permille")),
    "shifts": shifts,
    "results": results,
    "guns": guns,
    "bombardment": listed(_from("half_range_permille", "commander_turns")),
    "aircraft": listed(_from("bomb_weight", "interdict_percent")),
    "rations": rations,
    "supply": listed(name for name in chapter_numbers("Ammunition and supply") if name != "rations"),
    "kinds": kinds,
    "fatigue": listed(
        ("fatigue_limit", "fatigue_effect_percent", *_from("broken_cohesion", "cohesion_ceiling_hungry"))
    ),
    "siege": listed(_from("skirmish_closes", "sickness_hungry_permille")),
    "wounded": wounded,
    "returns": listed(("return_turns", "replacements_men")),
    "places": points,
    "scores": scores,
    "levels": levels,
    "numbers": all_numbers,
}
