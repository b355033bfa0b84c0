"""Brings the catalogues up to date with the code: `make messages`.

Every message of the code stands in each `languages/<code>.po` afterwards, new ones without a translation, and none that the
code no longer has. `--new it` begins a catalogue for another language. Tests fail while a message is missing or untranslated.
"""

import argparse
import ast
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel import Locale, localedata
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "languages"
ROOMS = ("languages", "data", "charts", "queries", "scenes", "exports", "ui", "pages")
# Functions of the catalogue, with the places of their texts: context, one, many.
FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "N_": (None, 0, None),
    "pgettext": (0, 1, None),
    "ngettext": (None, 0, 1),
}
WIDTH = 120
HEADER = """# The interface in {name}. `make messages` keeps its messages those of the code; texts are written here.
msgid ""
msgstr ""
"Language: {catalogue.locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {catalogue.plural_forms}\\n"
"""


class Message(NamedTuple):
    """A text of the code: context ("" for none), the English text, its plural ("" for none)."""

    context: str
    one: str
    many: str


def in_code(text: str) -> Iterator[Message]:
    """The messages of a module's text, those of a choice between two literals both. A text that is worked out, such as
    `_(label)`, is marked by `N_` where it is written."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS:
            continue
        places = FUNCTIONS[node.func.id]
        context, one, many = (_literals(node, place) for place in places)
        for single in one:
            yield Message(context[0] if context else "", single, many[0] if many else "")


def _literals(call: ast.Call, place: int | None) -> list[str]:
    if place is None or place >= len(call.args):
        return []
    waiting, found = [call.args[place]], []
    while waiting:
        match waiting.pop(0):
            case ast.Constant(value=str(text)) if text:
                found.append(text)
            case ast.IfExp(body=body, orelse=other):
                waiting += [body, other]
    return found


def messages() -> list[Message]:
    """All messages of the project, each once, in the order of the code."""
    files = [ROOT / "app.py", *(file for room in ROOMS for file in sorted((ROOT / room).rglob("*.py")))]
    return list(dict.fromkeys(found for file in files for found in in_code(file.read_text(encoding="utf-8"))))


def updated(language: str, held: Catalog) -> Catalog:
    """The catalogue of a language with the messages of the code: its translations kept, nothing guessed."""
    fresh = Catalog(locale=Locale.parse(language), fuzzy=False)
    for message in messages():
        key = (message.one, message.many) if message.many else message.one
        known = held.get(message.one, message.context or None)
        string = known.string if known is not None and isinstance(known.string, tuple if message.many else str) else ""
        fresh.add(
            key, string=string or (("",) * fresh.num_plurals if message.many else ""), context=message.context or None
        )
    return fresh


def read(language: str) -> Catalog:
    """The catalogue as it is."""
    with (FOLDER / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def text_of(catalogue: Catalog) -> str:
    """The catalogue as its file holds it, sorted, without dates and places in the code, which change with every line."""
    held = BytesIO()
    write_po(held, catalogue, width=WIDTH, omit_header=True, no_location=True, sort_output=True)
    header = HEADER.format(name=Locale.parse(str(catalogue.locale)).english_name, catalogue=catalogue)
    return f"{header}\n{held.getvalue().decode().strip()}\n"


def main(arguments: list[str]) -> int:
    """Update all catalogues; returns 0."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--new", help="code of a language to begin a catalogue for")
    language = parser.parse_args(arguments).new
    if language:
        if not language.isalpha() or not localedata.exists(language) or (FOLDER / f"{language}.po").exists():
            parser.error(f"{language} is no language of the locale data, or has a catalogue already")
        (FOLDER / f"{language}.po").write_text(text_of(Catalog(locale=Locale.parse(language))), encoding="utf-8")
    for file in sorted(FOLDER.glob("*.po")):
        catalogue = updated(file.stem, read(file.stem))
        file.write_text(text_of(catalogue), encoding="utf-8")
        missing = sum(not message.string or not all(message.string) for message in catalogue if message.id)
        print(f"{file.name}: {len(catalogue)} messages, {missing} without a translation")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
