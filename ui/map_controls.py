"""Controls of the Map page, kept in the URL."""

from typing import Literal

from ui.controls import choice

MapLevel = Literal["country", "cluster"]
MAP_LEVELS: tuple[MapLevel, ...] = ("country", "cluster")
MapMeasure = Literal["both", "visiting", "hosting", "net"]
MAP_MEASURES: tuple[MapMeasure, ...] = ("both", "visiting", "hosting", "net")


def map_level() -> MapLevel:
    """Level of the map's routes."""
    return choice("Routes between", MAP_LEVELS, "map_level")


def map_measure() -> MapMeasure:
    """Measure that shades the countries."""
    return choice("Countries shaded by", MAP_MEASURES, "map_measure")
