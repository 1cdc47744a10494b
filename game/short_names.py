"""Short names for compiled functions.

numba names what it compiles by the types of all arguments, spelt out. A State is a tuple of record arrays, so its
spelling lists every field of every record: 20 KB in each of some hundred names of each entry, kept several times over
by numba and LLVM. A digest of the spelling says the same: 95 MB of kernels in the cache become 9, and a program that
has read them all holds 117 MB less. Code compiled under long names runs as before.
"""

import hashlib

from numba.core import types


def shorten() -> None:
    """From now on, names of compiled functions hold a digest in place of a named tuple's fields."""

    def mangling_args(self: types.NamedTuple) -> tuple[str, tuple[()]]:
        return f"{self.instance_class.__name__}_{hashlib.sha256(self.name.encode()).hexdigest()[:16]}", ()

    types.NamedTuple.mangling_args = property(mangling_args)  # type: ignore[method-assign, assignment]
