"""The regions by which countries are grouped: those of EuroVoc, the thesaurus of the Union's Publications Office."""

from pathlib import Path

import pandas as pd

REGIONS_FILE = Path(__file__).with_name("country_regions.csv")


def country_regions() -> pd.DataFrame:
    """One row per country, the regions one after another: country_code, region, basis, source.

    basis "assumed" marks the countries that EuroVoc's division of Europe does not hold.
    """
    return pd.read_csv(REGIONS_FILE, keep_default_na=False)
