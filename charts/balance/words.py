"""What the balance says in words: its finding, its text alternative, its note."""

import pandas as pd

from charts.balance.pairs import overall_reciprocity
from charts.figure import shortened
from charts.matrix.words import Level, none_in_view
from charts.words import MINUS, count, exchanges, share
from languages import gettext as _
from languages import ngettext


def signed(number: int) -> str:
    """A count with its sign: `+3`, `−3`, `0`."""
    return ("+" if number > 0 else MINUS if number < 0 else "") + count(abs(number))


def finding(nodes: pd.DataFrame, pairs: pd.DataFrame, level: Level) -> str:
    """How mutual the exchanges are, and who visits most beyond what it hosts."""
    overall = overall_reciprocity(pairs)
    if overall is None:
        return none_in_view(level)
    said = _reciprocity(
        share(overall.numerator, overall.denominator), int(pairs["is_one_way"].sum()), len(pairs), level
    )
    most = nodes["net"].idxmax()
    if nodes.at[most, "net"] > 0:
        who, net = shortened(nodes.at[most, "name"], 40), signed(int(nodes.at[most, "net"]))
        leader = _("{name} visits most beyond what it hosts ({amount})", name=who, amount=net)
        said = _("{first}; {second}", first=said, second=leader)
    return said


def _reciprocity(overall: str, one_way: int, pairs: int, level: Level) -> str:
    said = {"share": overall, "one_way": count(one_way)}
    if one_way == 1:
        return {
            "country": ngettext(
                "Reciprocity is {share}: {one_way} of {number} pair of countries goes one way only",
                "Reciprocity is {share}: {one_way} of {number} pairs of countries goes one way only",
                pairs,
                **said,
            ),
            "partnership": ngettext(
                "Reciprocity is {share}: {one_way} of {number} pair of partnerships goes one way only",
                "Reciprocity is {share}: {one_way} of {number} pairs of partnerships goes one way only",
                pairs,
                **said,
            ),
            "cluster": ngettext(
                "Reciprocity is {share}: {one_way} of {number} pair of clusters goes one way only",
                "Reciprocity is {share}: {one_way} of {number} pairs of clusters goes one way only",
                pairs,
                **said,
            ),
        }[level]
    return {
        "country": ngettext(
            "Reciprocity is {share}: {one_way} of {number} pair of countries go one way only",
            "Reciprocity is {share}: {one_way} of {number} pairs of countries go one way only",
            pairs,
            **said,
        ),
        "partnership": ngettext(
            "Reciprocity is {share}: {one_way} of {number} pair of partnerships go one way only",
            "Reciprocity is {share}: {one_way} of {number} pairs of partnerships go one way only",
            pairs,
            **said,
        ),
        "cluster": ngettext(
            "Reciprocity is {share}: {one_way} of {number} pair of clusters go one way only",
            "Reciprocity is {share}: {one_way} of {number} pairs of clusters go one way only",
            pairs,
            **said,
        ),
    }[level]


def alt(nodes: pd.DataFrame, pairs: pd.DataFrame, level: Level) -> str:
    """What the figure shows, for those who do not see it."""
    more, less = int((nodes["net"] > 0).sum()), int((nodes["net"] < 0).sum())
    counts = {"number": len(nodes), "more": more, "less": less, "even": len(nodes) - more - less}
    numbers = {name: count(number) for name, number in counts.items()}
    said = {
        "country": _(
            "Bars of visits minus hosted exchanges for {number} countries: {more} visit more than they host, "
            "{less} host more, {even} are even.",
            **numbers,
        ),
        "partnership": _(
            "Bars of visits minus hosted exchanges for {number} partnerships: {more} visit more than they host, "
            "{less} host more, {even} are even.",
            **numbers,
        ),
        "cluster": _(
            "Bars of visits minus hosted exchanges for {number} clusters: {more} visit more than they host, "
            "{less} host more, {even} are even.",
            **numbers,
        ),
    }[level]
    one_way = pairs[pairs["is_one_way"].astype(bool)]
    if len(one_way):
        first = one_way.iloc[0]
        largest = _(
            "The largest pair that goes one way: {start} to {end}, {exchanges}.",
            start=shortened(first["visiting_name"], 40),
            end=shortened(first["host_name"], 40),
            exchanges=exchanges(int(first["exchanges"])),
        )
        return f"{said} {largest}"
    return said


def net_words(visiting: int, hosting: int, net: int) -> str:
    """Both sides of a node and their difference, for a hover text."""
    return _(
        "Visiting {visiting}, hosting {hosting}, net {net}",
        visiting=count(visiting),
        hosting=count(hosting),
        net=signed(net),
    )


def note(level: Level) -> str:
    """How to read the figure."""
    return {
        "country": _(
            "Net is visiting minus hosting and sums to zero. Reciprocity of a pair: 2 min(a, b) / (a + b). "
            "Exchanges inside one country are on both sides and in no pair."
        ),
        "partnership": _(
            "Net is visiting minus hosting and sums to zero. Reciprocity of a pair: 2 min(a, b) / (a + b). "
            "Exchanges inside one partnership are on both sides and in no pair."
        ),
        "cluster": _(
            "Net is visiting minus hosting and sums to zero. Reciprocity of a pair: 2 min(a, b) / (a + b). "
            "Exchanges inside one cluster are on both sides and in no pair."
        ),
    }[level]
