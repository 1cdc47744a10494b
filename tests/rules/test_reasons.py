"""Why an order is refused: every reason has its sentence, every one can be provoked, and a refusal changes nothing."""

import string

import pytest

from game.reasons import REASONS, explain
from game.rules import morale
from game.rules import orders as o
from game.values import IllegalOrder, Order
from tests.positions import KINDS, LEGEND, draw

ROWS = "......\n......\n......\n...R..\n......\n......"
ENEMY = {"b": ("blue", "0303", {"ammo": 0})}
SAPPERS = {"kind": "engineers", "men": 200, "name": "Engineer company"}
ENGINEERS = ("red", "0606", SAPPERS)
CLIFF = {"cliff": [{"at": ["0303/n"]}]}
GUNS = {"kind": "battery", "men": 100, "shells": 2}
STORE = {"id": "store", "side": "red", "at": "0106"}
CITY = {"city": {"at": "0106", "name": "the city", "rank": "city"}}


def place(unit=None, at="0302", others=None, rows=ROWS, map_extra=None, **extra):
    """Red's `r` (in 0302, north of the enemy in 0303) as told, and whoever else is wanted."""
    units = {"r": ("red", at, {"name": "II/30"} | (unit or {}))} | ENEMY | (others or {})
    if map_extra:
        size = [len(rows.split()[0]), len(rows.split())]
        extra["map"] = {"grid": {"size": size}, "legend": LEGEND, "rows": rows} | map_extra
    return draw(rows, units, **extra)


def changed(position, unit="r", **fields):
    for name, value in fields.items():
        setattr(position.unit(unit), name, value)
    return position


def after(position, *orders):
    for order in orders:
        position.give(order)
    return position


def gone(position):
    morale.remove(position.engine.state, position.row("r"))
    return position


def assaulted(position, **fields):
    for name, value in fields.items():
        setattr(position.ground("0303"), name, value)
    return position


def over(position):
    position.engine.state.clock[0].ended = 1
    return position


def battery():
    return place(GUNS)


def choosing(date):
    option = {"id": "yes", "text": "Yes", "do": [{"points": {"side": "red", "by": 1}}]}
    return place(events=[{"id": "ask", "side": "red", "when": {"date": date}, "do": [{"choice": [option]}]}])


def with_wave():
    units = {"w": ("red", None, {})}
    wave = {"id": "late", "side": "red", "entry": "north", "arrives": "1944-06-30 day", "units": ["w"]}
    return place(others=units, waves=[wave], map_extra={"entries": {"north": ["0101"]}})


def with_sortie(position):
    position.engine.state.sides[0].sorties = 1
    return position


RIVER = {"river": [{"at": ["0302/s"]}]}

CASES = {
    o.NOT_ITS_PHASE: (lambda: place(), "b dig", "Red moves now"),
    o.OVER: (lambda: over(place()), "r dig", "the battle is over"),
    o.NOT_HERE: (lambda: gone(place(others={"x": ("red", "0101")})), "r dig", "II/30 is not on the map"),
    o.ACTED: (lambda: after(place(), "r dig"), "r dig", "next turn"),
    o.OFF_MAP: (lambda: with_sortie(place()), "red air bomb", "air needs a hex on the map"),
    o.NO_PATH: (
        lambda: changed(place(at="0601"), moves_left=2), "r move 0606",
        "II/30 cannot reach 0606 with the 2 movement points it has left",
    ),
    o.OVER_RIVER: (
        lambda: place(at="0101", rows=".R\nRR\n.R\n..", others={"b": ("blue", "0204"), "e": ("red", "0101", SAPPERS)}),
        "r move 0103", "boats cross at night, beside engineers, for a whole move (nearest: Engineer company, 0 hexes)",
    ),
    o.SAME_HEX: (lambda: place(), "r move 0302", "stands in 0302 already"),
    o.MOVED_GUNS: (lambda: changed(battery(), moved=1), "r bombard 0303", "guns move or act, not both"),
    o.NO_AMMO: (
        lambda: changed(place(depots=[STORE | {"fires": 9}], map_extra={"places": CITY}), ammo=0), "r fire 0303",
        "II/30 has no fires left for a volley; it draws them at dawn and dusk (nearest depot: 0106 the city, 5 hexes)",
    ),
    o.OUT_OF_RANGE: (
        lambda: place({"ammo": 6}, at="0601"), "r fire 0106", "II/30 is 7 hexes from 0106 and fires at most 4 hexes",
    ),
    o.NO_SIGHT: (
        lambda: place(rows=ROWS.replace("\n......", "\n...^..", 1), at="0401"), "r fire 0403",
        "II/30 has no line of sight to 0403, 2 hexes off",
    ),
    o.NOT_ADJACENT: (lambda: place(), "r assault 0304", "not next to 0304 but 2 hexes away"),
    o.BROKEN: (lambda: changed(place(), cohesion=240), "r assault 0303", "is broken (cohesion 24)"),
    o.TOO_SHAKEN: (lambda: changed(place(), cohesion=390), "r assault 0303", "(cohesion 39, 40 needed)"),
    o.TOO_FEW: (lambda: place({"men": 149}), "r assault 0303", "too few men to assault (149; 150 needed)"),
    o.TWICE: (lambda: assaulted(place(), assaults=2), "r assault 0303", "assaulted twice"),
    o.NO_LADDERS: (
        lambda: place(edges=CLIFF, others={"e": ENGINEERS}), "r assault 0303", "(nearest: Engineer company, 6 hexes)",
    ),
    o.FRIENDS_THERE: (lambda: place(others={"s": ("red", "0301")}), "r fire 0301", "friends stand in 0301"),
    o.RIVER_WITHOUT_BOATS: (
        lambda: place(edges=RIVER), "r assault 0303", "at night, next to engineers (its side has none on the map)",
    ),
    o.NO_SHELLS: (
        lambda: changed(battery(), shells=0), "r bombard 0303",
        "no shells left; it draws them at dawn and dusk (no depot of its side has any)",
    ),
    o.NO_GUNS: (lambda: place(), "r bombard 0303", "batteries and mortars bombard"),
    o.NO_ARC: (
        lambda: place(GUNS, at="0301", rows=ROWS.replace("\n......", "\n..^...", 1)),
        "r bombard 0303", "higher ground before II/30",
    ),
    o.THREE_BATTERIES: (lambda: assaulted(battery(), batteries=3), "r bombard 0303", "3 batteries have bombarded 0303"),
    o.NOTHING_TO_DIG: (lambda: place(works={"trenches": ["0302"]}), "r dig", "(trenches); infantry digs to trenches"),
    o.ENGINEERS_ONLY: (lambda: place(others={"e": ENGINEERS}), "r clear 0303", "only engineers can (nearest: Engineer"),
    o.NO_OBSTACLE: (lambda: place(others={"e": ENGINEERS}), "e clear 0605", "between Engineer company and 0605"),
    o.NO_BRIDGE: (lambda: place(others={"e": ENGINEERS}), "e bridge 0605", "no such bridge"),
    o.NO_CLIFF: (lambda: place(others={"e": ENGINEERS}), "e blast 0605", "no cliff to blast"),
    o.NOTHING_TO_RALLY: (lambda: place(), "r rally", "not suppressed"),
    o.NO_SORTIES: (lambda: place(), "red air scout 0303", "Red has no sorties left"),
    o.NO_WAVE: (with_wave, "red call late", "Red cannot call that wave"),
    o.NO_CHOICE: (lambda: choosing("1944-06-30 day"), "red choose ask yes", "no such choice is waiting for Red"),
    o.NO_TERMS: (lambda: after(place(), "end"), "blue terms", "terms can be asked for"),
    o.CHOICE_WAITS: (lambda: choosing("1944-06-28 day"), "end", "a decision waits"),
    o.CANNOT_ASSAULT: (battery, "r assault 0303", "infantry, service troops and engineers can"),
    o.CANNOT_FIRE: (battery, "r fire 0303", "bombard instead"),
    o.NOT_A_UNIT: (lambda: place(), "red dig", "'dig' is ordered to a unit, and Red is none"),
    o.NOT_A_SIDE: (lambda: place(), "r ration half", "'ration' is ordered to a side, and II/30 is a unit"),
    o.BAD_ARGUMENT: (lambda: place(), Order("r", "see", None, (), "perhaps"), "'see' takes: on, off"),
    o.NOT_OWN: (lambda: place(), "red ration half blue", "not Red's own"),
    o.GROUND_CLOSED: (lambda: place(), "r move 0404", "the ground in 0404 is closed to II/30"),
    o.ENEMY_THERE: (lambda: place(), "r move 0303", "go next to it and assault"),
    o.FULL_HEX: (lambda: place(at="0101", others={"s": ("red", "0103")}), "r move 0103", "0103 has no room for II/30"),
    o.CANNOT_MOVE: (
        lambda: place({"kind": "fort"}, kinds=KINDS | {"fort": KINDS["battalion"] | {"move": "none"}}), "r move 0301",
        "of a kind that cannot move",
    ),
    o.NO_POINTS: (lambda: changed(place(), moves_left=0), "r move 0301", "no movement points left"),
    o.NOT_DEFENDER: (lambda: place(), "red terms", "only the defender"),
}  # fmt: skip


def test_every_reason_code_has_a_sentence_and_a_case():
    assert set(REASONS) == set(CASES) == set(range(o.LEGAL + 1, o.BROKEN + 1))
    assert len({english for english, _ in REASONS.values()}) == len(REASONS)


@pytest.mark.parametrize("code", CASES)
def test_each_refusal_says_what_would_help_and_changes_nothing(code):
    make, order, words = CASES[code]
    position = make()
    order = Order.parse(order) if isinstance(order, str) else order
    before = position.engine.digest(), position.engine.events(), position.engine.orders
    with pytest.raises(IllegalOrder) as refused:
        position.engine.give(order)
    sentence = refused.value.reason
    assert words in sentence
    assert sentence == explain(code, order, position.engine.names, position.engine.state)
    assert (position.engine.digest(), position.engine.events(), position.engine.orders) == before


@pytest.mark.parametrize("code", CASES)
def test_each_refusal_is_one_line_in_both_languages(code):
    make, order, _ = CASES[code]
    position = make()
    english, chinese = position.engine.why_not(order), position.engine.why_not(order, "zh")
    for sentence in (english, chinese):
        assert sentence and "\n" not in sentence and "{" not in sentence
    assert english.isascii()
    assert any(letter > "\u3000" for letter in chinese)


@pytest.mark.parametrize("code", REASONS)
def test_both_languages_tell_the_same_facts(code):
    english, chinese = ({name for _, name, _, _ in string.Formatter().parse(text) if name} for text in REASONS[code])
    assert chinese <= english


def test_nothing_is_said_of_the_enemys_own_numbers():
    position = place()
    position.unit("b").men = 123
    assert "123" not in (position.why_not("b assault 0302") or "")
