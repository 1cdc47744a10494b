"""Every character the game can show has a glyph; an empty box would not raise anything."""

import os
from pathlib import Path

import pygame
import pytest

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

from game import paths
from game.ui.text import fonts

ROLES = tuple(fonts.FILES)


def shown_texts() -> dict[str, str]:
    code = paths.HOME / "game"
    files: list[Path] = [*paths.scenarios().rglob("*.yaml"), *code.glob("*.py"), *(code / "ui").rglob("*.py")]
    return {str(path.relative_to(paths.HOME)): path.read_text("utf-8") for path in files}


def is_drawn(char: str) -> bool:
    """What stands in data and code but is never set: joiners, marks of the byte order."""
    return char.isprintable() and not "\u0300" <= char <= "\u036f" and char not in "\u2e80\u9fff\uff00\uffef\uf900"


@pytest.mark.parametrize("role", ROLES)
def test_every_text_has_glyphs(role):
    missing = {name: fonts.covers(role, "".join(filter(is_drawn, text))) for name, text in shown_texts().items()}
    assert not {name: chars for name, chars in missing.items() if chars}


def test_a_face_lists_what_it_lacks():
    assert fonts.covers("title", "Fang Xianjue 方先覺, 方先觉") == ""
    assert fonts.covers("title", "a\u0e01") == "\u0e01"


def test_the_sans_faces_have_the_common_characters():
    simplified = bytes(range(0xB0, 0xB1)) + b"\xa1"
    assert fonts.covers("ui", simplified.decode("gb2312")) == ""
    assert fonts.covers("ui-bold", "龜龍鬱鑿 龟龙郁凿") == ""


def test_the_map_of_a_file_is_what_pygame_draws():
    pygame.font.init()
    font = fonts.font("ui", 20)
    boxes = {font.metrics(c)[0] for c in "衡陽"}
    assert None not in boxes


def test_a_font_survives_the_font_module():
    first = fonts.font("condensed-bold", 18)
    assert fonts.font("condensed-bold", 18) is first
    pygame.font.quit()
    assert fonts.font("condensed-bold", 18).size("II/30")[0] > 10


def test_scale_and_names_of_the_theme():
    assert fonts.font("sans", 10, 2.0) is fonts.font("ui", 20)
    with pytest.raises(KeyError):
        fonts.font("wingdings", 12)
