"""The list of forces (F3): every unit of one's own and every enemy known, sorted and sifted; a click goes there."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from game.ui.panels.gazetteer import Gazetteer
from game.ui.panels.rows import Column, Row, heading, rows
from game.ui.text.i18n import Tongue
from game.ui.theme.palette import BAD, BRASS, DIM, FAIR, PAPER, Colour, tone
from game.ui.theme.sheet import Key, Layout, Sheet
from game.values import Contact, UnitView, View

WIDTH = 1010
SIFTS = ("all", "idle", "trouble", "enemy")
SHORT_OF_FIRES = 20  # tenths of a fire below which a unit is in trouble
TIRED = 60
Sorting = Callable[[UnitView], object]


@dataclass(frozen=True, slots=True)
class ForcesState:
    """How the list is to be shown."""

    sift: str = "all"
    sort: str = ""
    falling: bool = False
    scroll: int = 0


def troubles(unit: UnitView) -> tuple[str, ...]:
    """Words of what is wrong with a unit, worst first."""
    found = [
        ("broken", unit.broken),
        ("isolated", unit.isolated_turns > 0),
        ("unsupplied", not unit.supplied and not unit.isolated_turns),
        ("dry", unit.ammo < SHORT_OF_FIRES and unit.men > 0 and unit.tubes == 0),
        ("pinned", unit.suppression >= unit.cohesion),
        ("weary", unit.fatigue >= TIRED),
    ]
    return tuple(word for word, is_so in found if is_so)


def sifted(view: View, names: Gazetteer, idle: Collection[str], state: ForcesState, lang: str) -> list[UnitView]:
    """One's own units on the map that the list shows, in its order."""
    units = [unit for unit in view.own if unit.at]
    if state.sift == "idle":
        units = [unit for unit in units if unit.id in idle]
    elif state.sift == "trouble":
        units = [unit for unit in units if troubles(unit)]
    sortings: dict[str, Sorting] = {
        "unit": lambda unit: names.unit(unit.id, lang),
        "formation": lambda unit: names.formation(unit.formation, lang),
        "at": lambda unit: unit.at,
        "men": lambda unit: unit.men,
        "fires": lambda unit: unit.ammo,
        "cohesion": lambda unit: unit.cohesion,
        "suppression": lambda unit: unit.suppression,
        "fatigue": lambda unit: unit.fatigue,
    }
    if state.sort in sortings:
        units.sort(key=sortings[state.sort], reverse=state.falling)  # type: ignore[arg-type]
    return units


def forces_panel(
    names: Gazetteer,
    view: View,
    idle: Collection[str],
    state: ForcesState,
    selected: str | None,
    say: Tongue,
    scale: float,
    hover: str,
    most: int,
) -> Sheet:
    """Same arguments, same pixels. `most`: rows that there is room for."""
    sheet = Layout(round(WIDTH * scale), scale, hover)
    own = [unit for unit in view.own if unit.at]
    sheet.head(say("forces.title"), say("forces.sub", n=len(own), men=say.number(sum(unit.men for unit in own))))
    counts = {
        "all": len(own),
        "idle": len([unit for unit in own if unit.id in idle]),
        "trouble": len([unit for unit in own if troubles(unit)]),
        "enemy": len(view.seen) + len(view.remembered),
    }
    keys = [
        Key(
            f"{say(f'forces.{sift}')} ({counts[sift]})",
            f"forces sift {sift}",
            look="armed" if sift == state.sift else "plain",
        )
        for sift in SIFTS
    ]
    sheet.buttons([*keys, Key(say("common.close"), "close forces", letter="F3")], 5, 30, 14)
    if state.sift == "enemy":
        _enemies(sheet, names, view, state, say, most)
    else:
        _own(sheet, names, view, idle, state, selected, say, most)
    return sheet.sheet()


def _own(
    sheet: Layout,
    names: Gazetteer,
    view: View,
    idle: Collection[str],
    state: ForcesState,
    selected: str | None,
    say: Tongue,
    most: int,
) -> None:
    shares = (("unit", 26), ("formation", 17), ("at", 6), ("men", 9), ("fires", 7), ("cohesion", 8), ("suppression", 8),
              ("fatigue", 7))  # fmt: skip
    columns = [
        Column(say(f"forces.{name}"), share, f"forces sort {name}", n > 1) for n, (name, share) in enumerate(shares)
    ]
    columns.append(Column(say("forces.state"), 12))
    heading(sheet, columns, f"forces sort {state.sort}", state.falling)
    units = sifted(view, names, idle, state, say.lang)
    rows(sheet, columns, [_row(unit, names, idle, say) for unit in units], state.scroll, most, f"go-unit {selected}")
    if not units:
        sheet.para(say("forces.none"), 14, DIM)


def _row(unit: UnitView, names: Gazetteer, idle: Collection[str], say: Tongue) -> Row:
    kind = names.scenario.kinds[unit.kind]
    loads = (
        say("forces.loads", n=unit.shells) if kind.tubes and not kind.direct else f"{unit.ammo // 10}.{unit.ammo % 10}"
    )
    wrong = troubles(unit)
    state, colour = _state(unit, wrong, idle, say)
    cells: tuple[tuple[str, Colour], ...] = (
        (names.unit(unit.id, say.lang), PAPER),
        (names.formation(unit.formation, say.lang), DIM),
        (unit.at or "", PAPER),
        (f"{unit.men} / {kind.men}", tone(100 * unit.men // max(1, kind.men))),
        (loads, BAD if "dry" in wrong else PAPER),
        (str(unit.cohesion), tone(unit.cohesion)),
        (str(unit.suppression), tone(100 - unit.suppression)),
        (str(unit.fatigue), tone(100 - unit.fatigue)),
        (state, colour),
    )
    return Row(cells, f"go-unit {unit.id}", say.join([say(f"forces.{word}") for word in wrong]))


def _state(unit: UnitView, wrong: Sequence[str], idle: Collection[str], say: Tongue) -> tuple[str, Colour]:
    if wrong:
        return say(f"forces.{wrong[0]}"), BAD if wrong[0] in ("broken", "isolated") else FAIR
    if unit.id in idle:
        return say("forces.is_idle"), BRASS
    return (say("unit.acted"), DIM) if unit.acted else (say("unit.moved"), DIM) if unit.moved else ("", DIM)


def _enemies(sheet: Layout, names: Gazetteer, view: View, state: ForcesState, say: Tongue, most: int) -> None:
    columns = [
        Column(say("forces.unit"), 34, "", False),
        Column(say("forces.kind"), 22, "", False),
        Column(say("forces.at"), 10),
        Column(say("forces.men"), 16),
        Column(say("forces.last_seen"), 18),
    ]
    heading(sheet, columns, "", False)
    lines = [_enemy(contact, contact in view.seen, view.turn, names, say) for contact in (*view.seen, *view.remembered)]
    rows(sheet, columns, lines, state.scroll, most)
    if not lines:
        sheet.para(say("forces.none"), 14, DIM)


def last_seen(age: int, say: Tongue) -> str:
    """When an enemy was last seen, so many turns ago."""
    return say(f"tip.last_seen_{age}") if age in (0, 1) else say("tip.last_seen", n=age)


def _enemy(contact: Contact, seen: bool, turn: int, names: Gazetteer, say: Tongue) -> Row:
    ago = say("forces.now") if seen else last_seen(turn - contact.turn, say)
    colour = PAPER if seen else DIM
    cells = (
        (names.unit(contact.id, say.lang), colour),
        (names.kind(contact.kind, say.lang), DIM),
        (contact.at, colour),
        (say("tip.men_band", low=contact.men[0], high=contact.men[1]), colour),
        (ago, colour),
    )
    return Row(cells, f"go {contact.at}")
