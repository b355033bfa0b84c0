"""The statement of lump sums on A4 paper: the position account by account, per partnership, and the rows of one partnership."""

from decimal import Decimal

import pandas as pd
from reportlab.platypus import Flowable, Spacer

from charts.measures import MEASURES, label
from charts.words import count, day
from exports.report.paper import PORTRAIT, Section, paragraph, pdf, styles
from exports.report.rows import table
from exports.statement.content import FIGURES, Statement, account_name, account_of, figures_of
from languages import gettext as _

# A list that is read, not searched; the workbook has the rest.
ROWS_MOST = 400
PER_PARTNERSHIP = tuple(field for field in FIGURES if field != "footing_difference_eur")


def printed(statement: Statement) -> bytes:
    """The statement as a PDF."""
    style = styles(PORTRAIT)
    story: list[Flowable] = [Section(statement.title, style["section"])]
    story += [paragraph(mark, style["mark"]) for mark in statement.marks]
    stood = _("As it stood on {day}.", day=day(statement.as_of))
    story.append(paragraph(f"{stood} {statement.sentence}", style["text"]))
    story.append(paragraph(f"{statement.source}.", style["muted"]))
    story += [
        *table(_accounts(statement), PORTRAIT),
        Spacer(0, PORTRAIT.type),
        paragraph(_footing(statement), style["text"]),
    ]
    if len(statement.position) > 1:
        story += [
            Section(_("Per partnership"), style["finding"], 1),
            *table(_per_partnership(statement), PORTRAIT, bold_last=True),
        ]
    elif len(statement.position) == 1:
        story += _rows_of_one(statement)
    return pdf(
        PORTRAIT,
        story,
        title=f"{statement.title}, {day(statement.as_of)}",
        subject=statement.sentence,
        foot=_(
            "{title}, as of {day}. {source}",
            title=statement.title,
            day=statement.as_of.isoformat(),
            source=statement.source,
        ),
        marks=statement.marks,
    )


def _totals(statement: Statement) -> dict[str, Decimal]:
    figures = figures_of(statement.position)
    return {field: sum((row[field] for row in figures), start=Decimal("0.00")) for field in FIGURES}


def _accounts(statement: Statement) -> pd.DataFrame:
    total = _totals(statement)
    return pd.DataFrame(
        {
            "account": [label(field) for field in FIGURES],
            "amount_eur": pd.Series([total[field] for field in FIGURES], dtype="object"),
            "meaning": [MEASURES[field].definition for field in FIGURES],
        }
    )


def _footing(statement: Statement) -> str:
    wrong = statement.position[statement.position["footing_difference_eur"] != 0]
    if wrong.empty:
        return _("✓ Adds up to the cent: available = committed + payable + paid − recovered + remaining.")
    return _("Does not add up: {partnerships}. The footing is not zero.", partnerships=", ".join(wrong["acronym"]))


def _per_partnership(statement: Statement) -> pd.DataFrame:
    figures, total = figures_of(statement.position), _totals(statement)
    columns = {
        field: pd.Series([*(row[field] for row in figures), total[field]], dtype="object") for field in PER_PARTNERSHIP
    }
    checks = ["✗" if row["footing_difference_eur"] else "✓" for row in [*figures, total]]
    return pd.DataFrame({"acronym": [*statement.position["acronym"], _("Total")], **columns, "check": checks})


def _rows_of_one(statement: Statement) -> list[Flowable]:
    """What is committed and payable, and each movement of money."""
    exchanges = statement.exchanges.assign(account=statement.exchanges["status"].map(account_of))
    still_open = exchanges[exchanges["account"].isin(["committed", "payable"]) & (exchanges["lump_sum_eur"] > 0)]
    wanted = [
        "exchange_id",
        "account",
        "status",
        "lump_sum_eur",
        "start_date",
        "end_date",
        "visiting_organisation",
        "host_country",
    ]
    moved = ["date", "kind", "amount_eur", "exchange_id", "transaction_id", "reference"]
    by_account = still_open[wanted].sort_values(["account", "end_date"])
    by_account["account"] = by_account["account"].map(account_name)
    return [
        *_list(_("Committed and payable, exchange by exchange"), by_account),
        *_list(_("Movements of money"), statement.transactions[moved]),
    ]


def _list(title: str, rows: pd.DataFrame) -> list[Flowable]:
    style = styles(PORTRAIT)
    parts: list[Flowable] = [Spacer(0, PORTRAIT.type), Section(title, style["finding"], 1)]
    if rows.empty:
        return [*parts, paragraph(_("None on this day."), style["muted"])]
    if len(rows) > ROWS_MOST:
        said = _(
            "The first {shown} of {total} rows; the workbook holds all.",
            shown=count(ROWS_MOST),
            total=count(len(rows)),
        )
        parts.append(paragraph(said, style["muted"]))
    return [*parts, *table(rows.head(ROWS_MOST), PORTRAIT)]
