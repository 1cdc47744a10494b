"""The rules' numbers by name, with the values of docs/rules.md and the range each may take.

A scenario states in its section `rules` only what it changes. Integers only: percent and per mille as the
name says, cohesion and suppression in points of 0 to 100, ammunition in tenths of a fire.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Small = Annotated[int, Field(ge=0, le=100)]
Percent = Annotated[int, Field(ge=0, le=1000)]
Permille = Annotated[int, Field(ge=0, le=10_000)]
Count = Annotated[int, Field(ge=0, le=100_000)]


class Strict(BaseModel):
    """Immutable, and says no to fields it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class WorksLevel(Strict):
    """What works of one level do for those who stand in them."""

    cover_permille: Permille
    close_percent: Percent
    dig_points: Count = Field(description="digging points to reach this level; 0: cannot be dug")


class AssaultResult(Strict):
    """One row of the table of assault results."""

    up_to: int = Field(description="highest sum of two ten-sided dice and shift that gives this row")
    attacker_percent: Small
    defender_percent: Small
    attacker_cohesion: int = Field(ge=-100, le=100)
    defender_cohesion: int = Field(ge=-100, le=100)


class Shift(Strict):
    """From this ratio (100 x attack / defence) on, this is added to the dice."""

    ratio: Count
    shift: int = Field(ge=-30, le=30)


class Ration(Strict):
    """To what a supplied unit is topped up."""

    fires: Small
    grenades: Small


def _works() -> tuple[WorksLevel, ...]:
    rows = ((1000, 100, 0), (750, 120, 4), (550, 150, 4), (400, 180, 12), (280, 220, 0))
    return tuple(WorksLevel(cover_permille=c, close_percent=m, dig_points=d) for c, m, d in rows)


def _shifts() -> tuple[Shift, ...]:
    rows = ((0, -10), (20, -8), (33, -6), (50, -4), (75, -2), (100, 0), (150, 2), (200, 4), (300, 7))
    return tuple(Shift(ratio=r, shift=s) for r, s in rows)


def _results() -> tuple[AssaultResult, ...]:
    rows = ((6, 16, 8, -8, 0), (10, 12, 10, -8, 0), (14, 11, 14, -4, -4), (17, 9, 22, 5, -15), (99, 6, 35, 5, -15))
    return tuple(
        AssaultResult(up_to=u, attacker_percent=a, defender_percent=d, attacker_cohesion=ac, defender_cohesion=dc)
        for u, a, d, ac, dc in rows
    )


def _rations() -> dict[Literal["full", "half", "hoard"], Ration]:
    return {
        "full": Ration(fires=6, grenades=3),
        "half": Ration(fires=3, grenades=2),
        "hoard": Ration(fires=1, grenades=1),
    }


class Rules(Strict):
    """Every number of the rules. Source of the values: docs/rules.md, calibrated by simulation."""

    randomness: Literal["standard", "reduced", "expected"] = "standard"

    # Movement
    move_night_less: Small = 1
    move_rain_less: Small = 1
    leave_zoc_cost: Small = 2
    stop_suppression: Small = 50
    road_cost: Small = 1
    stream_cost: Small = 1
    embankment_cost: Small = 1
    obstacle_cost: Small = 2
    boat_hexes: Small = 3

    # Sight and concealment
    sight_day_hexes: Annotated[int, Field(ge=1, le=10)] = 10
    sight_rain_hexes: Annotated[int, Field(ge=1, le=10)] = 6
    sight_storm_hexes: Annotated[int, Field(ge=1, le=10)] = 3
    sight_night_hexes: Annotated[int, Field(ge=1, le=10)] = 2
    signature_moving_open: Percent = 100
    signature_moving_cover: Percent = 60
    signature_still_open: Percent = 70
    signature_still_cover: Percent = 20
    signature_fired: Percent = 100
    cover_hides: Small = 20
    clarity_per_hex_day: Small = 8
    clarity_per_hex_night: Small = 40
    remember_turns: Small = 6

    # Fire
    light_night_permille: tuple[Permille, Permille, Permille, Permille] = (800, 400, 0, 0)
    unseen_permille: Permille = 300
    shadow_clarity: Percent = 50
    support_share_permille: Permille = 250
    volley_tenths: Small = 10
    answers_to_a_mover: Small = 3
    volleys_per_phase: Small = 3
    ambush_loss_permille: Permille = 1500
    ambush_suppression_permille: Permille = 2000
    crossfire_loss_permille: Permille = 1250
    crossfire_suppression_permille: Permille = 1500
    suppression_per_percent: Small = 5
    suppression_most: Small = 90
    close_suppression_permille: Permille = 500
    cohesion_tenths_per_percent: Small = 8
    fatigue_limit: Small = 60
    direct_men: Small = 30
    direct_wear: Small = 20
    direct_hexes: Small = 4
    fatigue_effect_percent: Percent = 80

    # Fields of fire
    nest_works: Annotated[int, Field(ge=1, le=5)] = 3
    nests_per_hex: Small = 2
    nest_losses: tuple[Small, Small, Small] = (10, 10, 5)
    nest_tenths: Small = 5
    crossfire_degrees: Annotated[int, Field(ge=0, le=180)] = 60

    # Assault
    assault_cohesion: Small = 40
    assault_men: Count = 60
    assault_strength_permille: Permille = 150
    assaults_per_hex: Small = 2
    final_fire_answers: Small = 3
    final_fire_hexes: Small = 2
    no_ammunition_permille: Permille = 300
    to_ground_cohesion: Small = 6
    support_suppression: Annotated[int, Field(ge=0, le=100)] = 25
    support_percent: Small = 10
    support_most: Small = 3
    opposite_percent: Small = 25
    cliff_ladders_percent: Percent = 50
    ramp_percent: tuple[Percent, Percent, Percent] = (65, 80, 100)
    ramp_men: tuple[Count, Count, Count] = (300, 600, 900)
    ramp_without_ladders: Annotated[int, Field(ge=1, le=4)] = 2
    blast_men: Count = 100
    boat_percent: Percent = 40
    embankment_percent: Percent = 85
    embankment_cover_permille: Permille = 850
    obstacle_percent: Percent = 75
    night_trained_percent: Percent = 115
    fresh_reserve_percent: Percent = 120
    grenades_attacker_percent: Percent = 100
    grenades_defender_percent: Percent = 120
    grenades_cliff_percent: Percent = 140
    no_grenades_percent: Percent = 80
    support_alone_percent: Percent = 50
    not_organised_percent: Percent = 60
    prisoners_permille: Permille = 200
    shifts: tuple[Shift, ...] = Field(default_factory=_shifts)
    results: tuple[AssaultResult, ...] = Field(default_factory=_results, min_length=5, max_length=5)

    # Guns, mortars
    half_range_permille: Permille = 700
    bombard_loss_permille: Permille = 500
    bombard_men: Count = 400
    bombard_men_low_permille: Permille = 250
    bombard_men_high_permille: Permille = 2000
    bombard_suppression_permille: Permille = 800
    unobserved_permille: Permille = 350
    scatter_from_d6: Annotated[int, Field(ge=1, le=7)] = 5
    batteries_per_hex: Small = 3
    close_wear_hexes: Small = 2
    close_wear_permille: Permille = 2000
    commander_hit_permille_per_weight: Permille = 2
    commander_hit_most_permille: Permille = 150
    commander_cohesion: Small = 15
    commander_turns: Small = 4

    # Aircraft
    bomb_weight: Count = 60
    strafe_weight: Count = 20
    scout_hexes: Small = 4
    fire_turns: Small = 3
    burning_permille: Permille = 10
    interdict_percent: Percent = 10

    # Works
    works: tuple[WorksLevel, ...] = Field(default_factory=_works, min_length=5, max_length=5)
    wear_per_level: Count = 200
    dig_mends_wear: Count = 50
    infantry_digs: Small = 1
    infantry_digs_to: Annotated[int, Field(ge=0, le=4)] = 2
    engineers_dig: Small = 2
    engineers_dig_to: Annotated[int, Field(ge=0, le=4)] = 3
    rubble_wear: Count = 200
    engineer_actions: Small = 2

    # Supply
    supply_cost: Count = 20
    rations: dict[Literal["full", "half", "hoard"], Ration] = Field(default_factory=_rations)
    isolated_cohesion: Small = 4
    isolated_turns: Small = 4
    isolated_permille: Permille = 20
    air_drop_lost_percent: Small = 40

    # Men
    broken_cohesion: Small = 25
    broken_hexes: Small = 2
    fatigue_assault: Small = 20
    fatigue_defence: Small = 8
    fatigue_night: Small = 5
    dissolve_permille: Permille = 100
    dissolve_hexes: Small = 8
    suppression_close_less: Small = 10
    rally_suppression: Small = 40
    fatigue_close_less: Small = 5
    fatigue_rest_less: Small = 15
    cohesion_close: Small = 3
    cohesion_rest: Small = 6
    cohesion_headquarters: Small = 2
    headquarters_hexes: Small = 4
    cohesion_ceiling: Small = 85
    cohesion_ceiling_hungry: Small = 75
    skirmish_closes: Annotated[int, Field(ge=1, le=100)] = 4
    siege_hexes: Small = 3
    siege_near_permille: Permille = 4
    siege_far_permille: Permille = 1
    sickness_permille: Permille = 1
    sickness_hungry_permille: Permille = 4
    wounded_permille: Permille = 650
    return_turns: tuple[Small, Small] = (6, 12)
    replacements_men: Count = 25
