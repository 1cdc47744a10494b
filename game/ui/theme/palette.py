"""Colours and measures of the staff table. Values only."""

Colour = tuple[int, int, int]

PAPER: Colour = (232, 222, 198)
INK: Colour = (34, 30, 24)
BRASS: Colour = (197, 167, 96)
GOLD: Colour = (246, 226, 176)
DIM: Colour = (166, 156, 130)
FAINT: Colour = (118, 110, 92)
DARK: Colour = (31, 30, 26)
DEEP: Colour = (19, 18, 15)
RULE: Colour = (90, 80, 56)
GOOD: Colour = (142, 186, 104)
FAIR: Colour = (222, 176, 72)
BAD: Colour = (222, 104, 80)
SELECT: Colour = (255, 232, 120)

BASE_HEIGHT = 1080
BASE_WIDTH = 1700
SMALLEST = 0.8
HIGHEST, WIDEST = 680, 1180  # what the tallest and the widest panels together need at scale 1


def scale_for(size: tuple[int, int], text_percent: int = 100) -> float:
    """How much larger than drawn at 1080 lines everything is; text stays legible on small screens."""
    width, height = size
    scale = min(height / BASE_HEIGHT, width / BASE_WIDTH)
    return min(max(SMALLEST, scale) * text_percent / 100, height / HIGHEST, width / WIDEST)


def tone(percent: int) -> Colour:
    """Green, amber or red for a value of which more is better."""
    return GOOD if percent >= 60 else FAIR if percent >= 35 else BAD


# For eyes that do not tell red from green (after Okabe and Ito, 2008): blue, yellow and vermilion instead.
BLIND: dict[Colour, Colour] = {
    GOOD: (86, 180, 233),
    FAIR: (240, 228, 66),
    BAD: (240, 124, 40),
    (134, 188, 92): (86, 180, 233),  # of the counters' bars
    (228, 178, 60): (240, 228, 66),
    (224, 78, 54): (240, 124, 40),
    (72, 148, 92): (0, 114, 178),  # washes on the map: supply, cut off and targets, threat
    (206, 64, 44): (213, 94, 0),
    (196, 44, 28): (146, 40, 132),
}
_now: dict[Colour, Colour] = {}


def use(colours: str) -> None:
    """`standard` or `blind`: what `shown` and `parse` give from now on. Pictures made before keep their colours."""
    _now.clear()
    if colours == "blind":
        _now.update(BLIND)


def shown(colour: Colour) -> Colour:
    """The colour to draw with, where the palette in use has another one."""
    return _now.get(colour, colour)


def parse(hex_colour: str) -> Colour:
    """`#rrggbb`, a side's colour: reds become orange and greens bluish for those who would not tell them apart."""
    colour = int(hex_colour[1:3], 16), int(hex_colour[3:5], 16), int(hex_colour[5:7], 16)
    if not _now:
        return colour
    red, green, blue = colour
    if red > max(green, blue):
        return (206, 112, 16)
    return (0, 138, 112) if green > max(red, blue) else (16, 84, 160)
