"""A delivery small enough to count by hand: 3 partnerships, 4 clusters, 7 countries, 7 organisations, 12 exchanges.

As-of date 2022-06-30. What each exchange is there for:

x01  paid, too late; money taken back               x07  virtual, matched, no start, no purpose, no lump sum
x02  validated, overdue; the second visit of o1     x08  cancelled after the agreement
x03  reported; half a lump sum for three days       x09  virtual, completed, inside one partnership and cluster
x04  completed; above the ceiling                   x10  paid in time; halved for days and for distance
x05  ongoing                                        x11  inside one country; too short and too long
x06  agreed; above the maximum, no place for o4     x12  validated, due soon; from a country outside COSME
"""

import csv
from collections.abc import Mapping
from pathlib import Path

HOSTILE_NAME = "<b>A</b> [x](javascript:1) \"q\" 'q' =1+1; drop table exchanges; -- é €"

Rows = list[list[str]]

# Cells apart by |, "-" for an empty one; a line that starts with > goes on with the row above.
TEXTS = {
    "countries": """
        country_code | iso3 | name | eu_member | cosme_participant | has_partner_cluster | note
        DK | DNK | Denmark | true | true | true | -
        FR | FRA | France | true | true | true | -
        GB | GBR | United Kingdom | false | false | false | -
        IS | ISL | Iceland | false | true | false | an island
        PT | PRT | Portugal | true | true | true | -
        SE | SWE | Sweden | true | true | false | -
    """,
    "partnerships": """
        partnership_id | acronym | name | ecosystems | exchange_target | exchange_target_basis | start_date | end_date
            > basis
        north | NORTH | Clusters of the north | Health; Digital | 5 | published | 2020-02 | 2022 | published
        south | SOUTH | Clusters of the south | Textiles | - | - | 2020-02-03 | 2022-10 | assumed
        west | WEST | Clusters of the west | - | - | - | - | - | placeholder
    """,
    "clusters": """
        cluster_id | partnership_id | name | short_name | role | country_code | city | latitude | longitude | basis
        bio | north | Bio cluster | Bio | coordinator | DK | Copenhagen | 55.676 | 12.568 | published
        lux | north | Lumière | Lux | partner | FR | Saint-Étienne | 45.44 | 4.387 | published
        tex | south | Têxteis | Tex | coordinator | PT | - | - | - | placeholder
        idle | west | Idle cluster | Idle | coordinator | FR | - | - | - | placeholder
    """,
    "lump_sum_ceilings": """
        host_country_code | full_eur | half_eur | valid_from | valid_to | basis | source
        DK | 600.00 | 300.00 | - | 2020-12-31 | assumed | the first year
        DK | 1000.00 | 500.00 | 2021-01-01 | - | published | -
        FR | 900.00 | 450.00 | - | - | assumed | -
        PT | 800.00 | 400.00 | - | - | assumed | -
    """,
    "organisations": """
        organisation_id | name | category | subcategory | country_code | city | latitude | longitude | cluster_id
        o1 | Ærø Labs | SME | - | DK | Copenhagen | 55.676 | 12.568 | bio
        o2 | HOSTILE | scaling-up support organisation | fab lab | FR | Lyon | 45.76 | 4.84 | lux
        o3 | Têxteis do Norte | SME | - | PT | Porto | 41.15 | -8.61 | tex
        o4 | Tex | cluster organisation | - | PT | - | - | - | tex
        o5 | Öresund Tech | scaling-up support organisation | incubator | SE | Malmö | 55.605 | 13.003 | bio
        o6 | Leeds Works | SME | - | GB | Leeds | 53.8 | -1.55 | lux
        o7 | Never Out | SME | - | FR | - | - | - | idle
    """,
    "exchanges": """
        exchange_id | visiting_organisation_id | host_organisation_id | visiting_partnership_id
            > host_partnership_id | mode | purpose | activity | status | matched_date | agreed_date
            > start_date | end_date | working_days | reported_date | validated_date | cancelled_date | lump_sum_eur
        x01 | o1 | o2 | north | north | physical | growth in new markets | market research | paid | 2021-03-04
            > 2021-03-25 | 2021-05-03 | 2021-05-14 | 9 | 2021-05-28 | 2021-06-16 | - | 900.00
        x02 | o1 | o3 | north | south | physical | - | - | validated | 2022-04-13 | 2022-04-20
            > 2022-06-06 | 2022-06-17 | 10 | 2022-06-20 | 2022-06-24 | - | 1100.00
        x03 | o2 | o3 | north | south | physical | learn from another cluster | - | reported | 2021-08-14
            > 2021-09-15 | 2021-10-16 | 2021-10-20 | 3 | 2021-11-19 | - | - | 390.50
        x04 | o3 | o1 | south | north | physical | - | capacity building | completed | 2022-01-17
            > 2022-02-18 | 2022-04-19 | 2022-04-29 | 9 | - | - | - | 1099.99
        x05 | o3 | o2 | south | north | physical | - | - | ongoing | 2022-04-21
            > 2022-05-22 | 2022-06-23 | 2022-07-14 | 10 | - | - | - | 450.00
        x06 | o4 | o1 | south | north | physical | - | - | agreed | 2022-05-24
            > 2022-06-25 | 2022-08-26 | 2022-09-01 | 5 | - | - | - | 1234.56
        x07 | o1 | o4 | north | south | virtual | - | - | matched | 2022-06-27
            > - | - | - | - | - | - | - | -
        x08 | o2 | o4 | north | south | physical | - | - | cancelled | 2021-01-28
            > 2021-02-26 | 2021-04-13 | - | - | - | - | 2021-03-30 | 780.00
        x09 | o1 | o5 | north | north | virtual | learn from another cluster | sharing knowledge | completed | 2021-04-30
            > 2021-05-01 | 2021-05-04 | 2021-05-06 | 3 | - | - | - | -
        x10 | o5 | o1 | north | north | physical | strategic interregional collaboration | - | paid | 2021-04-01
            > 2021-04-02 | 2021-05-31 | 2021-06-03 | 4 | 2021-06-04 | 2021-06-07 | - | 480.25
        x11 | o3 | o4 | south | south | physical | growth in new markets | - | completed | 2022-02-01
            > 2022-02-02 | 2022-03-01 | 2022-04-15 | 2 | - | - | - | 380.00
        x12 | o6 | o1 | north | north | physical | - | - | validated | 2022-05-01
            > 2022-05-02 | 2022-06-20 | 2022-06-24 | - | 2022-06-27 | 2022-06-29 | - | 610.00
    """,
    "budget_transactions": """
        transaction_id | partnership_id | date | kind | amount_eur | exchange_id | reference
        t1 | north | 2021-01-13 | allocation | 50000.00 | - | grant 1
        t2 | south | 2021-01-14 | allocation | 40000.00 | - | -
        t3 | north | 2021-02-15 | transfer | -1500.25 | - | to south
        t4 | south | 2021-02-15 | transfer | 1500.25 | - | from north
        t5 | north | 2021-06-23 | payment | 900.00 | x01 | bank 7
        t6 | north | 2021-07-23 | recovery | 100.10 | x01 | -
        t7 | north | 2021-06-11 | payment | 480.25 | x10 | -
    """,
    "delivery": """
        key | value
        as_of_date | 2022-06-30
        is_sample | false
        title | A delivery to count by hand
    """,
}

# Other rules than the register's: two change with the year, and several are not there at all.
CHANGING_RULES = """
        rule_id | value | unit | label | valid_from | valid_to | basis | source
        stay_minimum | 3 | working days | Three working days at least | - | 2021-12-31 | published | -
        stay_minimum | 2 | working days | Two working days at least | 2022-01-01 | - | assumed | -
        stay_maximum | 2 | months | Two months at most | - | - | assumed | -
        payment_days | 10 | days | Paid within ten days | - | 2021-05-31 | published | -
        payment_days | 30 | days | Paid within thirty days | 2021-06-01 | - | assumed | -
"""


def rows_of(text: str) -> Rows:
    """The cells of one of the tables above."""
    lines = text.replace("\n            > ", " | ").strip().splitlines()
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [[HOSTILE_NAME if cell == "HOSTILE" else "" if cell == "-" else cell for cell in row] for row in cells]


def with_rows(name: str, *rows: str) -> str:
    """The text of an input with rows added."""
    return "\n".join([TEXTS[name].rstrip(), *rows])


def write(folder: Path, changes: Mapping[str, str] | None = None) -> Path:
    """Write the delivery as CSV into a folder; `changes` replaces or adds whole inputs."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (TEXTS | dict(changes or {})).items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows_of(text))
    return folder
