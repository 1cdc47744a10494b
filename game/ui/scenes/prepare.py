"""Compiling the rules at the first start: a child process, its progress read line by line."""

import functools
import subprocess
import threading

from game.lab import build


class Preparation:
    """`ready` once compiled code lies in the cache; `progress` is (done, total, name) while it is made."""

    def __init__(self) -> None:
        self.ready = _cache_built()
        self.progress: tuple[int, int, str] | None = None
        self.trouble = ""
        self._shown: object = None
        self._child: subprocess.Popen[str] | None = None
        if not self.ready:
            self._start()

    @staticmethod
    @functools.lru_cache(maxsize=1)
    def of_game() -> "Preparation":
        """One for the whole program: the title may open many times."""
        return Preparation()

    def _start(self) -> None:
        try:
            self._child = build.start({}, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace")
        except OSError as fault:
            self.trouble, self.ready = str(fault), True
            return
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        child = self._child
        assert child is not None and child.stdout is not None
        last = ""
        for line in child.stdout:
            words = line.split(maxsplit=3)
            if len(words) >= 3 and words[0] == "progress" and words[1].isdigit() and words[2].isdigit():
                self.progress = int(words[1]), int(words[2]), words[3].strip() if len(words) > 3 else ""
            elif line.strip():
                last = line.strip()
        if child.wait() != 0:
            self.trouble = last or f"exit code {child.returncode}"
        self.ready = True

    def poll(self) -> bool:
        """Whether something changed since the last call."""
        shown = (self.progress, self.ready, self.trouble)
        changed, self._shown = shown != self._shown, shown
        return changed


def _cache_built() -> bool:
    try:
        from game.rules.build import ready
    except ImportError:
        return True
    return ready()
