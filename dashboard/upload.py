"""Bringing a file: the upload, its progress, and what happens where it cannot be used."""

from pathlib import Path

import streamlit as st

from analysis import ingest
from analysis.cohort import Cohort
from analysis.errors import CohortError
from analysis.ingest import Choices
from analysis.ingest.formats.recognising import ENDINGS
from analysis.ingest.limits import in_words
from analysis.labels import counted, tables
from analysis.labels.reading import deserves_a_look
from dashboard import components, quality
from dashboard.data import TEMPLATE
from dashboard.draft import drafted
from dashboard.escape import plain
from dashboard.state import look_at, refuse, session, use_draft

#: What was done to read the files, each under the title of its tab.
_LISTS = {
    "Not taken literally": tables.conversions,
    "Taken as missing": tables.missing_texts,
    "Columns": tables.mapping,
    "Sheets": tables.files,
}
_VIEWS = Path(__file__).parent / "views"
COHORT_PAGE = _VIEWS / "cohort.py"
#: Where a person sees how the files are read, and corrects it.
FILE_PAGE = _VIEWS / "file.py"


def uploader() -> None:
    """The place to drop one or several files; a cohort that was read is kept at once.

    It is a new, empty place after each upload: the files of the last one are no part of the next.
    """
    files = st.file_uploader(
        "Your cohort, as a spreadsheet of any kind",
        type=list(ENDINGS),
        accept_multiple_files=True,
        key=f"upload_{session().uploads}",
        help="Excel, OpenDocument, CSV, SPSS, Stata, SAS, Parquet or REDCap; several files are one cohort.",
    )
    st.caption(
        f"Up to {in_words(ingest.LIMITS.upload)} a file. It is read on this machine, kept in memory "
        "for this session only, and sent nowhere."
    )
    if files:
        session().uploads += 1
        _read([(file.name, file.getvalue()) for file in files])
        st.rerun()


def _read(files: list[tuple[str, bytes]]) -> None:
    bar = st.progress(0.0, "Reading")
    try:
        draft = drafted(_name(files), files, Choices(), bar.progress)
    except CohortError as problem:
        refuse(problem.issues)
        return
    finally:
        bar.empty()
    if draft.cohort is None or deserves_a_look(draft.mapping):
        look_at(draft)
        st.switch_page(FILE_PAGE)
    use_draft(draft)


def _name(files: list[tuple[str, bytes]]) -> str:
    first = Path(files[0][0]).stem
    return first if len(files) == 1 else f"{first} and {counted(len(files) - 1, 'more file', 'more files')}"


def no_draft() -> None:
    """What the File page says where there is nothing to look at."""
    st.title("Is your file read as you mean it?", anchor=False)
    st.markdown("No file of your own is open.")
    st.page_link(COHORT_PAGE, label="Bring one on the Cohort page", icon=":material/upload_file:")


def template() -> None:
    """The blank workbook with its codebook."""
    components.download("Blank template", TEMPLATE.read_bytes(), TEMPLATE.name, "template")


def refused() -> None:
    """Why files could not be used, one sentence each, with the value where there is one."""
    for issue in session().refused:
        value = f" Found: “{plain(issue.value)}”." if issue.value else ""
        st.error(plain(str(issue)) + value, icon=":material/error:")
    if session().refused:
        st.caption("The cohort that was open before is still open.")


def as_understood(cohort: Cohort) -> None:
    """How the files were read: what was found, not taken literally or missing, the columns, the sheets.

    It is folded: what is open was asked on the File page.
    """
    used = session().used
    words = tables.findings(cohort.issues) or "nothing found"
    title = f"How the file was read: {words}"
    with st.expander(title, icon=":material/fact_check:"):
        if used and st.button("See and correct how it is read", key="correct_reading"):
            look_at(used)
            st.switch_page(FILE_PAGE)
        findings, *others = st.tabs(["Findings", *_LISTS])
        with findings:
            quality.findings(cohort)
        for place, table in zip(others, _LISTS.values(), strict=True):
            with place:
                components.table(table(cohort))
