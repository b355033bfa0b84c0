"""The last step: publish the candidate with a note, or discard it."""

import duckdb
import streamlit as st

from data import warehouse
from data.build.candidate import LONGEST_NOTE
from data.build.problems import shown
from data.intake.check import CANDIDATE
from data.intake.publishing import Overtaken, PublishingOff, may_publish, publish_candidate
from languages import gettext as _
from ui.data_in.state import Intake
from ui.text import plain

LONGEST_NAME = 80


def form(delivery: Intake) -> None:
    """Note, name and the two buttons."""
    assert delivery.job is not None
    left, right = st.columns([3, 1])
    note = left.text_input(
        _("Note"),
        key="data_in_note",
        max_chars=LONGEST_NOTE,
        placeholder=_("What this delivery is, for the list of snapshots"),
    )
    who = right.text_input(_("Your name (optional)"), key="data_in_who", max_chars=LONGEST_NAME)
    with st.container(horizontal=True):
        wants = st.button(
            _("Publish"), type="primary", icon=":material/publish:", key="data_in_publish", disabled=not may_publish()
        )
        discard_button(delivery)
    if wants:
        with st.spinner(_("Publishing")):
            _publish(delivery, note, who)


def discard_button(delivery: Intake) -> None:
    """Forget the delivery and remove its files."""
    if st.button(_("Discard"), icon=":material/delete:", key="data_in_discard"):
        start_over(delivery)
        st.rerun()


def start_over(delivery: Intake) -> None:
    """Remove the files and empty the drop area."""
    delivery.discard()
    st.session_state["data_in_round"] = st.session_state.get("data_in_round", 0) + 1


def _publish(delivery: Intake, note: str, who: str) -> None:
    assert delivery.job is not None
    assert delivery.checked is not None
    try:
        snapshot_id = publish_candidate(
            delivery.job.folder / CANDIDATE, warehouse.folder(), delivery.checked.base_id, note, who
        )
        delivery.remember()
    except Overtaken:
        st.session_state["data_in_overtaken"] = True
        st.rerun()
    except PublishingOff:
        st.error(_("Publishing is turned off on this server."), icon=":material/lock:")
        return
    except (OSError, duckdb.Error) as error:
        reason = shown(str(error).splitlines()[0])
        st.error(plain(_("Nothing was published: {reason}", reason=reason)), icon=":material/error:")
        return
    start_over(delivery)
    delivery.published = snapshot_id
    st.rerun()


def overtaken(delivery: Intake) -> bool:
    """Says that another snapshot was published meanwhile; whether the reader wants to compare again."""
    if not st.session_state.get("data_in_overtaken"):
        return False
    st.warning(
        _(
            "Nothing was published: another snapshot became the current one since this delivery was compared. Your files are "
            "still here. Compare again to see what they change now."
        ),
        icon=":material/sync_problem:",
    )
    if st.button(_("Compare again"), type="primary", icon=":material/refresh:", key="data_in_again"):
        st.session_state["data_in_overtaken"] = False
        return True
    return False


def done(delivery: Intake) -> None:
    """Says what was published."""
    st.success(
        _("Published snapshot **{snapshot}**. All pages show it from now on.", snapshot=plain(delivery.published)),
        icon=":material/check_circle:",
    )
    st.page_link("pages/on_target/programme.py", label=_("See the new figures"), icon=":material/arrow_forward:")
