"""What the command line says on a terminal: how far long work is, answers, and its own mistakes."""

import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

#: Work that takes longer than this shows its progress, even where nobody watches a terminal.
QUIET_SECONDS = 5.0


@dataclass
class Progress:
    """Tells on stderr how far long work is, at most twice a second."""

    stream: TextIO
    started: float = field(default_factory=time.monotonic)
    told: float = 0.0

    def __call__(self, done: float, what: str) -> None:
        """Report the fraction that is done of what is being done."""
        now = time.monotonic()
        watched = self.stream.isatty() or now - self.started > QUIET_SECONDS
        if watched and now - self.told >= 0.5:
            self.told = now
            print(f"{what}: {100 * done:.0f}%", file=self.stream, flush=True)


def readable(text: str) -> str:
    """The text without what could steer the terminal: cells and headers are printed as well."""
    return "".join(
        sign if sign.isprintable() or sign == "\n" else "\N{REPLACEMENT CHARACTER}" for sign in text
    )


def say(text: str) -> None:
    """Print an answer, in UTF-8 wherever it goes."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")  # a Windows console would refuse the minus sign
    print(text, flush=True)


def tell_bug(error: Exception) -> None:
    """Tell a mistake of the program by its type and place: its message may hold data."""
    print(f"This is a mistake of the program, not of the file: {type(error).__name__} in", file=sys.stderr)
    for frame in traceback.extract_tb(error.__traceback__):
        print(f"  {Path(frame.filename).name}, line {frame.lineno}, {frame.name}", file=sys.stderr)
