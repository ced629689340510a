"""The parts of a workbook's archive, how they refer to each other, and their XML, parsed without trust."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from lxml import etree

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "[Content_Types].xml"
_ID = f"{{{RELATIONS}}}id"
# XML knows no other control characters than tab and line break.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EARLIEST = (1980, 1, 1, 0, 0, 0)

Element = Any  # lxml has no types


def harmless(text: str) -> str:
    """A text without the characters that XML cannot hold, as long as a cell can hold."""
    return _NO_XML.sub("", text)[:32_000]


def parsed(content: bytes) -> Element:
    """XML without entities, external documents or anything from the network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return etree.fromstring(content, parser)


def written(tree: Element) -> bytes:
    """A tree as the bytes of a part."""
    return bytes(etree.tostring(tree, encoding="UTF-8", xml_declaration=True, standalone=True))


def main(name: str) -> str:
    """A name in the namespace of spreadsheets."""
    return f"{{{MAIN}}}{name}"


class Package:
    """A workbook's parts by name; those that are changed are kept as trees until it is written."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {
                info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()
            }
        self._trees: dict[str, Element] = {}
        self._changed: set[str] = set()
        self.workbook = next(
            target for _, kind, target in self.relations("") if kind.endswith("/officeDocument")
        )
        if self.tree(self.workbook).tag != main("workbook"):
            raise ValueError("not a workbook of the usual kind")

    def tree(self, name: str) -> Element:
        """A part's XML, to be looked at."""
        if name not in self._trees:
            self._trees[name] = parsed(self.parts[name])
        return self._trees[name]

    def changing(self, name: str) -> Element:
        """A part's XML, to be changed: only such parts are written anew."""
        self._changed.add(name)
        return self.tree(name)

    def add(self, name: str, tree: Element, content_type: str) -> None:
        """A new part."""
        self._trees[name] = tree
        self._changed.add(name)
        override = {"PartName": f"/{name}", "ContentType": content_type}
        etree.SubElement(self.changing(_TYPES), f"{{{_PACKAGE}/content-types}}Override", override)

    def free_name(self, pattern: str) -> str:
        """A part's name that none has, such as "xl/comments{}.xml" with a number."""
        taken = {name.lower() for name in (*self.parts, *self._trees)}
        return next(
            name for name in map(pattern.format, range(1, len(taken) + 2)) if name.lower() not in taken
        )

    def sheets(self) -> Iterator[tuple[str, str]]:
        """Each worksheet's name and part."""
        parts = {number: target for number, _, target in self.relations(self.workbook)}
        for sheet in self.tree(self.workbook).iter(main("sheet")):
            if parts.get(sheet.get(_ID), "") in self.parts:
                yield sheet.get("name"), parts[sheet.get(_ID)]

    def relations(self, part: str) -> Iterator[tuple[str, str, str]]:
        """What a part refers to ("": the whole archive): the number, the kind, the other part's name."""
        name = _relations_of(part)
        if name not in self.parts and name not in self._trees:
            return
        for each in self.tree(name):
            if each.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(part), each.get("Target", ""))
                yield each.get("Id"), each.get("Type", ""), posixpath.normpath(target).lstrip("/")

    def relate(self, part: str, kind: str, target: str) -> str:
        """Let a part refer to another one; the number of this relation."""
        name = _relations_of(part)
        if name not in self.parts and name not in self._trees:
            self._trees[name] = etree.Element(f"{{{_PACKAGE}/relationships}}Relationships")
        relations = self.changing(name)
        taken = {each.get("Id") for each in relations}
        number = next(free for i in range(len(taken) + 1) if (free := f"rIdMarked{i + 1}") not in taken)
        entry = {"Id": number, "Type": f"{RELATIONS}/{kind}", "Target": f"/{target}"}
        etree.SubElement(relations, f"{{{_PACKAGE}/relationships}}Relationship", entry)
        return number

    def knows_ending(self, ending: str, content_type: str) -> None:
        """Say what parts with an ending are, unless it is said already."""
        types = self.changing(_TYPES)
        if all(each.get("Extension", "").lower() != ending for each in types):
            entry = {"Extension": ending, "ContentType": content_type}
            types.insert(0, types.makeelement(f"{{{_PACKAGE}/content-types}}Default", entry))

    def remove(self, kinds: tuple[str, ...], names: tuple[str, ...]) -> None:
        """Take out every part that is referred to as one of these kinds or has one of these names.

        What referred to them is taken out as well.
        """
        for part in [part for part in self.parts if part.lower().startswith(names)]:
            self._forget(part)
        for name in [name for name in self.parts if name.endswith(".rels")]:
            relations = self.tree(name)
            for each in list(relations):
                if each.get("Type", "").endswith(kinds):
                    self.changing(name).remove(each)
                    folder = posixpath.dirname(posixpath.dirname(name))
                    target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip(
                        "/"
                    )
                    self._forget(target)

    def _forget(self, part: str) -> None:
        self.parts.pop(part, None)
        self._trees.pop(part, None)
        self._changed.discard(part)
        types = self.changing(_TYPES)
        for each in [each for each in types if each.get("PartName", "").lower() == f"/{part}".lower()]:
            types.remove(each)

    def retyped(self, part: str, content_type: str) -> None:
        """Say of a part that it is something else."""
        for each in self.tree(_TYPES):
            if (
                each.get("PartName", "").lower() == f"/{part}".lower()
                and each.get("ContentType") != content_type
            ):
                self.changing(_TYPES)
                each.set("ContentType", content_type)

    def bytes(self) -> bytes:
        """The archive; parts that were not changed are as they were. The same at every time."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in dict.fromkeys((*self.parts, *sorted(self._changed))):
                content = written(self._trees[name]) if name in self._changed else self.parts[name]
                info = zipfile.ZipInfo(name, _EARLIEST)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, content)
        return buffer.getvalue()


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
