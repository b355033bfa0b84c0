"""What the stage says by itself, in the reader's language: its script has no words of its own."""

from typing import Any

from languages import gettext as _
from languages import pgettext
from languages.formats import separators


def stage_words() -> dict[str, Any]:
    """The words of stage.js by the names that it calls them; placeholders in braces are filled there."""
    return {
        "keys_help": [
            [_("→, ↓, Page Down, Space"), _("next scene")],
            [_("←, ↑, Page Up"), _("scene before")],
            [_("Home, End"), _("first, last scene")],
            ["L", _("list of scenes")],
            [_("B or ."), _("blank screen, and back")],
            ["T", _("tables in place of figures")],
            ["N", _("notes and next scene in a second window")],
            ["D", _("light or dark")],
            ["F", _("full screen")],
            ["O", _("open the view in the dashboard")],
            ["U", _("move to the newer snapshot, where there is one")],
            ["?", _("this list")],
            [_("Esc"), pgettext("key", "back")],
        ],
        # Names of keys as they stand on the reader's keyboard; other keys are their own names.
        "key_names": {
            "PageUp": pgettext("key", "PageUp"),
            "PageDown": pgettext("key", "PageDown"),
            "Escape": pgettext("key", "Escape"),
        },
        "before": pgettext("button", "Before"),
        "next": pgettext("button", "Next"),
        "scenes": pgettext("button", "Scenes"),
        "tables": pgettext("button", "Tables"),
        "notes": pgettext("button", "Notes"),
        "theme": pgettext("button", "Light or dark"),
        "blank": pgettext("button", "Blank"),
        "full": pgettext("button", "Full screen"),
        "keys": pgettext("button", "Keys"),
        "back": pgettext("button", "Back"),
        "scene": _("scene"),
        "presentation": _("Presentation"),
        "list_of_scenes": _("List of scenes"),
        "blank_screen": _("Blank screen"),
        "scenes_shown": _("Scenes shown"),
        "scene_at": _("Scene {at} of {total}"),
        "at": _("{at} of {total}"),
        "said_scene": _("{at} of {total}: {headline}"),
        "first_rows": _("The first {last} of {total} rows"),
        "rows": _("Rows {first} to {last} of {total}"),
        "window_kept_shut": _("The browser keeps the second window shut."),
        "notes_of": _("Notes: {title}"),
        "no_notes": _("No notes."),
        "next_scene": _("Next: {headline}"),
        "last_scene": _("The last scene."),
        "place": _("{at} / {total}, {minutes} min"),
        "newer": _("Newer data (U): {words}"),
        "thousands": separators()[1],
    }
