"""Allocations and transfers, sized by what each partnership has used of its money on the as-of date."""

import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
ALLOCATION_DATES = ("2020-03-09", "2020-03-12", "2020-03-16", "2020-03-20", "2020-03-25")
TRANSFER_DATE = "2021-11-15"


@dataclass(frozen=True)
class Use:
    """What a partnership has paid, and used in all (committed, payable and paid), in EUR."""

    partnership_id: str
    paid_eur: Decimal
    used_eur: Decimal
    is_placeholder: bool


@dataclass(frozen=True)
class Grant:
    """An allocation or one side of a transfer."""

    partnership_id: str
    date: str
    kind: str
    amount_eur: Decimal
    reference: str


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def grants(uses: list[Use], seed: int) -> list[Grant]:
    """One allocation per partnership, and one transfer that takes from one partnership what it gives to another.

    Allocation plus transfers come to what makes the paid share 58 to 80 per cent for most. The partnership that used
    most is nearly exhausted (98.5 per cent used), and one, a placeholder where there is one, has used 28 per cent; the
    transfer goes from the latter to the former. No position is below zero.
    """
    rng = random.Random(seed + 1)
    most = max(uses, key=lambda use: (use.used_eur, use.partnership_id))
    others = [use for use in uses if use is not most]
    least = min(others, key=lambda use: (not use.is_placeholder, use.used_eur, use.partnership_id))
    moved = _cents(most.used_eur * Decimal(rng.randrange(400, 900)) / 10_000)
    result = []
    for use in uses:
        share = Decimal(rng.randrange(5_800, 8_000)) / 10_000
        date = rng.choice(ALLOCATION_DATES)
        if use is most:
            total = _cents(use.used_eur / Decimal("0.985"))
        elif use is least:
            total = _cents(use.used_eur / Decimal("0.28"))
        else:
            total = _cents(max(use.paid_eur / share, use.used_eur / Decimal("0.93")))
        received = moved if use is most else -moved if use is least else Decimal(0)
        reference = f"Allocation {use.partnership_id}"
        result.append(Grant(use.partnership_id, date, "allocation", total - received, reference))
    reference = f"Transfer {least.partnership_id} to {most.partnership_id}"
    result.append(Grant(least.partnership_id, TRANSFER_DATE, "transfer", -moved, reference))
    result.append(Grant(most.partnership_id, TRANSFER_DATE, "transfer", moved, reference))
    return result
