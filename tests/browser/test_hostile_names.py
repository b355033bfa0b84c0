"""Names that carry HTML, Markdown, links and icon names are text in the browser too, which knows more than Markdown."""

from pathlib import Path

import pytest

from data.build import build
from tests.app import deliveries
from tests.app.screen import JOINER
from tests.browser.conftest import NewReader
from tests.browser.reader import PATHS
from tests.browser.server import serving

# What a name could have become: an element of HTML, a link, a picture, a script's trace, an icon, a formula set by KaTeX.
# A link to the profile of its own has the name percent-encoded, and leads nowhere else.
ELEMENTS = ", ".join(
    [
        'a:is([href*="//evil.example"], [href*="//www.evil.example"], [href*="@evil.example"])',
        'img[src="x"]',
        'img[src*="evil.example"]',
        '[data-testid="stMain"] [data-testid="stMarkdownContainer"] :is(b, i, em, code, del, script, .katex)',
        '[data-testid="stMain"] h5 :is([data-testid="stIconMaterial"], [role="img"], .stMarkdownColoredText)',
    ]
)


@pytest.fixture(scope="module")
def hostile(sample_source: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A warehouse with hostile names, and the exchange between the parties that bear them."""
    folder = tmp_path_factory.mktemp("hostile")
    source, exchange_id = deliveries.with_hostile_names(sample_source, folder / "source")
    result = build(source, folder / "warehouse")
    assert result.ok
    return folder / "warehouse", exchange_id


def test_names_are_text_on_every_page(hostile: tuple[Path, str], new_reader: NewReader) -> None:
    warehouse, exchange_id = hostile
    with serving(warehouse) as running:
        reader = new_reader(running.url)
        for title, path in PATHS.items():
            reader.open(f"{path}?exchange={exchange_id}" if title == "Exchanges" else path)
            assert reader.page.locator(ELEMENTS).evaluate_all("all => all.map(one => one.outerHTML)") == [], title
            if title == "Exchanges":
                heading = reader.key("exchange_sheet").get_by_role("heading").first.inner_text()
                named = f"{exchange_id}: {deliveries.HOSTILE_VISITOR} visits {deliveries.HOSTILE_HOST}"
                assert heading.replace(JOINER, "") == named
        assert not running.faults(), "".join(running.log)
