"""The first step: files -> Book. Nothing is interpreted yet."""

import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import replace

from analysis.errors import FileError, Issue
from analysis.ingest.book import Book, BookFile, Contents
from analysis.ingest.child import Reading
from analysis.ingest.limits import LIMITS, Limits, in_words

Progress = Callable[[float, str], None]

_AT_ONCE = min(4, os.cpu_count() or 1)  # files that are read at the same time


def silent(_fraction: float, _text: str) -> None:
    """A progress that tells no one."""


def read(files: Sequence[tuple[str, bytes]], *, limits: Limits = LIMITS, progress: Progress = silent) -> Book:
    """The cells of files given as (name, bytes), each read in a process of its own.

    FileError with one sentence and the file's name where a file is empty, damaged, of another format,
    protected, or over a limit.
    """
    if not files:
        raise FileError("There is no file to read.")
    named = [(_unlike(name, [n for n, _ in files[:i]]), data) for i, (name, data) in enumerate(files)]
    for name, data in named:
        _weigh(name, data, limits)
    contents = _read_at_once(named, limits, progress)
    return Book(
        tuple(BookFile(name, hashlib.sha256(data).hexdigest()) for name, data in named),
        tuple(sheet for content in contents for sheet in content.sheets),
        tuple(
            (n, *kept) for (n, _), content in zip(named, contents, strict=True) for kept in content.properties
        ),
    )


def _unlike(name: str, earlier: list[str]) -> str:
    """A second file of the same name gets a number, so that every finding says which it means."""
    return f"{name} ({earlier.count(name) + 1})" if name in earlier else name


def _weigh(name: str, data: bytes, limits: Limits) -> None:
    if len(data) > limits.upload:
        size, limit = in_words(len(data)), in_words(limits.upload)
        raise FileError(
            Issue("error", f"The file is {size} large, more than the limit of {limit}.", file=name)
        )


def _read_at_once(named: Sequence[tuple[str, bytes]], limits: Limits, progress: Progress) -> list[Contents]:
    """The contents of all files in their order; the next ones are read already while one is waited for."""
    readings: list[Reading] = []
    contents: list[Contents] = []
    try:
        for number, (name, _) in enumerate(named):
            readings += [Reading(*file, limits) for file in named[len(readings) : number + _AT_ONCE]]
            while readings[number].is_under_way():
                progress(_share(named, readings, number), f"Reading {name}")
                for reading in readings[number:]:
                    reading.look()
            contents.append(_contents(name, readings[number]))
    finally:
        for reading in readings:
            reading.end()  # also where the person has left meanwhile
    return contents


def _share(named: Sequence[tuple[str, bytes]], readings: Sequence[Reading], number: int) -> float:
    """How much of all bytes was read, the files before this one wholly."""
    sizes = [len(data) for _, data in named]
    fractions = [1.0 if i < number else reading.fraction for i, reading in enumerate(readings)]
    return sum(size * fraction for size, fraction in zip(sizes, fractions, strict=False)) / max(sum(sizes), 1)


def _contents(name: str, reading: Reading) -> Contents:
    try:
        return reading.contents()
    except FileError as error:
        raise FileError(replace(issue, file=name) for issue in error.issues) from None
