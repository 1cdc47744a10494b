"""The cache of compiled kernels is named by a hash of their sources: a file left out would be run as it was before."""

from pathlib import Path

import game
from game.rules.kernel import SOURCES


def test_every_file_with_kernels_is_hashed():
    package = Path(game.__file__).parent
    hashed = {path for pattern in SOURCES for path in package.glob(pattern)}
    marks = ("\n@kernel", "\n@entry")
    with_kernels = {path for path in package.rglob("*.py") if any(mark in path.read_text("utf-8") for mark in marks)}
    assert with_kernels - hashed == set()
