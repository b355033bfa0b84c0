"""Text from data stays text: whatever it carries, its Markdown reads as itself and makes no element."""

import re

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.app import deliveries
from tests.app.screen import JOINER, read
from ui.text import plain

MARKDOWN = MarkdownIt("gfm-like", {"linkify": False})
MARKS = (
    "* _ ` ~~ $ | # > < & \\ [ ] ( ) ![ ]( --- === <b> </b> <!-- &amp; [a](b) :red[ :smile: 1. 1) - + -> >= -- @ www. "
    "https://a.example"
)
MARKUP = st.sampled_from([*MARKS.split(), "- ", "1. ", "> ", "\n", "\n\n", "    ", "\t", "\u202f"])
HOSTILE = st.lists(st.one_of(MARKUP, st.text(max_size=5)), max_size=12).map("".join)


@given(HOSTILE)
@example(deliveries.HOSTILE_HOST)
@example(deliveries.HOSTILE_CLUSTER)
@example("1. a\n2. b\n\n    code")
@example("$x^2$ :red[red] **b**")
def test_markdown_of_a_text_reads_as_the_text(raw: str) -> None:
    printable = raw.replace("\0", "").replace(JOINER, "")
    expected = re.sub(r"[^\S\u00a0\u202f]+", " ", printable).strip()
    assert read(plain(printable)).strip() == expected


@given(HOSTILE)
@example(deliveries.HOSTILE_HOST)
@example(deliveries.HOSTILE_CLUSTER)
def test_markdown_of_a_text_makes_no_element(raw: str) -> None:
    tokens = MARKDOWN.parse(f"before {plain(raw)} after")
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    assert {child.type for child in tokens[1].children or []} <= {"text", "text_special"}
