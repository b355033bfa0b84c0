"""Whole numbers in given proportions."""

from collections.abc import Sequence


def quotas(weights: Sequence[float], total: int) -> list[int]:
    """Whole numbers that sum to `total`, in proportion to `weights` (largest remainder; ties go to the earlier).

    Raises ValueError where a weight is negative or all are zero.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError("weights must not be negative and must not all be zero")
    exact = [weight * total / whole for weight in weights]
    counts = [int(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda i: (counts[i] - exact[i], i))
    for i in order[: total - sum(counts)]:
        counts[i] += 1
    return counts
