"""Outlook: will the target be reached, when does the money run out, and what if?"""

from languages import N_
from ui import as_of, money, outlook, outlook_alerts, scenarios, tabs
from ui.view import current

view = as_of.choose(current())
day = view.snapshot.as_of_date
seen, place = tabs.opened((N_("Ahead"), N_("Alerts"), N_("Scenarios")), "outlook")
with place:
    money.scope(view.filters)
    if seen == "Ahead":
        outlook.show(view, day)
    elif seen == "Alerts":
        outlook_alerts.show(view, day)
    else:
        scenarios.show(view)
