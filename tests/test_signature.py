"""Whoever changes the rules changes tests/golden/signature knowingly, in the same commit."""

from pathlib import Path

from game.lab.bench import signature


def test_the_signature_is_the_one_kept():
    kept = (Path(__file__).parent / "golden" / "signature").read_text(encoding="utf-8").strip()
    assert signature() == kept
