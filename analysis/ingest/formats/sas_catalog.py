"""A catalog of SAS formats as a sheet: each format, each value that it explains, and the label.

Only the reading process imports this.
"""

from collections.abc import Callable

import pyarrow as pa
import pyreadstat

from analysis.errors import FileError
from analysis.ingest.book import Column, Contents
from analysis.ingest.formats.statistical import as_written
from analysis.ingest.formats.tabular import as_sheet
from analysis.ingest.formats.watched import Watched
from analysis.ingest.limits import Limits
from analysis.ingest.sas_catalogs import HEADERS, READ_AS

_UNREADABLE = (
    "The SAS catalog is damaged or of a kind that cannot be read;"
    " export the data together with its formats as .csv or .sav."
)


def contents_of(
    name: str, _kind: str, data: bytes, _limits: Limits, progress: Callable[[float], None]
) -> Contents:
    """One row for each value that a format explains; FileError where the catalog cannot be read."""
    try:
        _, metadata = pyreadstat.read_sas7bcat(Watched(data, progress), output_format="dict")
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError):
        raise FileError(_UNREADABLE) from None
    rows = [
        (form.upper(), as_written(value, is_text=form.startswith("$")), str(label))
        for form, labels in metadata.value_labels.items()
        for value, label in labels.items()
    ]
    columns = [Column({"text": pa.array([row[i] for row in rows], pa.string())}, len(rows)) for i in range(3)]
    return Contents((as_sheet(name, HEADERS, columns, len(rows), READ_AS),))
