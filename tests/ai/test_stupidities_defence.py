"""What players of other games laugh at in a defence or a rest: none of it may happen at any level."""

from tests.ai.stage import PLAIN, SCORED, Stage, columns, every_level, rows, stage, thinking, verbs


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
        red_holds=rows(6, 9),
    )
    play.play("blue", level, phases=4)
    assert play.at("blue-1") == "0605"


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
        red_holds=rows(4, 9),
    )
    orders = play.play("red", level, phases=3)
    assert "assault" not in verbs(orders)
    assert play.apart("red-1", "blue-1") >= 3


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
    assert play.holds("blue", "0605")


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
        red_holds=rows(5, 9),
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
    retaken = play.holds("blue", "0605")
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
        red_holds=rows(8, 9),
        computer={"blue": {"main_line": ["goal"], "reserve": ["blue"]}},
    )
    play.play("blue", level, phases=1)
    assert play.apart("blue-3", "red-1") >= 5


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
        red_holds=rows(8, 9),
        computer={"blue": {"main_line": ["goal"], "reserve": ["blue"]}},
    )
    play.play("blue", level, phases=2)
    assert play.at("blue-1") == "0605"


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
        red_holds=rows(8, 9),
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
def test_the_place_is_not_forgotten_once_it_is_taken(level):
    """Red holds the goal with its only battalion: it does not go on to an empty village behind."""
    play = stage(
        PLAIN,
        {
            "red-1": ("red", "0605", {"men": 500}),
            "blue-1": ("blue", "0602", {"men": 350}),
        },
        "0605",
        red_holds=rows(5, 9),
        victory=SCORED | {"places": {"goal": {"red": {"final": 20}}}},
    )
    play.play("red", level, phases=3, against="recruit")
    assert play.holds("red", "0605")


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
        red_holds=rows(4, 7),
    )
    play.play("red", level, phases=2)
    assert int(play.at("red-1")[2:]) >= 6  # in the woods or behind them


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
        red_holds=rows(6, 8),
    )
    play.play("blue", level, phases=1)
    assert play.at("blue-1") != "0604"
