"""The small XML parts of a workbook: which sheet stands in which part, and who wrote the file."""

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.parsers.expat import ExpatError, ParserCreate

from analysis.errors import FileError
from analysis.ingest.formats.foreign import ENTITIES

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships id"
_STRICT_RELATION = "http://purl.oclc.org/ooxml/officeDocument/relationships id"
_PIECE = 2**20
#: The properties that a person writes or that name one; a property of one's own is a "lpwstr".
_PROPERTIES = frozenset(
    {"creator", "lastModifiedBy", "title", "subject", "description", "keywords", "keyword", "category",
     "Company", "Manager", "lpwstr", "initial-creator", "user-defined"}
)  # fmt: skip


@dataclass
class Element:
    """An element without its children: its name and attributes without namespaces, and its own text."""

    name: str
    attributes: dict[str, str]
    text: str = ""


def elements(data: bytes) -> list[Element]:
    """All elements of a small XML part in the order in which they begin; none where it is damaged.

    Entities that the part declares itself are refused before, so that nothing can unfold here.

    >>> [(element.name, element.text) for element in elements(b"<a><b>x</b></a>")]
    [('a', ''), ('b', 'x')]
    """
    found: list[Element] = []
    open_: list[Element] = []
    parser = ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        found.append(Element(name.rpartition(" ")[2], attributes))
        open_.append(found[-1])

    def text(data: str) -> None:
        open_[-1].text += data

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_.pop()
    parser.CharacterDataHandler = text
    parser.EntityDeclHandler = refuse_entity
    try:
        parser.Parse(data, True)
    except ExpatError:
        return []
    return found


def refuse_entity(*_: object) -> None:
    """Refuse a part that declares entities of its own, by which a small file could unfold to a huge one."""
    raise FileError(ENTITIES)


def part_named(archive: zipfile.ZipFile, name: str) -> bytes:
    """The bytes of a part, whose name may be written in any case; empty where there is none."""
    listed = (part for part in archive.infolist() if part.filename.lower().lstrip("/") == name.lower())
    return next((archive.read(part) for part in listed), b"")


def related(archive: zipfile.ZipFile, workbook: str) -> dict[str, str]:
    """The parts that a workbook part points to, by the id under which it does."""
    folder, name = posixpath.split(workbook)
    listed = elements(part_named(archive, f"{folder}/_rels/{name}.rels"))
    return {
        element.attributes["Id"]: posixpath.normpath(
            posixpath.join("/", folder, element.attributes["Target"])
        )[1:]
        for element in listed
        if element.name == "Relationship" and element.attributes.get("TargetMode") != "External"
    }


def relation(element: Element) -> str:
    """The id by which an element points to a part."""
    return element.attributes.get(_RELATION) or element.attributes.get(_STRICT_RELATION, "")


def properties(archive: zipfile.ZipFile, *names: str) -> list[tuple[str, str]]:
    """What people wrote into a workbook's properties, by the name of the element: ("creator", "...")."""
    found = [element for name in names for element in elements(part_named(archive, name))]
    return [(e.name, e.text.strip()) for e in found if e.name in _PROPERTIES and e.text.strip()]


def pieces(archive: zipfile.ZipFile, name: str, end: bytes) -> Iterator[bytes]:
    """A large part in pieces that are cut behind `end`, the end of a cell, so that no cell is cut."""
    kept = bytearray()
    with archive.open(name) as part:
        while chunk := part.read(_PIECE):
            cut = chunk.rfind(end)
            if cut < 0:
                kept += chunk
                continue
            yield bytes(kept) + chunk[: cut + len(end)]
            kept = bytearray(chunk[cut + len(end) :])
    yield bytes(kept)
