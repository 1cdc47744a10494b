"""Hengyang 1944. `python main.py` opens the game; `python main.py --help` lists the commands.

Written for any Python: on an older one it says so instead of failing on newer syntax.
"""

import sys

OLDEST = (3, 11)
SETUP = "python3 -m venv .venv && .venv/bin/pip install -e . && .venv/bin/python main.py"


def main():
    """Run a command; explain in a line what is missing if it cannot be run at all."""
    if sys.version_info < OLDEST:
        return "Hengyang 1944 needs Python 3.11 or newer; this is Python " + sys.version.split()[0]
    try:
        from game.cli import main as run

        return run(sys.argv[1:])
    except ModuleNotFoundError as error:
        if str(error.name).split(".")[0] == "game":
            raise
        return "Hengyang 1944 is not set up yet (" + str(error) + "). Run this once:\n\n    " + SETUP + "\n"


if __name__ == "__main__":
    sys.exit(main())
