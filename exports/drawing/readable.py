"""Texts without the signs that XML cannot hold or that would turn a line around."""

import unicodedata

# Embeddings and overrides that would turn the rest of a line around.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def readable(text: object) -> str:
    """The text; control signs are spaces, line breaks stay, what no XML document may hold is left out."""
    return "".join(map(_sign, str(text)))


def _sign(sign: str) -> str:
    if sign == "\n":
        return sign
    if sign in _TURNING or unicodedata.category(sign) == "Cs" or sign in "\ufffe\uffff":
        return ""
    return " " if unicodedata.category(sign) == "Cc" else sign
