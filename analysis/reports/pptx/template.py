"""A person's own .pptx as the ground of a deck: its masters, layouts and theme, and nothing else of it.

What else a presentation holds (slides, notes, comments, a picture of its first page, its author's names)
is somebody's, so it is left out. The file is looked into before it is opened: it may be anything.
"""

import zlib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any, cast
from zipfile import BadZipFile, ZipFile, ZipInfo

from pptx.opc.constants import CONTENT_TYPE as CT
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, PartFactory, XmlPart
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.package import Package
from pptx.parts.presentation import PresentationPart
from pptx.presentation import Presentation
from pptx.util import Emu

from analysis.errors import ReportError
from analysis.reports.pptx.area import INCH, inches
from analysis.reports.pptx.scaling import made_as_high

#: What a template may cost: bytes as brought, unpacked, of its XML (which is held in memory many times
#: over), its parts, and how many times its size a part of more than a megabyte may unpack to.
MOST_BYTES = 50_000_000
MOST_UNPACKED = 300_000_000
MOST_XML = 40_000_000
MOST_PARTS = 10_000
MOST_RATIO = 200

#: Slides that are smaller, or taller than wide, have no room for a figure with its table.
LEAST_WIDTH, LEAST_HEIGHT = inches(7.5), inches(5)

NO_PRESENTATION = "The template is no PowerPoint file (.pptx)."
DAMAGED = "The template is damaged; open it in PowerPoint and save it again."
_PROTECTED = "The template is protected with a password; save a copy without one."
_PROGRAMS = "The template holds macros or other programs; save it as .pptx without them."

_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TEMPLATE_MAIN = "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"
_MAIN = {CT.PML_PRESENTATION_MAIN, _TEMPLATE_MAIN}
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))

#: What the presentation keeps: of its own parts by their relation, of its own XML by the element.
_KEPT_RELATIONS = {RT.SLIDE_MASTER, RT.THEME, RT.TABLE_STYLES, RT.FONT}
_KEPT_ELEMENTS = {"sldMasterIdLst", "sldIdLst", "sldSz", "notesSz", "embeddedFontLst", "defaultTextStyle"}
#: What PowerPoint misses where it is absent: how the person last looked at the slides and showed them.
_EMPTY = (
    (RT.PRES_PROPS, "presProps", (CT.PML_PRES_PROPS, "presentationPr")),
    (RT.VIEW_PROPS, "viewProps", (CT.PML_VIEW_PROPS, "viewPr")),
)
_PROGRAM_RELATIONS = ("/oleObject", "/control", "/vbaProject", "/activeXControlBinary", "/package")

# A .potx is a .pptx but for one word, which python-pptx would not take.
PartFactory.part_type_for[_TEMPLATE_MAIN] = PresentationPart


def opened_template(content: bytes) -> Presentation:
    """The person's ground without slides; raises `ReportError` with a sentence where it cannot be used."""
    _look_into(content)
    try:
        package = Package.open(BytesIO(content))
        main = package.main_document_part
        if isinstance(main, PresentationPart):
            _keep_only_the_ground(package, main)
            _refuse_what_reaches_out(package)
            return _sized(main.presentation)
    except ReportError:
        raise
    except Exception:  # noqa: BLE001 - python-pptx fails on a damaged file in any way there is
        raise ReportError(DAMAGED) from None
    raise ReportError(NO_PRESENTATION)


def _look_into(content: bytes) -> None:
    """Refuse what is no presentation, or too large to be opened, before anything opens it."""
    if len(content) > MOST_BYTES:
        raise ReportError(f"The template is larger than {MOST_BYTES // 1_000_000} MB.")
    if content.startswith(_OLE):
        old = "The template has the older .ppt format; save it as .pptx."
        raise ReportError(_PROTECTED if _ENCRYPTED in content else old)
    if not content.startswith(b"PK"):
        raise ReportError(NO_PRESENTATION)
    try:
        with ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            _weigh(parts)
            _refuse_kind(package.read("[Content_Types].xml"), parts)
            _refuse_declarations(package.read(part) for part in parts if _is_xml(part))
    except KeyError:
        raise ReportError(NO_PRESENTATION) from None
    except (BadZipFile, NotImplementedError, EOFError, OSError, ValueError, RuntimeError, zlib.error):
        raise ReportError(DAMAGED) from None


def _refuse_declarations(texts: Iterable[bytes]) -> None:
    """Refuse XML with a document type: no Office file has one, and entities could be behind it."""
    if any(mark in text for text in texts for mark in _DOCTYPES):
        raise ReportError(DAMAGED)


def _is_xml(part: ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels", ".vml"))


def _weigh(parts: list[ZipInfo]) -> None:
    if any(part.flag_bits & 1 for part in parts):
        raise ReportError(_PROTECTED)
    unpacked = sum(part.file_size for part in parts)
    xml = sum(part.file_size for part in parts if _is_xml(part))
    if unpacked > MOST_UNPACKED or xml > MOST_XML or len(parts) > MOST_PARTS:
        raise ReportError("The template is too large when unpacked; save it without its slides.")
    if any(_swells(part) for part in parts):
        raise ReportError(f"A part of the template unpacks to more than {MOST_RATIO} times its size.")


def _swells(part: ZipInfo) -> bool:
    return part.file_size > 1_000_000 and part.file_size > MOST_RATIO * max(part.compress_size, 1)


def _refuse_kind(types: bytes, parts: list[ZipInfo]) -> None:
    """Refuse another kind of Office file, and one with macros."""
    if b"macroEnabled" in types or any(part.filename.endswith("vbaProject.bin") for part in parts):
        raise ReportError(_PROGRAMS)
    if not any(kind.encode() in types for kind in _MAIN):
        raise ReportError(NO_PRESENTATION)


def _keep_only_the_ground(package: Package, main: PresentationPart) -> None:
    """Take out whatever is no master, layout, theme or type: a part that nothing names is not saved."""
    _drop(package, lambda relation: relation.reltype not in {RT.OFFICE_DOCUMENT, RT.CORE_PROPERTIES})
    _drop(main, lambda relation: relation.reltype not in _KEPT_RELATIONS)
    element = main._element  # noqa: SLF001 - python-pptx cannot remove slides
    for child in list(element):
        if _local_name(child) not in _KEPT_ELEMENTS:
            element.remove(child)
    for entry in element.xpath("./p:sldIdLst/p:sldId"):
        entry.getparent().remove(entry)
    for kind, name, (content_type, root) in _EMPTY:
        blank = f"<p:{root} {nsdecls('a', 'r', 'p')}/>".encode()
        main.relate_to(Part(PackURI(f"/ppt/{name}.xml"), content_type, package, blank), kind)
    main._content_type = CT.PML_PRESENTATION_MAIN  # noqa: SLF001 - it may have been a .potx


def _local_name(element: Any) -> str:  # noqa: ANN401 - lxml's elements have no types
    return str(element.tag).rpartition("}")[2]


def _drop(source: Package | PresentationPart, unwanted: Callable[[Any], bool]) -> None:
    relations = source._rels  # noqa: SLF001 - python-pptx has no public way to a package's relations
    for identity in [key for key, relation in relations.items() if unwanted(relation)]:
        relations.pop(identity)


def _refuse_what_reaches_out(package: Package) -> None:
    """Refuse programs and what would be fetched from elsewhere; a part kept as bytes must be whole."""
    for relation in _relations(package):
        if relation.reltype.endswith(_PROGRAM_RELATIONS):
            raise ReportError(_PROGRAMS)
        if relation.is_external and relation.reltype != RT.HYPERLINK:
            raise ReportError("The template fetches files from elsewhere; save it with its pictures inside.")
    for part in package.iter_parts():
        if not isinstance(part, XmlPart) and part.content_type.endswith("xml"):
            parse_xml(part.blob)


def _relations(package: Package) -> Iterator[Any]:
    return iter(cast("Iterable[Any]", package.iter_rels()))


def _sized(presentation: Presentation) -> Presentation:
    """Keep the proportions of the slides, 16:9 where there are none; refuse slides without room."""
    width, height = presentation.slide_width, presentation.slide_height
    if width is None or height is None:
        width = presentation.slide_width = Emu(inches(13.333))
        height = presentation.slide_height = Emu(inches(7.5))
    if width < LEAST_WIDTH or height < LEAST_HEIGHT or height > width:
        size = " × ".join(f"{side / INCH * 2.54:.0f}" for side in (width, height))
        raise ReportError(
            f"The template's slides are {size} cm; at least 19 × 13 cm and no taller than wide are needed."
        )
    made_as_high(presentation)
    return presentation
