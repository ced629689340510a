"""The first step: files -> Book. Nothing is interpreted yet."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace

from analysis.errors import FileError
from analysis.ingest.book import Book, BookFile, Contents
from analysis.ingest.child import contents_from_child
from analysis.ingest.limits import LIMITS, Limits, in_words

Progress = Callable[[float, str], None]


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
    hashed = (BookFile(name, hashlib.sha256(data).hexdigest()) for name, data in named)
    contents = [
        _contents(name, data, limits, _portion(progress, done, len(named), name))
        for done, (name, data) in enumerate(named)
    ]
    return Book(
        tuple(hashed),
        tuple(sheet for content in contents for sheet in content.sheets),
        tuple(
            (name, *kept)
            for (name, _), content in zip(named, contents, strict=True)
            for kept in content.properties
        ),
    )


def _unlike(name: str, earlier: list[str]) -> str:
    """A second file of the same name gets a number, so that every finding says which it means."""
    return f"{name} ({earlier.count(name) + 1})" if name in earlier else name


def _portion(progress: Progress, done: int, of: int, name: str) -> Callable[[float], None]:
    return lambda fraction: progress((done + fraction) / of, f"Reading {name}")


def _contents(name: str, data: bytes, limits: Limits, progress: Callable[[float], None]) -> Contents:
    progress(0.0)
    try:
        _weigh(data, limits)
        return contents_from_child(name, data, limits, progress)
    except FileError as error:
        raise FileError(replace(issue, file=name) for issue in error.issues) from None


def _weigh(data: bytes, limits: Limits) -> None:
    if len(data) > limits.upload:
        size, limit = in_words(len(data)), in_words(limits.upload)
        raise FileError(f"The file is {size} large, more than the limit of {limit}.")
