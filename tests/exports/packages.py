"""What makes a package of Office Open XML one that opens without repair, as far as it can be told without Office."""

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import Any

from lxml import etree

_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def faults(content: bytes) -> list[str]:
    """All that is wrong with the package: types, relations, references, ids."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        parts = {name: package.read(name) for name in names}
    found = [f"{name} twice" for name, number in Counter(names).items() if number > 1]
    trees = {name: etree.fromstring(part) for name, part in parts.items() if name.endswith((".xml", ".rels"))}
    found += _untyped(parts, trees["[Content_Types].xml"])
    for name, tree in trees.items():
        if name.endswith(".rels"):
            found += _unresolved(name, tree, parts, trees)
        if name.startswith("ppt/slides/slide"):
            ids = Counter(held.get("id") for held in tree.iter(f"{_P}cNvPr"))
            found += [f"{name}: id {number} twice" for number, times in ids.items() if times > 1]
        if name.startswith("ppt/charts/chart"):
            ids = Counter(held.get("val") for held in tree.iter(f"{_C}axId", f"{_C}crossAx"))
            found += [f"{name}: axis {number}" for number in ids if int(number) < 0]
    return found


def _untyped(parts: dict[str, bytes], types: Any) -> Iterator[str]:
    by_ending = {held.get("Extension").lower() for held in types.iter(f"{_TYPES}Default")}
    by_name = {held.get("PartName") for held in types.iter(f"{_TYPES}Override")}
    for name in parts:
        if name != "[Content_Types].xml" and f"/{name}" not in by_name and name.rpartition(".")[2] not in by_ending:
            yield f"{name} has no type"
    yield from (f"{name} is typed and not there" for name in by_name if name.lstrip("/") not in parts)


def _unresolved(name: str, tree: Any, parts: dict[str, bytes], trees: dict[str, Any]) -> Iterator[str]:
    folder, _, file = name.rpartition("_rels/")
    source = folder + file.removesuffix(".rels")
    ids = set()
    for relation in tree.iter(f"{_RELATIONS}Relationship"):
        ids.add(relation.get("Id"))
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(source), relation.get("Target")))
            if target.lstrip("/") not in parts:
                yield f"{name}: {relation.get('Target')} is not there"
        elif not relation.get("Target").startswith(("http://", "https://")):
            yield f"{name}: leads to {relation.get('Target')}"
    if source in trees:
        asked = {value for held in trees[source].iter() for key, value in held.attrib.items() if key.startswith(_R)}
        yield from (f"{source}: asks for {number}" for number in asked - ids)
        if source.startswith("ppt/slides/"):
            yield from (f"{source}: {number} is not used" for number in _dangling(tree, ids - asked))


def _dangling(tree: Any, unused: set[str]) -> Iterator[str]:
    """Hyperlinks, charts and ways to other slides that nothing on the part uses."""
    for relation in tree.iter(f"{_RELATIONS}Relationship"):
        kind = relation.get("Type").rpartition("/")[2]
        if relation.get("Id") in unused and kind in ("hyperlink", "chart", "slide"):
            yield relation.get("Id")
