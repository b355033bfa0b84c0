"""Random deliveries whose dates fit their status and the as-of date, as the build lets them pass."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from tests.models import inputs

CENTS = st.integers(0, 200_000).map(lambda cents: Decimal(cents) / 100)
STEPS = ("matched", "agreed", "ongoing", "completed", "reported", "validated", "paid")
DATES = ("matched_date", "agreed_date", "start_date", "end_date", "reported_date", "validated_date", "paid_date")


@st.composite
def deliveries(draw: st.DrawFn) -> tuple[list[inputs.Row], list[inputs.Row]]:
    """Exchanges whose dates fit their status and the as-of date, and the transactions that belong to them."""
    exchanges: list[inputs.Row] = []
    transactions: list[inputs.Row] = []

    def book(partnership: str, day: date, kind: str, amount: Decimal, exchange_id: str | None = None) -> None:
        row = {
            "partnership_id": partnership,
            "date": day,
            "kind": kind,
            "amount_eur": amount,
            "exchange_id": exchange_id,
        }
        transactions.append({"transaction_id": f"t{len(transactions)}", **row})

    earliest = inputs.AS_OF - timedelta(days=400)
    some_day = st.integers(0, 400).map(lambda days: earliest + timedelta(days=days))
    for partnership in ("north", "south"):
        # a first allocation and its amendments
        for amount in draw(st.lists(CENTS, max_size=3)):
            book(partnership, draw(some_day), "allocation", amount)
    for amount in draw(st.lists(CENTS, max_size=3)):
        giver, taker = draw(st.permutations(("north", "south")))
        day = draw(some_day)
        book(giver, day, "transfer", -amount)
        book(taker, day, "transfer", amount)
    for number in range(draw(st.integers(0, 12))):
        exchange_id, partnership = f"x{number}", draw(st.sampled_from(("north", "south")))
        gaps = draw(st.lists(st.integers(0, 45), min_size=7, max_size=7))
        days = [earliest + timedelta(days=sum(gaps[: i + 1])) for i in range(7)]
        done = draw(st.integers(0, 6))
        cancelled = draw(st.booleans()) and done < 6
        values = dict(zip(DATES[: done + 1], days[: done + 1], strict=True))
        paid = values.pop("paid_date", None)
        lump_sum = draw(st.none() | CENTS)
        status = "cancelled" if cancelled else STEPS[done]
        if cancelled:
            values["cancelled_date"] = days[done] + timedelta(days=draw(st.integers(0, 30)))
            if draw(st.booleans()):  # nothing asks a cancelled exchange for the dates on the way
                values.pop(draw(st.sampled_from(DATES[1:])), None)
        exchanges.append(inputs.exchange(exchange_id, partnership, status=status, lump_sum_eur=lump_sum, **values))
        if paid:
            # Paid before the validation, or even the agreement, is a warning of the build at most.
            paid = min(paid, draw(st.sampled_from((paid, paid, days[1], days[3]))))
            # A payment that is not the lump sum is a warning of the build, and so reaches the models.
            amount = draw(CENTS) if lump_sum is None or draw(st.booleans()) else lump_sum
            book(partnership, paid, "payment", amount, exchange_id)
            if draw(st.booleans()):
                book(
                    partnership,
                    min(paid + timedelta(days=draw(st.integers(0, 60))), inputs.AS_OF),
                    "recovery",
                    draw(CENTS),
                    draw(st.sampled_from((exchange_id, None))),
                )
    return exchanges, transactions
