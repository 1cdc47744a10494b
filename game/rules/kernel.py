"""`@kernel`: the one decorator of compiled functions, and where numba keeps what it compiled.

numba's cache does not notice a change in a called function of another file; so the folder is named by a hash
of all sources that are compiled together, plus the versions of numba and Python. Nothing else counts: a second
checkout, or the same one moved or written anew, finds what is compiled already.
"""

import hashlib
import os
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

# A fifth faster to compile at the same run speed; must stand before numba is imported.
os.environ.setdefault("NUMBA_OPT", "1")

import numba
import numpy as np

config: Any = numba.config  # its settings are made at run time
jit: Any = numba.njit
COMPILED = not config.DISABLE_JIT
# What is compiled together: the rules, the overlays' surveys, and of the computer what runs inside playouts.
SOURCES = (
    "rules/*.py", "surveys.py", "ai/mind.py", "ai/fields.py", "ai/moves.py", "ai/pause.py", "ai/strikes.py",
    "ai/tactics.py", "ai/playout.py", "ai/value.py",
)  # fmt: skip


def rules_hash() -> str:
    """Ten hexadecimal digits over the sources of every kernel and numba's version."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256(numba.__version__.encode())
    for pattern in SOURCES:
        for path in sorted(package.glob(pattern)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:10]


def cache_root() -> Path:
    """The user's cache folder, or a temporary one where that cannot be written."""
    home = Path.home()
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local"))
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME", home / ".cache"))
    folder = base / "hengyang1944" / "kernels"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if os.access(folder, os.W_OK):
            return folder
    except OSError:
        pass
    return Path(tempfile.gettempdir()) / "hengyang1944-kernels"


CACHE = cache_root() / f"{rules_hash()}-{sys.implementation.cache_tag}"


class BySources:
    """Where numba keeps an entry: in `CACHE`, valid as long as the folder's name is. A locator by numba's protocol."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function

    @classmethod
    def from_function(cls, py_func: Callable[..., Any], py_file: str) -> "BySources":
        CACHE.mkdir(parents=True, exist_ok=True)
        return cls(py_func)

    def ensure_cache_path(self) -> None:
        CACHE.mkdir(parents=True, exist_ok=True)

    def get_cache_path(self) -> str:
        return str(CACHE)

    def get_source_stamp(self) -> str:
        return CACHE.name

    def get_disambiguator(self) -> str:
        return self.function.__module__.replace(".", "_")


if COMPILED:
    config.CACHE_LOCATOR_CLASSES = f"{__name__}.BySources"
else:
    # Dice wrap around 2^64 on purpose (dice.py); NumPy's scalars would warn of it, in every thread.
    warnings.filterwarnings("ignore", "overflow encountered in scalar multiply", RuntimeWarning)

KERNELS: list[Any] = []


# Kernels allocate nothing, so they need no reference counts; without those and without wrappers for Python
# they compile in half the time. `TypeError`s of numba about these options mean that a kernel allocates.
INNER = {"nogil": True, "no_cpython_wrapper": True, "no_cfunc_wrapper": True, "_nrt": False, "no_rewrites": True}


def kernel(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile `function` for other kernels, when the first of them is compiled, whatever constants it is given."""
    if not COMPILED:
        return function
    compiled = jit(**INNER)(function)
    template = compiled.get_call_template

    def without_literals(args: tuple[Any, ...], kws: dict[str, Any]) -> Any:
        # numba would compile a function anew for each constant in a call: 350 compilations instead of 190.
        return template(tuple(numba.types.unliteral(arg) for arg in args), kws)

    compiled.get_call_template = without_literals
    return compiled


def entry(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile `function` for Python, with all that it calls, and keep it on disk; the interpreter's lock is free."""
    compiled = jit(cache=True, nogil=True, no_cfunc_wrapper=True, _nrt=False, no_rewrites=True)(function)
    KERNELS.append(compiled)
    return compiled


def records(count: int, dtype: np.dtype) -> np.ndarray:
    """A zeroed array of `count` records, readable as `array[i].field` in either mode.

    Compiled code reads fields of plain structured arrays, and takes those twenty times faster from Python
    than a `recarray`; interpreted code needs the latter.
    """
    return readable(np.zeros(count, dtype))


def readable(array: np.ndarray) -> np.ndarray:
    return array if COMPILED or array.dtype.names is None else array.view(np.recarray)
