"""A partnership's own spreadsheet, as people keep them: made from the sample's rows of one partnership."""

import csv
import io
from datetime import date
from pathlib import Path

from tests.app.deliveries import Row, rows_of

PARTNERSHIP = "celis"
EXCHANGES = "Échanges CELIS 2022.csv"
TRANSACTIONS = "Zahlungen.csv"
HEADER = {
    "N° échange": "exchange_id",
    "Organisation visiteuse": "visiting_organisation_id",
    "Organisation d'accueil": "host_organisation_id",
    "Partenariat visiteur": "visiting_partnership_id",
    "Partenariat d'accueil": "host_partnership_id",
    "Mode": "mode",
    "Objectif": "purpose",
    "Activité": "activity",
    "Statut": "status",
    "Date de mise en relation": "matched_date",
    "Date d'accord": "agreed_date",
    "Date de début": "start_date",
    "Date de fin": "end_date",
    "Jours ouvrés": "working_days",
    "Date du rapport": "reported_date",
    "Date de validation": "validated_date",
    "Date d'annulation": "cancelled_date",
    "Montant forfaitaire (EUR)": "lump_sum_eur",
    "Remarques": "",
}
SECOND_HEADER = ["(numéro)", "(code)", "(code)", "(code)", "(code)", "(physique ou virtuel)", "", "", "(statut)"]
SECOND_HEADER += ["(jj.mm.aaaa)"] * 4 + ["(jours)"] + ["(jj.mm.aaaa)"] * 3 + ["(euros)", "(libre)"]


def day_first(text: str) -> str:
    """An ISO date as dd.mm.yyyy."""
    return date.fromisoformat(text).strftime("%d.%m.%Y") if text else ""


def comma(text: str) -> str:
    """An amount with a decimal comma and its thousands grouped by points."""
    return f"{float(text):,.2f}".replace(",", "_").replace(".", ",").replace("_", ".") if text else ""


def own_rows(source: Path) -> list[Row]:
    """The partnership's exchanges of the sample."""
    return [row for row in rows_of(source / "exchanges.csv") if row["visiting_partnership_id"] == PARTNERSHIP]


def cells(row: Row, remark: str = "") -> list[str]:
    """A row as the spreadsheet has it."""
    written = []
    for column in HEADER.values():
        text = row.get(column, remark)
        written.append(
            day_first(text) if column.endswith("_date") else comma(text) if column.endswith("_eur") else text
        )
    return written


def exchanges(source: Path, has_errors: bool) -> bytes:
    """The spreadsheet: a title, two header rows, an exchange given twice, totals; with errors, three cells are wrong."""
    rows = own_rows(source)
    table = [cells(row, "été à Besançon" if number == 1 else "") for number, row in enumerate(rows)]
    table[2][HEADER_PLACE["purpose"]] = "growth in new markets"
    table.append(list(table[0]))
    if has_errors:
        table[1][HEADER_PLACE["status"]] = "terminé"
        table[3][HEADER_PLACE["matched_date"]] = "31.02.2021"
        table[4][HEADER_PLACE["host_organisation_id"]] = "O-inconnu"
    total = ["Total"] + [""] * (len(HEADER) - 2)
    total.insert(HEADER_PLACE["lump_sum_eur"], comma(str(sum(float(row["lump_sum_eur"] or 0) for row in rows))))
    lines = [["CELIS: échanges, état au 30.06.2022"] + [""] * (len(HEADER) - 1), [], list(HEADER), SECOND_HEADER]
    return written([*lines, *table, [], total])


def transactions(source: Path) -> bytes:
    """The partnership's movements of money, in German."""
    header = ["Beleg-Nr", "Partnerschaft", "Datum", "Art", "Betrag (EUR)", "Austausch", "Verwendungszweck"]
    rows = [row for row in rows_of(source / "budget_transactions.csv") if row["partnership_id"] == PARTNERSHIP]
    table = [
        [
            row["transaction_id"],
            row["partnership_id"],
            day_first(row["date"]),
            row["kind"],
            comma(row["amount_eur"]),
            row["exchange_id"],
            "Überweisung",
        ]
        for row in rows
    ]
    return written([header, *table, ["Summe", "", "", "", "1,00", "", ""]])


def written(lines: list[list[str]]) -> bytes:
    """Lines as a spreadsheet of western Europe saves them: semicolons, Windows-1252."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(lines)
    return out.getvalue().encode("cp1252")


HEADER_PLACE = {column: place for place, column in enumerate(HEADER.values()) if column}
