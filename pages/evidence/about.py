"""About the data: where they come from, how sure each part is, what every measure means, and which rules apply."""

from charts.measures import MEASURES
from queries import outlook, register
from scenes import about as scene
from ui import about, tabs
from ui.view import current

view = current()
snapshot_id = view.snapshot.snapshot_id
about.snapshot(view.snapshot)
seen, place = tabs.opened(scene.TABS, "about")
with place:
    if seen == "Sources":
        about.sources(register.sources(snapshot_id), view.snapshot)
    elif seen == "Register":
        about.register(
            register.partnerships(snapshot_id),
            register.clusters(snapshot_id),
            register.countries(snapshot_id),
            view.snapshot,
        )
    elif seen == "Measures":
        about.measures(MEASURES)
    elif seen == "Rules":
        about.rules(register.rules(snapshot_id), register.lump_sum_ceilings(snapshot_id), view.snapshot)
        about.settings(outlook.settings(snapshot_id), view.snapshot)
    else:
        about.limits(register.missing_values(snapshot_id), view.snapshot)
