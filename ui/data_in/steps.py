"""The steps in their order, as far as the delivery has come."""

from datetime import date

import streamlit as st

from data import warehouse
from data.intake.worker import Busy
from languages import gettext as _
from ui.data_in import columns, delivery, effect, findings, publish
from ui.data_in.state import Intake, intake
from ui.text import plain
from ui.view import View


def show(view: View) -> None:
    """The whole page. A delivery goes on from the current snapshot, whichever one the address names."""
    snapshot = warehouse.current()
    names = dict(view.names)
    brought = intake()
    if snapshot.snapshot_id != view.snapshot.snapshot_id:
        st.info(
            _(
                "Deliveries go on from the current snapshot {snapshot}, not from the one that is open.",
                snapshot=plain(snapshot.snapshot_id),
            ),
            icon=":material/history:",
        )
    if brought.published:
        publish.done(brought)
    with st.container(horizontal=True, vertical_alignment="center"):
        delivery.who_may_publish()
        delivery.template_button(lambda: delivery.ids_of(snapshot))
    with st.container(border=True, key="data_in_delivery"):
        partnership_id, as_of = delivery.controls(snapshot)
        delivery.files(brought)
    go_on(brought, partnership_id, as_of, names)


def go_on(brought: Intake, partnership_id: str | None, as_of: date | None, names: dict[str, str]) -> None:
    """The steps after the files were brought. names: of the partnerships that are known, by their ids."""
    if not brought.tables:
        if not brought.refused and not brought.published:
            _how_it_goes(is_first=not names)
        return
    st.markdown(f"#### {_('Columns')}")
    columns.tables(brought)
    again = publish.overtaken(brought)
    _check(brought, partnership_id, as_of, again)
    if brought.checked is None or brought.job is None:
        return
    if not brought.is_asked(partnership_id, as_of):
        st.info(_("The delivery was changed since it was checked. Check it again."), icon=":material/refresh:")
        return
    st.markdown(f"#### {_('Findings')}")
    findings.show(brought.checked, brought.job.folder)
    if brought.checked.effect is None:
        publish.discard_button(brought)
        return
    st.markdown(f"#### {_('Effect')}")
    effect.show(brought.checked.effect, names, brought.checked.base_id)
    st.markdown(f"#### {_('Publish')}")
    publish.form(brought)


def _check(brought: Intake, partnership_id: str | None, as_of: date | None, again: bool) -> None:
    """The button that starts a check, and its progress. A check goes on while the reader does something else."""
    is_ready = bool(brought.parts()) and not brought.twice()
    pressed = st.button(
        _("Check the delivery"),
        type="secondary" if brought.checked else "primary",
        icon=":material/fact_check:",
        key="data_in_check",
        disabled=not is_ready,
    )
    if (pressed or again) and is_ready:
        try:
            brought.check(partnership_id, as_of)
        except Busy:
            st.warning(
                _(
                    "Other deliveries are being checked at this moment. Yours is kept: press the button again in a minute."
                ),
                icon=":material/hourglass_top:",
            )
            return
        except OSError as error:
            st.error(plain(_("The check cannot start: {reason}.", reason=error.strerror)), icon=":material/error:")
            return
    if brought.job and brought.checked is None:
        with st.status(_("Checking"), expanded=True) as status:
            for line in brought.job.progress():
                status.update(label=plain(line))
                st.write(plain(line))
            brought.checked = brought.job.result()
            is_fine = brought.checked.ok
            status.update(
                label=_("Checked") if is_fine else _("Checked: something stops a publish"),
                state="complete" if is_fine else "error",
                expanded=False,
            )
        st.rerun()


def _how_it_goes(is_first: bool) -> None:
    steps = (
        _("**Bring files.** In any layout: the columns are matched by their names.")
        if is_first
        else _(
            "**Bring files.** One partnership's or the whole programme's, in any layout: the columns are matched by their "
            "names."
        ),
        _("**Check.** Every problem is named by file, row, column and value, with what would be right."),
        _("**See the effect.** Rows added, changed and removed; what happens to exchanges, coverage and the budget."),
        _("**Publish with a note, or discard.** Nothing changes for anyone before that."),
    )
    st.markdown("\n".join(f"{number}. {step}" for number, step in enumerate(steps, start=1)))
