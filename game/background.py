"""Work in the background that never keeps the screen waiting."""

import os
import sys
import threading
from contextlib import suppress

BEHIND = 10  # nice


def step_back() -> None:
    """Let the thread that calls this run behind all others of the program.

    On Linux each thread has a nice value of its own; elsewhere nothing happens.
    """
    if sys.platform == "linux":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), BEHIND)
