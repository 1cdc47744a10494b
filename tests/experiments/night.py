"""One prepared line attacked over open ground, by day and by night: `python -m tests.experiments.night [GAMES]`.

Three trained battalions and their engineers come from three hexes away against two battalions in trenches; one turn.
What must come out: by night more posts are taken, each at fewer men, and the defender spends fewer rounds; discipline
takes part of the night's profit away, since it holds fire for the last hexes by day as well.
"""

import numpy as np

from game.lab.field import Field
from tests.experiments.common import games
from tests.positions import KINDS, draw

ROWS = "\n".join((".........",) * 3 + ("..^...^..",) + (".........",) * 5)
UNITS = {
    "r1": ("red", "0307", {"men": 900, "grenades": 2, "kind": "trained"}),
    "r2": ("red", "0508", {"men": 900, "grenades": 2, "kind": "trained"}),
    "r3": ("red", "0707", {"men": 900, "grenades": 2, "kind": "trained"}),
    "e": ("red", "0408", {"men": 180, "kind": "engineers"}),
    "b1": ("blue", "0304", {"men": 300, "grenades": 2}),
    "b2": ("blue", "0704", {"men": 300, "grenades": 2}),
}
PLACES = {"west": {"at": "0304", "name": "West"}, "east": {"at": "0704", "name": "East"}}


def position(when: str, donts: tuple[str, ...]):
    kinds = KINDS | {"trained": KINDS["battalion"] | {"night_trained": True}}
    ground = {
        "grid": {"size": [9, 9]}, "legend": {".": "clear", "^": "hill"}, "rows": ROWS, "places": PLACES,
        "works": {"trenches": ["0304", "0704"]},
    }  # fmt: skip
    victory = {"levels": [{"id": "all", "for": "none"}], "places": {name: {"red": {"final": 5}} for name in PLACES}}
    return draw(
        ROWS, UNITS, when, when, rules={"randomness": "standard"}, donts={"blue": donts},
        kinds=kinds, map=ground, victory=victory,
    )  # fmt: skip


def play(title: str, when: str, donts: tuple[str, ...], count: int) -> None:
    field = Field(position(when, donts).engine.scenario)
    space = (field.workspace(), field.workspace())
    taken, lost, fires = [], [], []
    for seed in range(1, count + 1):
        state = field.play(seed, space)
        taken.append(int((state.places["holder"] == 0).sum()))
        lost.append([int(state.sides["killed"][side] + state.sides["wounded"][side]) for side in range(2)])
        fires.append(int(state.sides["spent"][1]) / 10)
    red, blue = np.mean(lost, axis=0)
    print(f"{title}: {count} games; of two posts {np.mean(taken):.2f} taken")
    print(f"  lost: attacker {red:.0f}, defender {blue:.0f}; fires spent by the defender {np.mean(fires):.1f}")


def main() -> None:
    for title, donts in (("under the Three Don'ts", ("see", "aim", "kill")), ("firing at will", ())):
        play(f"by day, {title}", "1944-06-28 day", donts, games())
        play(f"by night, {title}", "1944-06-28 night", donts, games())


if __name__ == "__main__":
    main()
