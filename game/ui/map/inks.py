"""Colours of the printed map and of what the staff draws on it."""

PAPER = (238, 228, 202)
GROUND = {
    "field": (236, 226, 194),
    "paddy": (224, 223, 186),
    "marsh": (209, 216, 191),
    "hill": (234, 216, 176),
    "high-hill": (230, 206, 164),
    "woods": (193, 204, 158),
    "village": (230, 211, 182),
    "city": (223, 192, 166),
    "rubble": (200, 184, 166),
    "airfield": (233, 225, 199),
    "river": (170, 199, 203),
    "pond": (170, 199, 203),
}
WATER = (172, 201, 205)
DEEP = (146, 181, 192)
WATER_LINE = (58, 100, 120)
SAND = (203, 194, 154)
CONTOUR = (148, 98, 54)
HIGH = (204, 164, 108)
HACHURE = (112, 76, 46)
INK = (42, 37, 33)
ROAD = (204, 96, 64)
ROAD_CASING = (60, 40, 32)
BLOCK = (126, 76, 61)
HOUSE = (86, 68, 58)
RUIN = (96, 84, 74)
ASH = (74, 62, 54)
EMBER = (214, 92, 32)
FLAME = (242, 168, 60)
RUNWAY = (214, 203, 174)
WIRE = (72, 44, 66)
WORKS = (52, 34, 24)
EARTH = (150, 112, 70)
GRID = (62, 50, 42)
TREE = (124, 146, 90)
TREE_INK = (64, 80, 46)
TUFT = (60, 98, 92)
RIVER_NAME = (38, 80, 102)
TABLE = (22, 21, 18)
