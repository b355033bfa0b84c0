"""Text from data made safe for Streamlit, whose labels and bodies are Markdown."""

import re

# Everything with a meaning in Streamlit's Markdown: emphasis, links, HTML, maths, colours, icons and emoji names.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&])")
# Not the no-break spaces, which hold figures and their units together.
_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")
# After it has resolved the escapes, the front end still makes links of addresses, pictures of emoji and icon names, and
# dashes, arrows and the like of "--", "->" or ">=". A word joiner, which has no width, parts these so that they stay text.
_JOINER = "\u2060"
_READ_LATE = re.compile(
    r"(?<=https:)(?=//)|(?<=http:)(?=//)|(?<=www)(?=\.)|(?<=@)"
    r"|(?<=:)(?=[\w+-]+(?:/\w+)?:)"
    r"|(?<=[-<>~])(?=[->=])",
    re.IGNORECASE,
)


def plain(text: object) -> str:
    """The text as Markdown that reads as the text itself, on one line."""
    return _MARKDOWN.sub(r"\\\1", _READ_LATE.sub(_JOINER, _BREAKS.sub(" ", str(text))))


def capital(text: str) -> str:
    """The text with a capital at its start; all other letters stay as they are."""
    return text[:1].upper() + text[1:]
