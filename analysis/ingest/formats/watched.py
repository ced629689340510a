"""A file in memory that tells how far it was read."""

import io
from collections.abc import Callable

_STEP = 0.01  # how often it tells


class Watched(io.BytesIO):
    """Bytes to be read by a library, which is not asked to tell anything itself."""

    def __init__(self, data: bytes, progress: Callable[[float], None]) -> None:
        super().__init__(data)
        self._tell_progress = progress
        self._size = len(data)
        self._told = 0.0

    def read(self, size: int | None = -1, /) -> bytes:
        """The next bytes; the progress hears of every hundredth of the file."""
        found = super().read(size)
        reached = self.tell() / self._size
        if reached >= self._told + _STEP:
            self._told = reached
            self._tell_progress(reached)
        return found
