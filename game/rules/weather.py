"""Weather as the other chapters ask of it."""

from game.rules.kernel import kernel
from game.rules.state import RAIN, STORM


@kernel
def is_wet(state):
    weather = state.clock[0].weather
    return weather == RAIN or weather == STORM
