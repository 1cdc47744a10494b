"""What players of other games laugh at in an attack: none of it may happen at any level."""

from tests.ai.stage import PLAIN, SCORED, Stage, columns, every_level, rows, stage, thinking, verbs


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
        red_holds=rows(7, 9),
    )
    play.play("red", level, phases=3)
    assert min(play.apart("red-1", "0604"), play.apart("red-2", "0604")) > 1


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
        red_holds=rows(6, 9),
    )
    play.play("red", level, phases=4)
    for unit in ("red-hq", "red-guns"):
        assert play.apart(unit, "0603") >= 4


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


def last_turn(men: int, against: int, works: dict[str, list[str]], **extra) -> Stage:
    return stage(
        PLAIN,
        {"red-1": ("red", "0606", {"men": men, "grenades": 3}), "blue-1": ("blue", "0605", {"men": against})},
        "0605",
        start="1944-06-28 day",
        end="1944-06-28 day",
        works=works,
        red_holds=rows(6, 9),
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
def test_an_exhausted_enemy_is_not_let_go(level):
    play = stage(
        PLAIN,
        {
            "red-1": ("red", "0606", {"men": 700, "grenades": 2}),
            "blue-1": ("blue", "0605", {"men": 120, "cohesion": 25, "fatigue": 80, "ammo": 1}),
        },
        "0602",
        red_holds=rows(6, 9),
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
        red_holds=rows(7, 9),
    )
    play.play("red", level, phases=2)
    assert play.at("red-1") == "" or int(play.at("red-1")[2:]) > 5


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
        red_holds=rows(6, 9),
        victory=SCORED | {"places": {"goal": {"red": {"final": 20}}, "camp": {"blue": {"final": 20}}}},
    )
    play.play("red", level, phases=3)
    assert play.at("red-1") == "0607"
