"""What happens where the program itself fails: a sentence on the page, type and frames in the log.

An exception's message can hold what is in the file, so neither the page nor the log gets it.
"""

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import streamlit as st

from analysis.errors import CohortError
from dashboard.escape import plain

_LOG = logging.getLogger("ma_ild")


@contextmanager
def told_in_a_sentence() -> Iterator[None]:
    """Run a page so that no traceback reaches the screen and no message the log."""
    try:
        yield
    except CohortError as problem:
        st.error(plain(str(problem)), icon=":material/error:")
    except Exception as bug:  # noqa: BLE001 (whatever it is, its message must not be logged)
        _LOG.error("%s\n%s", type(bug).__name__, frames(bug))
        st.error(
            "This part of the page failed. It is a mistake of the program, not of your file; the other "
            "pages still work. The log names the place in the program, and nothing from your file.",
            icon=":material/bug_report:",
        )


def without_message(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same call for a download's button: Streamlit logs whatever it raises, so the message goes first."""

    def made() -> bytes:
        try:
            return make()
        except Exception as bug:  # noqa: BLE001 (as above)
            _LOG.error("%s\n%s", type(bug).__name__, frames(bug))
            raise RuntimeError("The file was not made; the place is logged above.") from None

    return made


def frames(bug: BaseException) -> str:
    """The places in the program that an exception passed, without its message and without source lines."""
    passed = traceback.extract_tb(bug.__traceback__)
    return "\n".join(f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in passed)
