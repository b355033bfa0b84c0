"""Programme: is the programme on target, who takes part, and where do the exchanges stand?"""

import streamlit as st

from charts import programme as draw
from charts import words
from queries import budget, programme, register
from ui import figure, focus, frame, tiles
from ui.tiles import Tile
from ui.view import current

view = current()
totals = programme.totals(view.filters).iloc[0]
whole = register.totals(view.snapshot.snapshot_id).iloc[0]
money = budget.totals(view.filters).iloc[0]
target = int(whole["exchange_target"])
is_assumed = bool(whole["is_target_assumed"])

tiles.row(
    [
        Tile(
            "Took place",
            words.count(totals["took_place"]),
            "took_place",
            f"{words.share(int(totals['took_place']), target)} of target {words.count(target)}",
        ),
        Tile("Ongoing", words.count(totals["ongoing"]), "ongoing", words.day(view.snapshot.as_of_date)),
        Tile("Upcoming", words.count(totals["upcoming"]), "upcoming", "to come"),
    ],
    [
        Tile(
            "Partnerships",
            words.count(totals["partnerships_active"]),
            "partnerships_active",
            f"active of {whole['partnerships']}",
        ),
        Tile("Clusters", words.count(totals["clusters_active"]), "clusters_active", f"active of {whole['clusters']}"),
        Tile(
            "Countries",
            words.count(totals["partner_countries_active"]),
            "partner_countries_active",
            f"active of {whole['countries']}",
        ),
    ],
    [
        Tile("Paid", words.eur(totals["paid_eur"]), "paid_eur", f"{words.eur(totals['payable_eur'])} payable"),
        Tile("Committed", words.eur(totals["committed_eur"]), "committed_eur", "by partnerships"),
        Tile(
            "Remaining", words.eur(money["remaining_eur"]), "remaining_eur", f"of {words.eur(money['available_eur'])}"
        ),
    ],
)
if not totals["exchanges"]:
    frame.nothing_selected(view.filters)

left, right = st.columns([4, 3], gap="medium")
with left:
    figure.show(
        draw.exchanges_by_month(
            programme.exchanges_by_month(view.filters),
            target=target,
            target_is_assumed=is_assumed,
            as_of=view.snapshot.as_of_date,
            palette=view.palette,
            height=300,
        ),
        view.snapshot,
    )
    figure.show(
        draw.status_pipeline(programme.status_pipeline(view.filters), palette=view.palette, height=205), view.snapshot
    )
with right:
    progress = programme.progress_by_partnership(view.filters)
    figure.show(
        draw.progress_by_partnership(progress, palette=view.palette, height=560),
        view.snapshot,
        picked=focus.picked_node_or_pair(view.snapshot.snapshot_id, "partnership"),
    )
