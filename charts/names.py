"""Names beside marks: cut so that they can still be told apart, and how much room they take."""

from collections.abc import Sequence

from charts.figure import shortened, text_width


def brief(name: str, most: int) -> str:
    """A name cut to `most` characters, not escaped. Short last words stay: names of placeholders differ in them alone."""
    whole = shortened(name, 200)
    words = whole.split(" ")
    kept = len(words)
    while kept > 1 and len(words[kept - 1]) <= 2 and len(words) - kept < 2:
        kept -= 1
    tail = " ".join(words[kept:])
    if len(whole) > most and tail and most > len(tail) + 3:
        return f"{shortened(' '.join(words[:kept]), most - len(tail) - 1)} {tail}"
    return shortened(whole, most)


def names_width(names: Sequence[str], size: int) -> int:
    """Pixels of the longest name at this size of type; capitals are wider than the average letter."""
    widths = [text_width([name], size) + round(0.13 * size * sum(map(str.isupper, name))) for name in names]
    return max(widths, default=0)
