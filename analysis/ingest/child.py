"""One file's way through the reading process, watched: its time, its memory, its end."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from threading import Thread
from typing import IO, Any

import pyarrow as pa

from analysis.errors import FileError
from analysis.ingest.book import Column, Contents, Sheet, unpacked
from analysis.ingest.limits import Limits, in_words
from analysis.ingest.memory import resident

_ROOT = Path(__file__).resolve().parents[2]
_LOOK_EVERY = 0.05  # seconds between two looks at the process
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


class _Pipes:
    """The three pipes of the process, each served by its own thread, so that none can block another."""

    def __init__(self, process: "subprocess.Popen[bytes]", request: bytes, data: bytes) -> None:
        self.answer = b""
        self.fraction = 0.0
        self.out_of_memory = False
        assert process.stdin is not None  # noqa: S101 as it was started
        assert process.stdout is not None  # noqa: S101
        assert process.stderr is not None  # noqa: S101
        self._threads = (
            Thread(target=_send, args=(process.stdin, request, data), daemon=True),
            Thread(target=self._listen, args=(process.stdout,), daemon=True),
            Thread(target=self._follow, args=(process.stderr,), daemon=True),
        )
        for thread in self._threads:
            thread.start()

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


def contents_from_child(
    name: str, data: bytes, limits: Limits, progress: Callable[[float], None]
) -> Contents:
    """What one file holds, read by a process of its own; FileError with one sentence if it cannot be."""
    request = json.dumps({"name": name, "limits": asdict(limits)}).encode() + b"\n"
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "analysis.ingest.reader"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(),
        creationflags=_NO_WINDOW,
    )
    pipes = _Pipes(process, request, data)
    try:
        _watch(process, pipes, limits, progress)
    finally:
        process.kill()  # also where the person has left meanwhile; harmless after the end
        process.wait()
        pipes.close()
    return _contents(name, pipes, process.returncode, limits)


def _environment() -> dict[str, str]:
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    # Arrow's own allocators reserve more addresses than they use, which a bound on addresses would count.
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths), "ARROW_DEFAULT_MEMORY_POOL": "system"}


def _watch(
    process: "subprocess.Popen[bytes]", pipes: _Pipes, limits: Limits, progress: Callable[[float], None]
) -> None:
    end = time.monotonic() + limits.seconds
    while True:
        try:
            process.wait(_LOOK_EVERY)
        except subprocess.TimeoutExpired:
            progress(pipes.fraction)
        else:
            return
        if time.monotonic() > end:
            raise FileError(f"Reading the file takes longer than the limit of {limits.seconds:g} seconds.")
        if resident(process.pid) > limits.memory:
            raise _too_large(limits)


def _too_large(limits: Limits) -> FileError:
    return FileError(f"Reading the file needs more memory than the limit of {in_words(limits.memory)}.")


def _contents(name: str, pipes: _Pipes, returncode: int, limits: Limits) -> Contents:
    line, _, streams = pipes.answer.partition(b"\n")
    if pipes.out_of_memory or (returncode == 0 and _failed(line).endswith("MemoryError")):
        raise _too_large(limits)
    if returncode != 0 or not line or _failed(line):
        raise FileError(
            "The file is damaged or uses something that cannot be read; save it again as .xlsx or .csv."
        )
    answer = json.loads(line)
    if "refused" in answer:
        raise FileError(str(answer["refused"]))
    properties = tuple((str(key), str(value)) for key, value in answer["properties"])
    return Contents(tuple(_unpacked(name, answer["sheets"], pa.py_buffer(streams))), properties)


def _failed(line: bytes) -> str:
    return str(json.loads(line).get("failed", "")) if line else ""


def _unpacked(name: str, heads: list[dict[str, Any]], streams: pa.Buffer) -> list[Sheet]:
    sheets, start = [], 0
    for head in heads:
        cells = unpacked(streams.slice(start, head["bytes"]), head["width"], head["rows"])
        start += head["bytes"]
        columns = tuple(_said(column, head["columns"].get(str(i), {})) for i, column in enumerate(cells))
        kept = {key: head[key] for key in ("name", "rows", "hidden", "read_as", "uncalculated")}
        merged = tuple(tuple(range_) for range_ in head["merged"])
        sheets.append(Sheet(name, columns=columns, merged=merged, **kept))
    return sheets


def _said(column: Column, head: dict[str, Any]) -> Column:
    """The column with what the file says about it."""
    return replace(column, **head | {"missing": tuple(head["missing"])}) if head else column
