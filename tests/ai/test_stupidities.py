"""What players of other games laugh at: none of it may happen at any level."""

import pytest

from game.ai.commander import LEVELS
from tests.ai.stage import SCORED, Stage, stage

every_level = pytest.mark.parametrize("level", list(LEVELS))
# The recruit has no eye for these: who looks at him, how far his guns reach, when a hill is not worth its garrison.
thinking = pytest.mark.parametrize("level", ["veteran", "general"])
PLAIN = ("." * 12 + "\n") * 9


def columns(first: int, last: int, rows: int) -> list[str]:
    return [f"{c:02}{r:02}" for c in range(first, last + 1) for r in range(1, rows + 1)]


def apart(stage: Stage, a: str, b: str) -> int:
    """Hexes between two units or hexes."""
    board = stage.position.engine.board
    h, k = (stage.position.hex(x) if x.isdigit() else int(stage.position.unit(x)["at"]) for x in (a, b))
    dq = int(board.hexes["q"][h] - board.hexes["q"][k])
    dr = int(board.hexes["r"][h] - board.hexes["r"][k])
    return max(abs(dq), abs(dr), abs(dq + dr))


def verbs(orders: list[str]) -> list[str]:
    return [order.split()[1] if order != "end" else "end" for order in orders]


@every_level
def test_it_does_not_cross_open_ground_under_crossfire_when_a_covered_way_exists(level):
    """Two seen battalions sweep the open middle; woods lead round."""
    covered = """
    ttttttttt...
    t...........
    t...........
    t...........
    t...........
    t...........
    ............
    """
    play = stage(
        covered,
        {
            "red-1": ("red", "0107", {"men": 500}),
            "blue-1": ("blue", "0704", {"men": 700}),
            "blue-2": ("blue", "0705", {"men": 700}),
        },
        "0801",
        red_holds=columns(1, 3, 7),
    )
    lost = int(play.position.unit("red-1")["men"])
    play.play("red", level, phases=2, against=None)
    lost -= int(play.position.unit("red-1")["men"])
    assert lost <= 60, "marched through the crossfire"


@every_level
def test_a_garrison_stays_in_its_bunkers(level):
    play = stage(
        PLAIN,
        {
            "blue-1": ("blue", "0605", {"men": 400, "grenades": 3}),
            "red-1": ("red", "0607", {"men": 900, "fatigue": 50}),
        },
        "0605",
        works={"bunkers": ["0605"]},
        red_holds=[f"{c:02}{r:02}" for c in range(1, 13) for r in range(6, 10)],
    )
    play.play("blue", level, phases=4)
    assert play.at("blue-1") == "0605"


@every_level
def test_nobody_stands_under_a_cliff_without_ladders(level):
    """No engineers are near: the foot of the cliff is only a place to be shot at."""
    play = stage(
        PLAIN,
        {
            "red-1": ("red", "0608", {"men": 800}),
            "red-2": ("red", "0708", {"men": 800}),
            "blue-1": ("blue", "0604", {"men": 400}),
        },
        "0604",
        works={"bunkers": ["0604"]},
        edges={"cliff": [{"at": [f"0604/{d}" for d in ("n", "ne", "se", "s", "sw", "nw")]}]},
        red_holds=[f"{c:02}{r:02}" for c in range(1, 13) for r in range(7, 10)],
    )
    play.play("red", level, phases=3)
    assert min(apart(play, "red-1", "0604"), apart(play, "red-2", "0604")) > 1


@every_level
def test_the_exhausted_go_out_of_reach_and_rest(level):
    play = stage(
        PLAIN,
        {
            "red-1": ("red", "0604", {"men": 600, "cohesion": 42, "fatigue": 75}),
            "blue-1": ("blue", "0602", {"men": 700}),
        },
        "0602",
        works={"trenches": ["0602"]},
        red_holds=[f"{c:02}{r:02}" for c in range(1, 13) for r in range(4, 10)],
    )
    orders = play.play("red", level, phases=3)
    assert "assault" not in verbs(orders)
    assert apart(play, "red-1", "blue-1") >= 3


@every_level
def test_headquarters_and_guns_keep_behind_the_infantry(level):
    play = stage(
        PLAIN,
        {
            "red-1": ("red", "0507", {"men": 800}),
            "red-2": ("red", "0707", {"men": 800}),
            "red-hq": ("red", "0609", {"kind": "headquarters", "men": 100}),
            "red-guns": ("red", "0509", {"kind": "battery", "men": 120, "shells": 3}),
            "blue-1": ("blue", "0603", {"men": 500}),
        },
        "0603",
        works={"trenches": ["0603"]},
        red_holds=[f"{c:02}{r:02}" for c in range(1, 13) for r in range(6, 10)],
    )
    play.play("red", level, phases=4)
    for unit in ("red-hq", "red-guns"):
        assert apart(play, unit, "0603") >= 4


@every_level
def test_shells_and_volleys_are_not_wasted_on_empty_hexes(level):
    play = stage(
        PLAIN,
        {
            "red-1": ("red", "0208", {"men": 800}),
            "red-guns": ("red", "0209", {"kind": "battery", "men": 120, "shells": 3}),
            "blue-1": ("blue", "1101", {"men": 300}),
        },
        "0909",
        red_holds=columns(1, 4, 9),
    )
    orders = play.play("red", level, phases=2)
    assert not {"bombard", "fire"} & set(verbs(orders))


@every_level
def test_the_last_garrison_does_not_leave_the_objective_for_bait(level):
    play = stage(
        PLAIN,
        {
            "blue-1": ("blue", "0605", {"men": 400}),
            "red-bait": ("red", "0803", {"men": 90, "cohesion": 50}),
            "red-1": ("red", "0408", {"men": 700}),
        },
        "0605",
        red_holds=[*columns(8, 12, 9), "0408", "0409", "0308", "0309", "0407"],
    )
    play.play("blue", level, phases=4, against="recruit")
    goal = play.position.hex("0605")
    assert play.position.engine.state.hexes["control"][goal] == play.names.side_row["blue"]


def lost_place(level: str) -> Stage:
    """Red has just taken the goal, weak and not dug in; a fresh reserve stands two hexes behind.

    He is not so spent that he would leave again by himself; who thinks he would has time to see that he does not.
    """
    return stage(
        PLAIN,
        {
            "red-1": ("red", "0605", {"men": 260, "cohesion": 65, "fatigue": 40, "ammo": 2}),
            "blue-1": ("blue", "0603", {"men": 450, "grenades": 3}),
            "blue-2": ("blue", "0503", {"men": 400, "grenades": 3}),
        },
        "0605",
        end="1944-06-29 night",
        red_holds=[f"{c:02}{r:02}" for c in range(1, 13) for r in range(5, 10)],
        computer={
            "blue": {"main_line": ["goal"], "reserve": ["blue"]},
            "red": {"axes": [{"formation": "red", "towards": "goal"}]},
        },
        victory=SCORED | {"places": {"goal": {"red": {"final": 20}, "blue": {"first": 2}}}},
    )


@every_level
def test_the_reserve_strikes_back_at_what_was_just_lost(level):
    play = lost_place(level)
    orders = play.play("blue", level, phases=4)
    retaken = play.position.engine.state.hexes["control"][play.position.hex("0605")] == play.names.side_row["blue"]
    assert retaken or "assault" in verbs(orders)  # a volley may do, where it drives them out


@every_level
def test_the_reserve_is_not_spent_on_the_first_day_while_the_line_holds(level):
    play = stage(
        PLAIN,
        {
            "blue-1": ("blue", "0405", {"men": 400}),
            "blue-2": ("blue", "0605", {"men": 400}),
            "blue-3": ("blue", "0602", {"men": 400}),
            "red-1": ("red", "0409", {"men": 800}),
        },
        "0605",
        works={"bunkers": ["0405", "0605"]},
        red_holds=[f"{c:02}{r:02}" for c in range(1, 13) for r in range(8, 10)],
        computer={"blue": {"main_line": ["goal"], "reserve": ["blue"]}},
    )
    play.play("blue", level, phases=1)
    assert apart(play, "blue-3", "red-1") >= 5


@every_level
def test_an_open_flank_is_closed(level):
    """The goal stands empty and the enemy marches on it; a battalion is within reach."""
    play = stage(
        PLAIN,
        {
            "blue-1": ("blue", "0502", {"men": 400}),
            "red-1": ("red", "0908", {"men": 500}),
        },
        "0605",
        works={"trenches": ["0605"]},
        red_holds=[f"{c:02}{r:02}" for c in range(1, 13) for r in range(8, 10)],
        computer={"blue": {"main_line": ["goal"], "reserve": ["blue"]}},
    )
    play.play("blue", level, phases=2)
    assert play.at("blue-1") == "0605"


def last_turn(men: int, against: int, works: dict[str, list[str]], **extra) -> Stage:
    return stage(
        PLAIN,
        {"red-1": ("red", "0606", {"men": men, "grenades": 3}), "blue-1": ("blue", "0605", {"men": against})},
        "0605",
        start="1944-06-28 day",
        end="1944-06-28 day",
        works=works,
        red_holds=[f"{c:02}{r:02}" for c in range(1, 13) for r in range(6, 10)],
        **extra,
    )


@every_level
def test_no_hopeless_assault_on_the_last_turn(level):
    play = last_turn(250, 900, {"bunkers": ["0605"]})
    assert "assault" not in verbs(play.play("red", level))


@every_level
def test_it_assaults_on_the_last_turn_when_only_that_can_win(level):
    play = last_turn(900, 300, {})
    assert "assault" in verbs(play.play("red", level))


@every_level
def test_nobody_retires_into_the_marsh(level):
    swamp = """
    ............
    ............
    ............
    ~~~~~~......
    ~~~~~~......
    ~~~~~~......
    ............
    """
    play = stage(
        swamp,
        {
            "red-1": ("red", "0703", {"men": 600, "cohesion": 42, "fatigue": 70}),
            "blue-1": ("blue", "0901", {"men": 700}),
        },
        "0901",
        red_holds=[*columns(1, 7, 7)],
    )
    play.play("red", level, phases=2)
    c, r = int(play.at("red-1")[:2]), int(play.at("red-1")[2:])
    assert not (c <= 6 and 4 <= r <= 6)


@every_level
def test_nobody_walks_to_and_fro(level):
    """Nothing changes on the enemy's side: who has moved does not come back."""
    play = stage(
        PLAIN,
        {
            "blue-1": ("blue", "0605", {"men": 400}),
            "blue-2": ("blue", "0404", {"men": 400}),
            "blue-3": ("blue", "0803", {"men": 300}),
            "red-1": ("red", "0609", {"men": 600}),
        },
        "0605",
        works={"trenches": ["0605"]},
        red_holds=[f"{c:02}{r:02}" for c in range(1, 13) for r in range(8, 10)],
    )
    stood: dict[str, list[str]] = {"blue-1": [], "blue-2": [], "blue-3": []}
    for _ in range(5):
        play.play("blue", level)
        for unit, places in stood.items():
            places.append(play.at(unit))
    for places in stood.values():
        turned = [a for a, b, c in zip(places, places[1:], places[2:], strict=False) if a == c != b]
        assert not turned, places


@every_level
def test_an_exhausted_enemy_is_not_let_go(level):
    play = stage(
        PLAIN,
        {
            "red-1": ("red", "0606", {"men": 700, "grenades": 2}),
            "blue-1": ("blue", "0605", {"men": 120, "cohesion": 25, "fatigue": 80, "ammo": 1}),
        },
        "0602",
        red_holds=[f"{c:02}{r:02}" for c in range(1, 13) for r in range(6, 10)],
    )
    orders = play.play("red", level)
    assert {"assault", "fire"} & set(verbs(orders))


@every_level
def test_nobody_marches_away_from_his_depot_for_nothing(level):
    """A battalion without rounds does not go on where no path to the depot is left."""
    play = stage(
        PLAIN,
        {
            "red-1": ("red", "0205", {"men": 700, "ammo": 0}),
            "blue-1": ("blue", "0605", {"men": 500}),
            "blue-2": ("blue", "0703", {"men": 500}),
            "blue-3": ("blue", "1005", {"men": 500}),
        },
        "1005",
        works={"bunkers": ["1005"]},
        depots=[{"id": "red-depot", "side": "red", "at": "0105", "fires": 20, "food": 20}],
        red_holds=columns(1, 4, 9),
    )
    play.play("red", level, phases=2)
    assert int(play.at("red-1")[:2]) <= 6


@every_level
def test_a_battalion_does_not_run_into_a_sack(level):
    """Enemies seen on three sides of the way: nobody ends between them."""
    play = stage(
        PLAIN,
        {
            "red-1": ("red", "0608", {"men": 600}),
            "blue-1": ("blue", "0405", {"men": 600}),
            "blue-2": ("blue", "0805", {"men": 600}),
            "blue-3": ("blue", "0603", {"men": 600}),
        },
        "0601",
        works={"trenches": ["0405", "0805", "0603"]},
        red_holds=[f"{c:02}{r:02}" for c in range(1, 13) for r in range(7, 10)],
    )
    play.play("red", level, phases=2)
    assert play.at("red-1") == "" or int(play.at("red-1")[2:]) > 5


@every_level
def test_the_place_is_not_forgotten_once_it_is_taken(level):
    """Red holds the goal with its only battalion: it does not go on to an empty village behind."""
    play = stage(
        PLAIN,
        {
            "red-1": ("red", "0605", {"men": 500}),
            "blue-1": ("blue", "0602", {"men": 350}),
        },
        "0605",
        red_holds=[f"{c:02}{r:02}" for c in range(1, 13) for r in range(5, 10)],
        victory=SCORED | {"places": {"goal": {"red": {"final": 20}}}},
    )
    play.play("red", level, phases=3, against="recruit")
    assert play.position.engine.state.hexes["control"][play.position.hex("0605")] == play.names.side_row["red"]


@thinking
def test_nobody_rests_in_sight_of_the_guns(level):
    """Enemy guns look at the open ground; woods are two hexes behind."""
    wood = """
    ............
    ............
    ............
    ............
    ............
    tttttttttttt
    ............
    """
    play = stage(
        wood,
        {
            "red-1": ("red", "0605", {"men": 600, "cohesion": 42, "fatigue": 75}),
            "blue-1": ("blue", "0602", {"men": 400}),
            "blue-guns": ("blue", "0601", {"kind": "battery", "men": 120, "shells": 9}),
        },
        "0602",
        works={"trenches": ["0602"]},
        red_holds=[f"{c:02}{r:02}" for c in range(1, 13) for r in range(4, 8)],
    )
    play.play("red", level, phases=2)
    assert int(play.at("red-1")[2:]) >= 6  # in the woods or behind them


@thinking
def test_guns_that_reach_nothing_go_forward_behind_the_infantry(level):
    wide = ("." * 24 + "\n") * 5
    play = stage(
        wide,
        {
            "red-1": ("red", "0803", {"men": 800}),
            "red-2": ("red", "0804", {"men": 800}),
            "red-guns": ("red", "0103", {"kind": "mortars", "men": 100, "shells": 3}),
            "blue-1": ("blue", "1803", {"men": 500}),
        },
        "1803",
        works={"trenches": ["1803"]},
        red_holds=columns(1, 9, 5),
    )
    play.play("red", level, phases=2)
    assert int(play.at("red-guns")[:2]) >= 4


@thinking
def test_nobody_dies_for_a_worthless_hill(level):
    """A spent company on a knoll that counts for nothing, three battalions coming: it goes back to the goal's line."""
    knoll = """
    ............
    ............
    ............
    .....^......
    ............
    ............
    ............
    ............
    """
    play = stage(
        knoll,
        {
            "blue-1": ("blue", "0604", {"men": 110, "cohesion": 60, "ammo": 1}),
            "blue-2": ("blue", "0602", {"men": 400}),
            "red-1": ("red", "0606", {"men": 800, "grenades": 3}),
            "red-2": ("red", "0506", {"men": 800, "grenades": 3}),
            "red-3": ("red", "0706", {"men": 800, "grenades": 3}),
        },
        "0602",
        works={"bunkers": ["0602"]},
        red_holds=[f"{c:02}{r:02}" for c in range(1, 13) for r in range(6, 9)],
    )
    play.play("blue", level, phases=1)
    assert play.at("blue-1") != "0604"


@thinking
def test_an_attacker_does_not_leave_open_what_counts_for_the_enemy(level):
    """Red attacks, but one of its two battalions stands in the only place that scores for blue."""
    play = stage(
        PLAIN,
        {
            "red-1": ("red", "0607", {"men": 400}),
            "red-2": ("red", "0807", {"men": 700}),
            "blue-1": ("blue", "0603", {"men": 300}),
            "blue-2": ("blue", "0303", {"men": 400}),
        },
        "0603",
        places={"goal": {"at": "0603", "name": "Goal"}, "camp": {"at": "0607", "name": "Camp"}},
        red_holds=[f"{c:02}{r:02}" for c in range(1, 13) for r in range(6, 10)],
        victory=SCORED | {"places": {"goal": {"red": {"final": 20}}, "camp": {"blue": {"final": 20}}}},
    )
    play.play("red", level, phases=3)
    assert play.at("red-1") == "0607"
