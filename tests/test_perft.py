"""What may be ordered, counted: `python -m tests.perft --write` renews the table."""

from tests import perft


def test_the_table_is_the_one_kept():
    assert perft.table() == perft.GOLDEN.read_text(encoding="utf-8")
