"""Whether the kernels are compiled for these very sources. `game.lab.build` compiles them."""

from game.rules.kernel import CACHE, COMPILED

MARK = "complete"


def ready() -> bool:
    """Whether a start is quick: everything compiled, or compiled code switched off."""
    return not COMPILED or (CACHE / MARK).exists()


def note_complete() -> None:
    """Everything was compiled."""
    (CACHE / MARK).write_text("", encoding="utf-8")
