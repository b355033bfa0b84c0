"""Text from data made safe for Streamlit, whose labels and bodies are Markdown."""

import re

# Everything with a meaning in Streamlit's Markdown: emphasis, links, HTML, maths, colours, icons and emoji names.
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&])")
# Not the no-break spaces, which hold figures and their units together.
_BREAKS = re.compile(r"[^\S\u00a0\u202f]+")


def plain(text: object) -> str:
    """The text as Markdown that reads as the text itself, on one line."""
    return _MARKDOWN.sub(r"\\\1", _BREAKS.sub(" ", str(text)))
