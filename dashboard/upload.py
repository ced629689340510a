"""Bringing a file: the upload, its progress, and what happens where it cannot be used."""

from pathlib import Path

import streamlit as st

from analysis import ingest
from analysis.errors import CohortError
from dashboard.state import refuse, session, use

_ENDINGS = ("xlsx", "csv", "tsv", "txt")


def uploader() -> None:
    """The place to drop one or several files; a cohort that was read is kept at once."""
    largest = ingest.LIMITS.upload_mb
    files = st.file_uploader(
        "Your cohort, as an Excel workbook or CSV files",
        type=list(_ENDINGS),
        accept_multiple_files=True,
        key="upload",
        help="One workbook with the template's sheets, one wide sheet, or one CSV file per sheet.",
    )
    st.caption(
        f"Up to {largest:,} MB in all. The file is read on this machine, kept in memory for this "
        "session only, and sent nowhere."
    )
    brought = tuple(file.file_id for file in files)
    if brought and brought != session().uploads:
        session().uploads = brought
        _read([(file.name, file.getvalue()) for file in files])
        st.rerun()


def _read(files: list[tuple[str, bytes]]) -> None:
    bar = st.progress(0.0, "Reading")
    try:
        use(ingest.read_cohort(files, name=_name(files), progress=bar.progress))
    except CohortError as problem:
        refuse(problem.issues)
    finally:
        bar.empty()


def _name(files: list[tuple[str, bytes]]) -> str:
    first = Path(files[0][0]).stem
    return first if len(files) == 1 else f"{first} and {len(files) - 1} more"
