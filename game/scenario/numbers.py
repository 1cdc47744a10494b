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

    cover_permille: Permille = Field(description="‰ of the losses of those in them")
    close_percent: Percent = Field(description="% of their strength in close combat")
    dig_points: Count = Field(description="digging points to reach this level; 0: cannot be dug")


class AssaultResult(Strict):
    """One row of the table of assault results."""

    up_to: int = Field(description="highest sum of two ten-sided dice and shift that gives this row")
    attacker_percent: Small = Field(description="% of the attacker's men lost")
    defender_percent: Small = Field(description="% of the defender's men lost")
    attacker_cohesion: int = Field(ge=-100, le=100, description="added to the attacker's cohesion")
    defender_cohesion: int = Field(ge=-100, le=100, description="added to the defender's cohesion")


class Shift(Strict):
    """From this ratio (100 x attack / defence) on, this is added to the dice."""

    ratio: Count = Field(description="100 x attack / defence")
    shift: int = Field(ge=-30, le=30, description="added to the dice")


class Ration(Strict):
    """To what a supplied unit is topped up."""

    fires: Small = Field(description="fires a unit draws up to")
    grenades: Small = Field(description="loads of grenades it draws up to")


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
    """Every number of the rules. Source of the values: docs/rules.md, calibrated by simulation.

    Each description is `unit: meaning`; the manual's last chapter lists them.
    """

    randomness: Literal["standard", "reduced", "expected"] = Field(
        default="standard",
        description="word: standard, reduced (half the spread) or expected (no luck: rolls of 1000, dice of 11)",
    )

    # Movement
    move_night_less: Small = Field(default=1, description="points: taken from the movement points by night")
    move_rain_less: Small = Field(default=1, description="points: taken from the movement points in rain and storm")
    leave_zoc_cost: Small = Field(default=2, description="points: more to leave a zone of control")
    stop_suppression: Small = Field(default=50, description="suppression: from here on a march stops")
    road_cost: Small = Field(default=1, description="points: a step along a road or railway")
    stream_cost: Small = Field(default=1, description="points: more over a stream")
    embankment_cost: Small = Field(default=1, description="points: more over an embankment")
    obstacle_cost: Small = Field(default=2, description="points: more over an obstacle not yet cleared")
    boat_hexes: Small = Field(default=3, description="hexes: widest water crossed by boat, in a straight line")

    # Sight and concealment
    sight_day_hexes: Annotated[int, Field(ge=1, le=10)] = Field(
        default=10, description="hexes: how far anyone sees by day"
    )
    sight_rain_hexes: Annotated[int, Field(ge=1, le=10)] = Field(default=6, description="hexes: the same in rain")
    sight_storm_hexes: Annotated[int, Field(ge=1, le=10)] = Field(default=3, description="hexes: the same in a storm")
    sight_night_hexes: Annotated[int, Field(ge=1, le=10)] = Field(default=2, description="hexes: the same by night")
    signature_moving_open: Percent = Field(default=100, description="clarity: signature of a unit moving in the open")
    signature_moving_cover: Percent = Field(default=60, description="clarity: of a unit moving in cover")
    signature_still_open: Percent = Field(default=70, description="clarity: of a unit that keeps still in the open")
    signature_still_cover: Percent = Field(
        default=20, description="clarity: of one still in cover or works, before the hex's `hides` is taken off"
    )
    signature_fired: Percent = Field(default=100, description="clarity: of one that fired, until the next close")
    cover_hides: Small = Field(default=20, description="hides: ground is cover from this value of `hides` on")
    clarity_per_hex_day: Small = Field(default=8, description="clarity: lost with each hex of distance by day")
    clarity_per_hex_night: Small = Field(default=40, description="clarity: lost with each hex by night")
    remember_turns: Small = Field(
        default=6, description="turns: a place where an enemy was last seen is forgotten after them"
    )

    # Fire
    light_night_permille: tuple[Permille, Permille, Permille, Permille] = Field(
        default=(800, 400, 0, 0), description="‰: light by night at 1, 2, 3, 4 hexes (1000 by day)"
    )
    unseen_permille: Permille = Field(
        default=300, description="‰: of the losses remain for a volley at a shadow or at a hex that looks empty"
    )
    shadow_clarity: Percent = Field(default=50, description="clarity: a target below it is a shadow")
    support_share_permille: Permille = Field(
        default=250, description="‰: of the losses strike the support unit beside the target"
    )
    volley_tenths: Small = Field(default=10, description="tenths: of a fire that a volley costs")
    answers_to_a_mover: Small = Field(default=3, description="answers: to one unit's step or act, by enemies in range")
    volleys_per_phase: Small = Field(default=3, description="volleys: in reaction, of one unit in one phase")
    ambush_loss_permille: Permille = Field(default=1500, description="‰: losses of a volley from an ambush")
    ambush_suppression_permille: Permille = Field(default=2000, description="‰: suppression of the same")
    crossfire_loss_permille: Permille = Field(
        default=1250, description="‰: losses of whoever moves or assaults out of a crossfire"
    )
    crossfire_suppression_permille: Permille = Field(
        default=1500, description="‰: suppression in reaction fire of the same"
    )
    suppression_per_percent: Small = Field(default=5, description="suppression: for each per cent of men lost")
    suppression_most: Small = Field(default=90, description="suppression: most there is from any cause")
    close_suppression_permille: Permille = Field(
        default=500, description="‰: of suppression that losses of close combat bring"
    )
    cohesion_tenths_per_percent: Small = Field(
        default=8, description="tenths: of a point of cohesion lost for each per cent of men"
    )
    fatigue_limit: Small = Field(default=60, description="fatigue: above it a unit counts as tired")
    direct_men: Small = Field(default=30, description="men: a gun that fires direct counts as so many infantry")
    direct_wear: Small = Field(default=20, description="wear: by direct fire; twice against pillboxes and bunkers")
    fatigue_effect_percent: Percent = Field(default=80, description="%: of its effective men that a tired unit has")

    # Fields of fire
    nest_works: Annotated[int, Field(ge=1, le=5)] = Field(
        default=3, description="level: of works from which machine-gun nests stand in them"
    )
    nests_per_hex: Small = Field(default=2, description="nests: in such works")
    nest_losses: tuple[Small, Small, Small] = Field(
        default=(10, 10, 5), description="men: lost to one nest at 1, 2, 3 hexes, before cover and light"
    )
    nest_tenths: Small = Field(default=5, description="tenths: of a fire that a nest costs its unit")
    crossfire_degrees: Annotated[int, Field(ge=0, le=180)] = Field(
        default=60, description="degrees: between the bearings of two nests that make a crossfire"
    )

    # Assault
    assault_cohesion: Small = Field(default=40, description="cohesion: needed to assault")
    assault_men: Count = Field(default=60, description="men: needed to assault")
    assault_strength_permille: Permille = Field(default=150, description="‰: of establishment needed to assault")
    assaults_per_hex: Small = Field(default=2, description="assaults: of one hex in one phase")
    final_fire_answers: Small = Field(default=3, description="answers: besides the target's own volley in final fire")
    final_fire_hexes: Small = Field(default=2, description="hexes: within which others join the final fire")
    no_ammunition_permille: Permille = Field(
        default=300, description="‰: of the target's final fire when it has no ammunition"
    )
    to_ground_cohesion: Small = Field(default=6, description="cohesion: lost by an attacker who goes to ground")
    support_suppression: Annotated[int, Field(ge=0, le=100)] = Field(
        default=25, description="suppression: a friend with less counts as unsuppressed for an assault"
    )
    support_percent: Small = Field(default=10, description="%: more for each such friend next to the target")
    support_most: Small = Field(default=3, description="friends: counted so")
    opposite_percent: Small = Field(default=25, description="%: more for a friend on the far side of the target")
    cliff_ladders_percent: Percent = Field(default=50, description="%: of the attack up a cliff with ladders")
    ramp_percent: tuple[Percent, Percent, Percent] = Field(
        default=(65, 80, 100), description="%: of the attack by a ramp of level 1, 2, 3"
    )
    ramp_men: tuple[Count, Count, Count] = Field(
        default=(300, 600, 900), description="men: fallen (and blasting) that make a ramp of level 1, 2, 3"
    )
    ramp_without_ladders: Annotated[int, Field(ge=1, le=4)] = Field(
        default=2, description="level: of ramp from which no ladders are needed"
    )
    blast_men: Count = Field(default=100, description="men: that one blasting adds to the ramp")
    boat_percent: Percent = Field(default=40, description="%: of the attack across a river by boat")
    embankment_percent: Percent = Field(default=85, description="%: of the attack over an embankment")
    embankment_cover_permille: Permille = Field(default=850, description="‰: cover behind an embankment")
    obstacle_percent: Percent = Field(default=75, description="%: of the attack over an obstacle")
    night_trained_percent: Percent = Field(
        default=115, description="%: of the attack by night of troops trained for it"
    )
    fresh_reserve_percent: Percent = Field(default=120, description="%: of the attack of a fresh reserve")
    grenades_attacker_percent: Percent = Field(default=100, description="%: of the attack with a load of grenades")
    grenades_defender_percent: Percent = Field(default=120, description="%: of the defence with a load of grenades")
    grenades_cliff_percent: Percent = Field(
        default=140, description="%: of the defence with grenades on top of a cliff"
    )
    no_grenades_percent: Percent = Field(default=80, description="%: of attack or defence without grenades")
    support_alone_percent: Percent = Field(
        default=50, description="%: of the defence of a support unit alone in its hex"
    )
    not_organised_percent: Percent = Field(default=60, description="%: of the defence in a hex just taken")
    prisoners_permille: Permille = Field(default=200, description="‰: of a beaten defender's loss that are prisoners")
    shifts: tuple[Shift, ...] = Field(default_factory=_shifts, max_length=16, description="table: see the chapter")
    results: tuple[AssaultResult, ...] = Field(
        default_factory=_results, min_length=5, max_length=5, description="table: see the chapter"
    )

    # Guns, mortars
    half_range_permille: Permille = Field(default=700, description="‰: of the weight beyond half the range")
    bombard_loss_permille: Permille = Field(
        default=500, description="‰: men that one of weight costs, before cover and density"
    )
    bombard_men: Count = Field(default=400, description="men: in the hex for whom the density is 1000 ‰")
    bombard_men_low_permille: Permille = Field(default=250, description="‰: least density")
    bombard_men_high_permille: Permille = Field(default=2000, description="‰: greatest density")
    bombard_suppression_permille: Permille = Field(
        default=800, description="‰: suppression for each of weight, halved by full cover"
    )
    unobserved_permille: Permille = Field(default=350, description="‰: of the weight where no friend sees the hex")
    scatter_from_d6: Annotated[int, Field(ge=1, le=7)] = Field(
        default=5, description="d6: unobserved shells fall a hex off from this throw on"
    )
    batteries_per_hex: Small = Field(default=3, description="batteries: on one hex in one phase")
    close_wear_hexes: Small = Field(default=2, description="hexes: within which guns that see the hex wear it more")
    close_wear_permille: Permille = Field(default=2000, description="‰: wear within them")
    commander_hit_permille_per_weight: Permille = Field(
        default=2, description="‰: chance for each of weight that a commander is hit"
    )
    commander_hit_most_permille: Permille = Field(default=150, description="‰: greatest such chance")
    commander_cohesion: Small = Field(default=15, description="cohesion: lost by his formation")
    commander_turns: Small = Field(default=4, description="turns: without bonuses from headquarters and friends")

    # Aircraft
    bomb_weight: Count = Field(default=60, description="weight: of a bombing sortie")
    strafe_weight: Count = Field(default=20, description="weight: of a strafing sortie")
    scout_hexes: Small = Field(default=4, description="hexes: within which a scouting sortie reveals")
    fire_turns: Small = Field(default=3, description="turns: a city block burns, then it is rubble")
    burning_permille: Permille = Field(default=10, description="‰: of men lost each close in a burning hex")
    interdict_percent: Percent = Field(default=10, description="%: of a convoy destroyed by each sortie against it")

    # Works
    works: tuple[WorksLevel, ...] = Field(
        default_factory=_works, min_length=5, max_length=5, description="table: see the chapter"
    )
    wear_per_level: Count = Field(default=200, description="wear: that takes a level off works")
    dig_mends_wear: Count = Field(default=50, description="wear: that a point of digging mends first")
    infantry_digs: Small = Field(default=1, description="points: of digging of infantry in one action")
    infantry_digs_to: Annotated[int, Field(ge=0, le=4)] = Field(
        default=2, description="level: up to which infantry digs"
    )
    engineers_dig: Small = Field(default=2, description="points: of digging of engineers in one action")
    engineers_dig_to: Annotated[int, Field(ge=0, le=4)] = Field(
        default=3, description="level: up to which engineers dig"
    )
    rubble_wear: Count = Field(default=200, description="wear: that makes rubble of a city block")
    engineer_actions: Small = Field(default=2, description="actions: to clear an obstacle, mend or blow a bridge")

    # Supply
    supply_cost: Count = Field(default=20, description="points: longest path of supply")
    rations: dict[Literal["full", "half", "hoard"], Ration] = Field(
        default_factory=_rations, description="table: see the chapter"
    )
    isolated_cohesion: Small = Field(default=4, description="cohesion: lost each turn without a path of supply")
    isolated_turns: Small = Field(default=4, description="turns: without supply after which men are lost too")
    isolated_permille: Permille = Field(default=20, description="‰: of men lost each turn from then on")
    air_drop_lost_percent: Small = Field(default=40, description="%: of a drop from the air that is lost")

    # Men
    broken_cohesion: Small = Field(default=25, description="cohesion: under it a unit is broken")
    broken_hexes: Small = Field(default=2, description="hexes: a broken unit falls back from enemies next to it")
    fatigue_assault: Small = Field(default=20, description="fatigue: of an assault")
    fatigue_defence: Small = Field(default=8, description="fatigue: of meeting one")
    fatigue_night: Small = Field(default=5, description="fatigue: of moving or digging by night")
    dissolve_permille: Permille = Field(default=100, description="‰: of establishment under which a unit is dissolved")
    dissolve_hexes: Small = Field(default=8, description="hexes: within which another unit takes its men")
    suppression_close_less: Small = Field(default=10, description="suppression: off at the close, after it is halved")
    rally_suppression: Small = Field(default=40, description="suppression: off at once by a rally")
    fatigue_close_less: Small = Field(default=5, description="fatigue: off at the close")
    fatigue_rest_less: Small = Field(default=15, description="fatigue: off at the close after rest")
    cohesion_close: Small = Field(default=3, description="cohesion: back at the close")
    cohesion_rest: Small = Field(
        default=6, description="cohesion: back at the close after rest out of zones of control"
    )
    cohesion_headquarters: Small = Field(default=2, description="cohesion: more near the headquarters")
    headquarters_hexes: Small = Field(default=4, description="hexes: that count as near")
    cohesion_ceiling_hungry: Small = Field(default=75, description="cohesion: ceiling without food")
    skirmish_closes: Annotated[int, Field(ge=1, le=100)] = Field(
        default=4, description="closes: from one fire shot off in skirmishes to the next"
    )
    siege_hexes: Small = Field(default=3, description="hexes: from an enemy that count as near him")
    siege_near_permille: Permille = Field(default=4, description="‰: of men lost each close near the enemy")
    siege_far_permille: Permille = Field(default=1, description="‰: of men lost each close elsewhere")
    sickness_permille: Permille = Field(default=1, description="‰: of men who fall sick each close")
    sickness_hungry_permille: Permille = Field(default=4, description="‰: the same without food")
    wounded_permille: Permille = Field(default=650, description="‰: of losses that are wounded, the rest killed")
    return_turns: tuple[Small, Small] = Field(
        default=(6, 12), description="turns: until the wounded return: shortest, longest"
    )
    replacements_men: Count = Field(default=25, description="men: that one unit gets from the pool at a dawn")
