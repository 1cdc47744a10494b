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
HIGHEST, WIDEST = 800, 1350  # what the tallest and the widest panels together need at scale 1


def scale_for(size: tuple[int, int], text_percent: int = 100) -> float:
    """How much larger than drawn at 1080 lines everything is; text stays legible on small screens."""
    width, height = size
    scale = min(height / BASE_HEIGHT, width / BASE_WIDTH)
    return min(max(SMALLEST, scale) * text_percent / 100, height / HIGHEST, width / WIDEST)


def tone(percent: int) -> Colour:
    """Green, amber or red for a value of which more is better."""
    return GOOD if percent >= 60 else FAIR if percent >= 35 else BAD


def parse(hex_colour: str) -> Colour:
    """`#rrggbb` as a colour."""
    return int(hex_colour[1:3], 16), int(hex_colour[3:5], 16), int(hex_colour[5:7], 16)
