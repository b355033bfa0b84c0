"""Names beside marks: cut so that they can still be told apart."""

from charts.figure import shortened


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
