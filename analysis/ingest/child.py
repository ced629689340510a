"""One file's way through a process of its own, watched: its time, its memory, its end."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from threading import Thread
from types import MappingProxyType
from typing import IO, Any

import pyarrow as pa

from analysis.errors import FileError
from analysis.ingest.book import Column, Contents, Sheet, unpacked
from analysis.ingest.limits import Limits, in_words
from analysis.ingest.memory import resident

_ROOT = Path(__file__).resolve().parents[2]
_LOOK_EVERY = 0.05  # seconds between two looks at the process
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class Reading:
    """One file on its way through a process of its own, from its start until `contents` or `end`.

    `module` is what the process runs; what it needs to know beside the file stands in `asked`.
    """

    def __init__(
        self,
        name: str,
        data: bytes,
        limits: Limits,
        module: str = "analysis.ingest.reader",
        asked: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        self._name = name
        self._limits = limits
        self._refused: FileError | None = None
        self._ends = time.monotonic() + limits.seconds
        self._process = subprocess.Popen(  # noqa: S603 a module of this package
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            creationflags=_NO_WINDOW,
        )
        request = json.dumps({"name": name, "limits": asdict(limits), **asked}).encode() + b"\n"
        self._pipes = _Pipes(self._process, request, data)

    @property
    def fraction(self) -> float:
        """How much of the file was read, as the process tells it."""
        return self._pipes.fraction

    def is_under_way(self) -> bool:
        """Whether there is still something to wait for; a moment is spent on waiting."""
        return self._refused is None and not self._pipes.is_answered(_LOOK_EVERY)

    def look(self) -> None:
        """End the process if it takes more time or memory than it may."""
        if self._refused is not None or self._pipes.is_answered(0):
            return
        if time.monotonic() > self._ends:
            self._refuse(
                FileError(
                    f"Reading the file takes longer than the limit of {self._limits.seconds:g} seconds."
                )
            )
        elif resident(self._process.pid) > self._limits.memory:
            self._refuse(_too_large(self._limits))

    def _refuse(self, error: FileError) -> None:
        self._refused = error
        self._process.kill()

    def contents(self) -> Contents:
        """What the file holds; FileError with one sentence where it cannot be read."""
        head, rest = self.answer()
        return _contents(self._name, head, rest)

    def answer(self) -> tuple[dict[str, Any], pa.Buffer]:
        """What the process said of the file and the bytes behind it; FileError with one sentence."""
        if self._refused is not None:
            raise self._refused
        self._process.wait()
        self._pipes.close()
        return _answered(self._pipes, self._process.returncode, self._limits)

    def end(self) -> None:
        """Leave no process behind; harmless after its end."""
        self._process.kill()
        self._process.wait()
        self._pipes.close()


class _Pipes:
    """The three pipes of the process, each served by its own thread, so that none can block another."""

    def __init__(self, process: "subprocess.Popen[bytes]", request: bytes, data: bytes) -> None:
        self.answer = b""
        self.fraction = 0.0
        self.out_of_memory = False
        assert process.stdin is not None  # noqa: S101 as it was started
        assert process.stdout is not None  # noqa: S101
        assert process.stderr is not None  # noqa: S101
        self._listening = Thread(target=self._listen, args=(process.stdout,), daemon=True)
        self._threads = (
            Thread(target=_send, args=(process.stdin, request, data), daemon=True),
            self._listening,
            Thread(target=self._follow, args=(process.stderr,), daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def is_answered(self, seconds: float) -> bool:
        """Whether the process has said all it has to say, at the latest after so many seconds."""
        self._listening.join(seconds)
        return not self._listening.is_alive()

    def _listen(self, pipe: IO[bytes]) -> None:
        with pipe:
            self.answer = pipe.read()

    def _follow(self, pipe: IO[bytes]) -> None:
        # Only fractions are kept: anything else that is printed there could quote the file.
        with pipe:
            for line in pipe:
                self.out_of_memory |= b"memory allocation" in line or b"bad_alloc" in line
                if line[:1].isdigit() and len(line) < len("0.0000000"):
                    self.fraction = float(line)

    def close(self) -> None:
        for thread in self._threads:
            thread.join()


def _send(pipe: IO[bytes], request: bytes, data: bytes) -> None:
    try:
        with pipe:
            pipe.write(request)
            pipe.write(data)
    except OSError:  # the process ended before it had read everything; its end is told elsewhere
        return


def _environment() -> dict[str, str]:
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    # Arrow's own allocators reserve more addresses than they use, which a bound on addresses would count.
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "ARROW_DEFAULT_MEMORY_POOL": "system"}


def _too_large(limits: Limits) -> FileError:
    return FileError(f"Reading the file needs more memory than the limit of {in_words(limits.memory)}.")


def _answered(pipes: _Pipes, returncode: int, limits: Limits) -> tuple[dict[str, Any], pa.Buffer]:
    end = pipes.answer.find(b"\n")
    line = pipes.answer[: max(end, 0)]
    if pipes.out_of_memory or (returncode == 0 and _failed(line).endswith("MemoryError")):
        raise _too_large(limits)
    if returncode != 0 or not line or _failed(line):
        raise FileError(
            "The file is damaged or uses something that cannot be read; save it again as .xlsx or .csv."
        )
    answer = json.loads(line)
    if "refused" in answer:
        raise FileError(str(answer["refused"]))
    return answer, pa.py_buffer(pipes.answer).slice(end + 1)


def _contents(name: str, head: dict[str, Any], rest: pa.Buffer) -> Contents:
    properties = tuple((str(key), str(value)) for key, value in head["properties"])
    streams = pa.BufferReader(rest)
    return Contents(tuple(_sheet(name, each, streams) for each in head["sheets"]), properties)


def _failed(line: bytes) -> str:
    return str(json.loads(line).get("failed", "")) if line else ""


def _sheet(name: str, head: dict[str, Any], streams: pa.BufferReader) -> Sheet:
    """The next sheet: one stream follows the other in the order of the heads."""
    cells = unpacked(streams, head["width"], head["rows"])
    columns = tuple(_said(column, head["columns"].get(str(i), {})) for i, column in enumerate(cells))
    kept = {key: head[key] for key in ("name", "rows", "hidden", "read_as", "uncalculated")}
    merged = tuple(tuple(cells) for cells in head["merged"])
    return Sheet(name, columns=columns, merged=merged, **kept)


def _said(column: Column, head: dict[str, Any]) -> Column:
    """The column with what the file says about it."""
    return replace(column, **head | {"missing": tuple(head["missing"])}) if head else column
