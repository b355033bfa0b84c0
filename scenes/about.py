"""About the data: where they come from, how sure each part is, what every measure means, and which rules apply."""

from typing import Literal

import pandas as pd

from charts.measures import MEASURES
from languages import N_
from languages import gettext as _
from queries import register
from scenes import link
from scenes.link import Query
from scenes.view import Room, Shown, View

Tab = Literal["Sources", "Register", "Measures", "Rules", "Known limits"]
TABS: tuple[Tab, ...] = (N_("Sources"), N_("Register"), N_("Measures"), N_("Rules"), N_("Known limits"))
OPTIONS = {"about": TABS}


def shown(view: View, query: Query, room: Room) -> Shown:
    """The table of the tab that the query holds."""
    del room
    tab = link.one_of(query, "about", link.same(TABS), TABS[0])
    snapshot_id = view.snapshot.snapshot_id
    if tab == "Sources":
        files = register.sources(snapshot_id)
        return Shown(_("Files of this snapshot"), table=files[["name", "file_name", "rows", "bytes"]])
    if tab == "Register":
        rows = register.partnerships(snapshot_id)
        columns = ["acronym", "name", "exchange_target", "exchange_target_basis", "basis"]
        return Shown(_("Partnerships of the register"), table=rows[columns])
    if tab == "Measures":
        defined = [(_(measure.label), _(measure.definition)) for measure in MEASURES.values() if measure.definition]
        return Shown(_("What the measures mean"), table=pd.DataFrame(defined, columns=["measure", "definition"]))
    if tab == "Rules":
        columns = ["label", "value", "unit", "valid_from", "valid_to", "basis"]
        return Shown(_("Rules of the scheme"), table=register.rules(snapshot_id)[columns])
    return Shown(_("Values that are missing in the exchanges"), table=register.missing_values(snapshot_id))
