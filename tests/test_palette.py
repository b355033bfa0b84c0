"""Contrast of the palette, computed here from the definition in WCAG 2 and not with the palette's own function."""

from itertools import pairwise

import pytest

from charts.palette import DARK, LIGHT, PALETTES, Palette, contrast, text_on

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def ratio(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        total = 0.0
        for weight, pair in zip((0.2126, 0.7152, 0.0722), (colour[1:3], colour[3:5], colour[5:7]), strict=True):
            part = int(pair, 16) / 255
            total += weight * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
        return total

    high, low = max(luminance(one), luminance(other)), min(luminance(one), luminance(other))
    return (high + 0.05) / (low + 0.05)


@BOTH
@pytest.mark.parametrize("tone", ["text", "muted_text", "accent", "bad"])
def test_tones_that_carry_text_reach_four_and_a_half(palette: Palette, tone: str) -> None:
    assert ratio(getattr(palette, tone), palette.ground) >= 4.5


@BOTH
@pytest.mark.parametrize("tone", ["blue", "blue_soft", "accent", "grey", "good", "bad"])
def test_marks_reach_three(palette: Palette, tone: str) -> None:
    assert ratio(getattr(palette, tone), palette.ground) >= 3


@BOTH
def test_text_can_be_read_on_every_step_of_the_ramp(palette: Palette) -> None:
    assert len(palette.ramp) == 6
    for step in palette.ramp:
        assert text_on(step, palette) in (palette.text, palette.ground)
        assert ratio(text_on(step, palette), step) >= 4.5


@BOTH
def test_text_can_be_read_on_every_mark(palette: Palette) -> None:
    for tone in ("blue", "blue_soft", "accent", "grey", "grey_soft", "good", "bad", "land", "land_outside"):
        colour = getattr(palette, tone)
        assert ratio(text_on(colour, palette), colour) >= 4.5


@BOTH
def test_the_ramp_leaves_the_ground_step_by_step(palette: Palette) -> None:
    steps = [ratio(step, palette.ground) for step in palette.ramp]
    assert steps == sorted(steps)
    assert all(after / before >= 1.2 for before, after in pairwise(steps))


@pytest.mark.parametrize("grey", range(0, 256, 5))
def test_text_on_any_grey_reaches_four_and_a_half(grey: int) -> None:
    colour = f"#{grey:02x}{grey:02x}{grey:02x}"
    assert min(ratio(text_on(colour, palette), colour) for palette in PALETTES.values()) >= 4.5


def test_contrast_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)
