"""What the commands' arguments may be: each checked before anything is done, refused in one line (exit 2)."""

from __future__ import annotations

import argparse
import os
import re

LEVELS = ("recruit", "veteran", "general")
PLAIN = ("random", "headlong", "standing")  # players without a plan, for the ladder
LAST_SEED = 2**63 - 1
MOST = 999_999_999  # of games, turns, …
OPPONENTS = (*LEVELS, "human")
Commands = argparse._SubParsersAction  # argparse has no public name for what add_subparsers returns


def seed(text: str) -> int:
    """A whole number from 0 to 2^63 - 1."""
    if not text.isascii() or not text.isdigit() or len(text) > 19 or int(text) > LAST_SEED:
        raise argparse.ArgumentTypeError(f"'{text}' is no seed: a whole number from 0 to {LAST_SEED}")
    return int(text)


def named(text: str) -> str:
    """A name or a path; nothing at all is what an unset variable gives."""
    if not text.strip():
        raise argparse.ArgumentTypeError("it is empty: give a name or a path")
    return text


def positive(text: str) -> int:
    """A whole number from 1."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:20]) <= MOST:
        raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from 1 to {MOST}")
    return int(text)


def level(text: str) -> str:
    """LEVEL or SIDE=LEVEL; whether the scenario has that side is seen later."""
    side, equals, name = text.rpartition("=")
    if name not in LEVELS or (equals and not side):
        raise argparse.ArgumentTypeError(f"'{text}' is no level: {', '.join(LEVELS)}, or SIDE=LEVEL")
    return text


def contestant(text: str) -> str:
    """LEVEL, LEVEL@PLAYOUTS or a player without a plan."""
    name, at, playouts = text.partition("@")
    if name not in (LEVELS if at else LEVELS + PLAIN):
        raise argparse.ArgumentTypeError(f"'{text}' is no player: {', '.join(LEVELS + PLAIN)}, or LEVEL@PLAYOUTS")
    if at and name == "recruit":
        raise argparse.ArgumentTypeError(f"'{text}': recruit thinks without playouts")
    return f"{name}@{positive(playouts)}" if at else name


def size(text: str) -> tuple[int, int]:
    """`1920x1080` as (1920, 1080)."""
    match = re.fullmatch(r"([0-9]{2,5})[xX×]([0-9]{2,5})", text)
    if not match or not all(64 <= int(number) <= 16_384 for number in match.groups()):
        raise argparse.ArgumentTypeError(f"'{text}' is no size: width x height in pixels, as 1920x1080")
    return int(match[1]), int(match[2])


def first_seed(text: str) -> int:
    """A seed to begin with: so many games as can be asked for have one each."""
    if seed(text) > LAST_SEED - MOST:
        raise argparse.ArgumentTypeError(f"'{text}' is no first seed: a whole number from 0 to {LAST_SEED - MOST}")
    return seed(text)


def output(text: str) -> str:
    """A file that can be written, or `-`, standard output. Nothing is written yet."""
    return text if text == "-" else written(text)


def written(text: str) -> str:
    """A file that can be written. Nothing is written yet."""
    folder = os.path.dirname(os.path.abspath(text))
    if os.path.isdir(text):
        raise argparse.ArgumentTypeError(f"cannot write '{text}': it is a folder")
    if not os.path.isdir(folder):
        raise argparse.ArgumentTypeError(f"cannot write '{text}': there is no folder '{folder}'")
    if not os.access(text if os.path.exists(text) else folder, os.W_OK):
        raise argparse.ArgumentTypeError(f"cannot write '{text}': permission denied")
    return text


def picture(text: str) -> str:
    """As `output`, a .png file."""
    if not text.lower().endswith(".png"):
        raise argparse.ArgumentTypeError(f"'{text}' does not end in .png")
    return written(text)


def folder(text: str) -> str:
    """A folder to write into, which may have to be made."""
    above = os.path.abspath(text)
    while not os.path.lexists(above):
        above = os.path.dirname(above)
    if not os.path.isdir(above):
        raise argparse.ArgumentTypeError(f"cannot write into '{text}': '{above}' is a file")
    if not os.access(above, os.W_OK):
        raise argparse.ArgumentTypeError(f"cannot write into '{text}': permission denied")
    return text
