"""The gallery's pictures: which there are, and that a file is a picture of the screen in few colours."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"

import numpy as np
import pygame

from game import cli, paths
from game.ui import gallery
from game.ui.png import quantised, write_png


def test_pictures_are_made_by_name_and_a_wrong_one_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["gallery", str(tmp_path), "title", "large-text"]) == 0
    title = pygame.image.load(str(tmp_path / "title.png"))
    assert title.get_size() == gallery.SIZE
    assert pygame.image.load(str(tmp_path / "large-text.png")).get_size() == gallery.SMALL
    assert (tmp_path / "title.png").stat().st_size < 1_200_000
    assert cli.main(["gallery", str(tmp_path), "sunset"]) == 2
    assert "sunset" in capsys.readouterr().err


def test_every_committed_picture_is_one_of_the_gallery_or_shown_in_a_document() -> None:
    pages = [paths.HOME / "README.md", *(paths.HOME / "docs").rglob("*.md")]
    shown = "".join(page.read_text("utf-8") for page in pages)
    for file in (paths.HOME / "docs" / "pictures").glob("*.png"):
        assert file.stem in gallery.SHOTS or file.name in shown, file.name
        assert file.stat().st_size < 1_200_000, file.name


def test_few_colours_are_kept_as_they_are(tmp_path: Path) -> None:
    pixels = np.zeros((40, 60, 3), np.uint8)
    pixels[:, 30:] = (200, 20, 30)
    pixels[10:20, 10:20] = (8, 250, 9)
    palette, indices = quantised(pixels)
    assert len(palette) == 3 and (palette[indices] == pixels).all()
    write_png(pygame.surfarray.make_surface(pixels.swapaxes(0, 1)), tmp_path / "x.png")
    assert (
        pygame.surfarray.array3d(pygame.image.load(str(tmp_path / "x.png")).convert(24)) == pixels.swapaxes(0, 1)
    ).all()


def test_many_colours_are_met_closely() -> None:
    dice = np.random.default_rng(1)
    pixels = (np.linspace(0, 255, 200)[None, :, None] + dice.normal(0, 6, (120, 200, 3))).clip(0, 255).astype(np.uint8)
    palette, indices = quantised(pixels)
    assert len(palette) == 256
    assert np.abs(palette[indices].astype(int) - pixels).mean() < 6


def test_without_names_the_command_lists_nothing_wrong() -> None:
    done = subprocess.run(
        [sys.executable, "main.py", "gallery", "--help"], cwd=paths.HOME, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0 and "DIR" in done.stdout
