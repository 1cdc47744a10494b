"""Copies of built-in scenarios with something changed, written into a folder."""

from game.lab.batch import Local, make_batch
from game.lab.levers import levers
from game.scenario import catalog

TUTORIAL = "hengyang/tutorial"


def write(folder, base, changes, more=""):
    """A scenario that extends `base`; returns its path."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = "".join(f"  {line}\n" for line in changes.splitlines())
    text = f"format: 1\nid: {folder.name}\ntitle: {{en: Planted, zh: 試}}\nextends: {base}\n{more}changes:\n{listed}"
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")
    return str(folder)


def lever(name, base=TUTORIAL):
    loaded = catalog.examine(base)
    return next(lever for lever in levers(loaded.scenario, loaded.merged) if lever.id == name)


def even_levels(games=150):
    """Changes after which the tutorial has no draws, and each side wins about half of the games."""
    rows = Local().run(make_batch(catalog.examine(TUTORIAL).merged, course=True), games, 1)
    margins = sorted(row["margin"] for row in rows)
    start = min(set(margins), key=lambda m: abs(sum(margin >= m for margin in margins) - games / 2))
    return f"- {{level: contested, remove: true}}\n- {{level: taken, set: {{from: {start}}}}}\n"
