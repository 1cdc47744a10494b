"""docs/rules.md says what the rulebook does: its tables, the numbers in its sentences, its examples."""

import re
from typing import Any

import numpy as np
import pytest

from game.errors import UserError
from game.lab import manual
from game.paths import HOME
from game.rules import entries
from game.rules import preview as p
from game.scenario import catalog
from game.scenario.numbers import Rules
from tests.positions import TERRAIN, draw

SCENARIO = catalog.load(manual.PLAYED)
RULES = SCENARIO.rules
TEXT = manual.FILE.read_text(encoding="utf-8")
PROSE = " ".join(manual.BLOCK.sub("", TEXT).split())
CHANGED = {name: list(v) if isinstance(v, tuple) else v for name, v in RULES.model_dump(exclude_unset=True).items()}
PLAYED: dict[str, Any] = CHANGED | {"randomness": "expected"}

# Sentences of the manual; {name} is a number of the rules.
SENTENCES = [
    "when the unit's suppression reaches {stop_suppression}",
    "leaving one costs {leave_zoc_cost} more",
    "up to {boat_hexes} river hexes straight",
    "by {rubble_wear} wear or {fire_turns} turns of fire",
    "Every {wear_per_level} wear takes a level",
    "a point of digging first takes off {dig_mends_wear} wear",
    "a bridge take {engineer_actions} actions",
    "Works of level {nest_works} on hold",
    "were last seen fade after {remember_turns} turns",
    "at fatigue over {fatigue_limit} times {fatigue_effect_percent} %",
    "suppression, {suppression_per_percent} points for each per cent lost",
    "cost 0.{cohesion_tenths_per_percent} points of cohesion",
    "{suppression_most} is the most suppression from any cause",
    "clarity to the firer is below {shadow_clarity}, or at a hex that looks empty, takes {unseen_permille} ‰",
    "answer with up to {answers_to_a_mover} volleys (at most {volleys_per_phase} volleys per unit and phase)",
    "hold {nests_per_hex} nests",
    "bearings differ by {crossfire_degrees} degrees",
    "(cohesion {assault_cohesion} or more, at least {assault_men} men and 15 % of establishment)",
    "may be assaulted {assaults_per_hex} times a phase",
    "then up to {final_fire_answers} nests, or units within {final_fire_hexes} hexes",
    "without ammunition the volley has {no_ammunition_permille} ‰",
    "(cohesion - {to_ground_cohesion})",
    "(100 + {support_percent} for each other unsuppressed friend next to the target, at most {support_most}, "
    "+ {opposite_percent} if one stands opposite)",
    "night {night_trained_percent} % if trained for it x {fresh_reserve_percent} % for a *fresh reserve*",
    "have suppression under {support_suppression}",
    "defence {not_organised_percent} %, nests silent",
    "at {ramp_men[0]}, {ramp_men[1]}, {ramp_men[2]} men the edge counts as ramp 1, 2, 3",
    "From ramp {ramp_without_ladders} on",
    "add {blast_men} an action",
    "({half_range_permille} ‰ beyond half range)",
    "x men/{bombard_men} (between 0.25 and 2)",
    "(twice within {close_wear_hexes} hexes in sight)",
    "unobserved {unobserved_permille} ‰, and it falls one hex off on 1d6 = {scatter_from_d6} or more",
    "At most {batteries_per_hex} batteries",
    "direct as {direct_men} infantry",
    "with {direct_wear} wear",
    "chance {commander_hit_permille_per_weight} x W ‰, at most {commander_hit_most_permille}",
    "below it, lose {commander_cohesion} cohesion",
    "friends for {commander_turns} turns",
    "**Bomb** (W {bomb_weight}; incendiaries, *burn*, set city blocks on fire for {fire_turns} turns)",
    "(W {strafe_weight}, only units",
    "(reveals radius {scout_hexes},",
    "({interdict_percent} % of the enemy's next convoy)",
    "costs {burning_permille} ‰ of men a close",
    "(cost at most {supply_cost},",
    "lose {isolated_cohesion} cohesion a turn, and after {isolated_turns} turns {isolated_permille} ‰",
    "Air drops ({air_drop_lost_percent} % lost)",
    "Under {broken_cohesion} cohesion a unit is broken",
    "falls back {broken_hexes} hexes from enemies",
    "nearest unit within {dissolve_hexes} hexes",
    "max(0, suppression/2 - {suppression_close_less})",
    "if an enemy is within {siege_hexes} hexes",
    "A rally takes off {rally_suppression} suppression",
    "return to its pool {return_turns[0]} to {return_turns[1]} turns later",
]


def says(text: str) -> bool:
    return " ".join(text.split()) in PROSE


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_number_in_a_sentence_is_the_rulebooks(sentence: str) -> None:
    assert says(sentence.format(**{name: getattr(RULES, name) for name in Rules.model_fields}))


def test_numbers_written_as_words_or_shares_are_the_rulebooks() -> None:
    assert RULES.assault_strength_permille == 150  # 15 % of establishment
    assert RULES.dissolve_permille == 100 and RULES.prisoners_permille == 200  # a tenth; a fifth
    assert RULES.support_share_permille == 250 and RULES.close_suppression_permille == 500  # a quarter; half
    assert (RULES.ambush_loss_permille, RULES.ambush_suppression_permille) == (1500, 2000)
    assert (RULES.crossfire_loss_permille, RULES.crossfire_suppression_permille) == (1250, 1500)
    assert (RULES.bombard_men_low_permille, RULES.bombard_men_high_permille) == (250, 2000)
    assert (RULES.bombard_loss_permille, RULES.bombard_suppression_permille) == (500, 800)
    assert (RULES.close_wear_permille, RULES.skirmish_closes) == (2000, 4)
    assert (RULES.volley_tenths, RULES.nest_tenths, RULES.support_alone_percent) == (10, 5, 50)


def test_what_the_city_falls_by_is_the_scenarios() -> None:
    fall = SCENARIO.victory.fall
    assert fall is not None and fall.held == 3 and "controls three of the *core* places" in PROSE
    assert says(f"are under {fall.or_fit_below:,}") and says(f"fewer than {fall.terms_fit_below:,} are fit")
    assert len(fall.core) == 7


def test_every_table_is_as_the_rulebook_gives_it() -> None:
    assert manual.differing(TEXT, SCENARIO) == [], "renew them with `python main.py manual`"


def test_every_table_there_is_stands_in_the_manual_once() -> None:
    assert sorted(block[2] for block in manual.BLOCK.finditer(TEXT)) == sorted(manual.TABLES)


def test_a_changed_number_is_noticed_in_its_tables() -> None:
    other = SCENARIO.model_copy(update={"rules": RULES.model_copy(update={"nest_losses": (9, 9, 9)})})
    assert manual.differing(TEXT, other) == ["nests", "numbers"]
    assert manual.differing(manual.renewed(TEXT, other), other) == []


def test_a_table_of_an_unknown_name_is_refused() -> None:
    with pytest.raises(UserError, match="no table is called 'weeds'"):
        manual.table("weeds", SCENARIO)


def test_every_number_says_its_unit_and_meaning_and_has_a_chapter() -> None:
    headings = re.findall(r"^#+ (.+)$", TEXT, re.M)
    assert set(manual.CHAPTERS.values()) <= set(headings)
    for name in Rules.model_fields:
        assert all(manual.meaning(name)), name


def test_every_chapter_that_the_code_cites_is_there() -> None:
    headings = set(re.findall(r"^#+ (.+)$", TEXT, re.M)) | {"Scale"}
    for file in [*(HOME / "game").rglob("*.py"), *(HOME / "tests").rglob("*.py")]:
        for cited in re.findall(r'docs/rules\.md, "([^"{]+)"', file.read_text(encoding="utf-8")):
            assert cited in headings, f"{file}: {cited}"


# ---------------------------------------------------------------- worked examples


def test_the_ground_drawn_in_tests_is_the_ground_played() -> None:
    """The examples below are played on it."""
    for name in ("paddy", "hill"):
        for field, value in TERRAIN[name].items():
            assert field == "name" or getattr(SCENARIO.terrain[name], field) == value


def volley(position: Any, at: str) -> int:
    engine = position.engine
    return int(entries.fire_odds(engine.known("blue"), engine.board, engine.rules, position.row("b"), position.hex(at)))


def test_example_of_a_volley_and_of_one_at_a_shadow() -> None:
    units = {"b": ("blue", "0102"), "r": ("red", "0302")}
    assert volley(draw("....\n.==.\n....", units, rules=PLAYED), "0302") == 12_960
    assert says("400 x 0.9 x 40 ‰ x 0.9 = 12.96,")
    units = {"b": ("blue", "0102"), "r": ("red", "0402")}
    assert volley(draw("\n".join(["." * 8] * 3), units, rules=PLAYED), "0402") == 1_728
    assert says("400 x 0.9 x 16 ‰ x 300 ‰ = 1.728.")


def test_example_of_a_bombardment() -> None:
    units = {
        "r": ("red", "0102", {"kind": "battery", "men": 120, "tubes": 6, "shells": 5}),
        "s": ("red", "0703"),
        "b": ("blue", "0704", {"men": 400}),
    }
    position = draw("........\n........\n........\n......^.", units, rules=PLAYED, works={"trenches": ["0704"]})
    mountain = SCENARIO.kinds["cn-mountain-guns"]
    assert mountain.tubes * mountain.weight == 24
    engine, out = position.engine, np.zeros(16, np.int64)
    known = engine.known("red")
    entries.bombard_odds(known, engine.board, engine.rules, position.row("r"), position.hex("0704"), out)
    assert list(out[:4]) == [5280, 138, 24, 1]
    assert says("24 x 0.5 x 0.8 x 0.55 x 1 = 5.28 men, suppression 0.8 x 24 x 1440/2000 = 13.8, wear 24.")


def test_example_of_an_assault() -> None:
    position = draw(
        "...\n.^.\n.=.\n...",
        {
            "r": ("red", "0203", {"men": 800, "cohesion": 85, "grenades": 1}),
            "e": ("red", "0203", {"kind": "engineers", "men": 200}),
            "f1": ("red", "0103"),
            "f2": ("red", "0303"),
            "b": ("blue", "0202", {"men": 500, "grenades": 1}),
        },
        works={"bunkers": ["0202"]},
        edges={"cliff": [{"at": ["0202/s"]}]},
        rules=PLAYED,
    )
    units, bunker = position.engine.state.units, position.row("b")
    units["seen"][bunker] = units["revealed"][bunker] = 1
    units["last_men"][bunker] = 500
    engine, out = position.engine, np.zeros(p.P_SIZE, np.int64)
    known = engine.known("red")
    entries.assault_odds(known, engine.board, engine.rules, position.row("r"), position.hex("0202"), out)
    assert out[p.P_FINAL_FIRE] == 45_000 and out[p.P_SUPPRESSION] == 281
    assert (out[p.P_ATTACK] // 1000, out[p.P_DEFENCE] // 1000, out[p.P_RATIO], out[p.P_SHIFT]) == (293, 1663, 17, -10)
    assert list(out[p.P_CHANCES : p.P_CHANCES + 5]) == [900, 100, 0, 0, 0]
    assert round(out[p.P_OWN_LOSS] / 1000) == 163 and round(out[p.P_ENEMY_LOSS] / 1000) == 41
    assert says("(450 x 80 ‰ + 2 nests x 7) x 0.9 = 45 men, suppression 28.1. Attack 294 to defence")
    assert says("that is 17 %, shift -10: thrown back 90 %, repulsed 10 %. It costs 163 men, the defender 41.")


def test_examples_of_one_sum() -> None:
    r, ground, works = RULES, SCENARIO.terrain, RULES.works
    assert 8 - r.move_night_less - r.move_rain_less == 6 and r.road_cost == 1 and ground["paddy"].foot == 2
    assert ground["hill"].cover_permille * works[2].cover_permille // 1000 == 440
    assert [works[i].dig_points // r.infantry_digs for i in (1, 2)] == [4, 4]
    assert [works[i].dig_points // r.engineers_dig for i in (1, 2, 3)] == [2, 2, 6]
    assert r.signature_still_open - 3 * r.clarity_per_hex_day == 46 < r.shadow_clarity
    clear_enough = r.signature_moving_open - SCENARIO.sides["china"].thresholds.see
    assert (clear_enough // r.clarity_per_hex_day, clear_enough // r.clarity_per_hex_night) == (6, 1)
    assert r.signature_still_open - 2 * r.clarity_per_hex_night == -10
    nests = r.nests_per_hex * r.nest_losses[0] * ground["paddy"].cover_permille
    assert nests == 12_600 and nests * r.crossfire_loss_permille // 1000 == 15_750
    assert 60 // 2 - r.suppression_close_less == 20
    fatigue = 40 - r.fatigue_rest_less
    assert fatigue == 25 and r.cohesion_rest * (100 - fatigue) == 450


def test_check_names_the_blocks_that_differ(tmp_path, monkeypatch, capsys) -> None:
    from game import cli

    file = tmp_path / "rules.md"
    file.write_text("Light:\n\n<!-- table: light -->\nold\n<!-- end -->\n", encoding="utf-8")
    monkeypatch.setattr(manual, "FILE", file)
    assert cli.main(["manual", "--check"]) == 1 and "table 'light' differs" in capsys.readouterr().out
    assert cli.main(["manual"]) == 0 and "| night | 800 |" in file.read_text(encoding="utf-8")
    assert cli.main(["manual", "--check"]) == 0
