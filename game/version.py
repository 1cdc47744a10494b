"""Which program this is: its version, and the rules it plays by."""

import functools
import hashlib
from importlib import metadata

from game import paths


def program() -> str:
    """The version that is installed, or `(not installed)`."""
    try:
        return metadata.version("hengyang1944")
    except metadata.PackageNotFoundError:
        return "(not installed)"


@functools.cache
def rules_hash() -> str:
    """Ten hex digits over every source of the rules: battles replay alike where it is the same."""
    digest = hashlib.sha256()
    for file in sorted((paths.HOME / "game" / "rules").glob("*.py")):
        digest.update(file.name.encode() + b"\0" + file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()[:10]
