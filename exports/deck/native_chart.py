"""Native charts: editable in PowerPoint, each with its numbers in a workbook inside the deck."""

from datetime import date, datetime
from io import BytesIO
from math import floor, log10
from typing import Any

import xlsxwriter
from lxml import etree
from pptx.chart.chart import Chart as PptxChart
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Emu, Pt

from charts.figure import ticks
from charts.palette import LIGHT
from exports.deck.colours import colour_xml, solid_xml
from exports.deck.plan import Plan, Series
from exports.deck.spelling import months_of_reader
from exports.drawing.readable import readable
from exports.drawing.type import sans_width

_KINDS = {
    ("bars", False): XL_CHART_TYPE.BAR_CLUSTERED,
    ("bars", True): XL_CHART_TYPE.BAR_STACKED,
    ("columns", False): XL_CHART_TYPE.COLUMN_CLUSTERED,
    ("columns", True): XL_CHART_TYPE.COLUMN_STACKED,
    ("lines", False): XL_CHART_TYPE.LINE,
    ("areas", True): XL_CHART_TYPE.AREA_STACKED,
}
_PATTERNS = {"/": "wdUpDiag", "\\": "wdDnDiag", "x": "diagCross"}
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006/main"
_CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
# Points of type for which a row of bars has room, the largest first.
_LOW = 2_000_000
_TYPE_SIZES = (11, 10, 9)


def add_chart(shapes: Any, plan: Plan, box: tuple[int, int, int, int], name: str, alt: str) -> Any:
    """A native chart in a box of EMU (left, top, width, height), named and with its text alternative."""
    data = CategoryChartData(number_format=plan.number_format)
    data.categories = [_category(category) for category in plan.categories]
    every = (*plan.series, *plan.lines)
    for series in every:
        values = [None if value is None else float(value) for value in series.values]
        data.add_series(readable(series.name), values)
    frame = shapes.add_chart(_KINDS[plan.kind, plan.is_stacked], *(Emu(side) for side in box), data)
    frame.name = readable(name)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", readable(alt))
    chart = frame.chart
    # The library would read names that start with "=" as formulas.
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(plan))
    _style(chart, plan, box)
    return frame


def _category(category: str | date) -> str | date:
    return category if isinstance(category, date) else readable(category)


def _workbook(plan: Plan) -> bytes:
    """The numbers, in the cells to which the chart refers; names are never formulas or links."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as workbook:
        sheet = workbook.add_worksheet()
        number = workbook.add_format({"num_format": plan.number_format})
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        for row, category in enumerate(plan.categories, start=1):
            if isinstance(category, date):
                sheet.write_datetime(row, 0, datetime(category.year, category.month, category.day), day)
            else:
                sheet.write_string(row, 0, readable(category))
        for column, series in enumerate((*plan.series, *plan.lines), start=1):
            sheet.write_string(0, column, readable(series.name))
            for row, value in enumerate(series.values, start=1):
                if value is not None:
                    sheet.write_number(row, column, value, number)
        sheet.set_column(0, 0, 28)
    return file.getvalue()


def _style(chart: PptxChart, plan: Plan, box: tuple[int, int, int, int]) -> None:
    size = _type_size(plan, box)
    chart.font.size = Pt(size)
    chart.font.color.rgb = _rgb(LIGHT.muted_text)
    # Where there is little room, the legend of a line says what its title would.
    is_low = box[3] < _LOW and plan.kind == "lines"
    chart.has_title = bool(plan.title) and not is_low
    if chart.has_title:
        chart.chart_title.include_in_layout = False
        frame = chart.chart_title.text_frame
        frame.text = readable(plan.title)
        frame.paragraphs[0].runs[0].font.size = Pt(10)
        frame.paragraphs[0].runs[0].font.bold = False
        frame.paragraphs[0].runs[0].font.color.rgb = _rgb(LIGHT.muted_text)
    every = (*plan.series, *plan.lines)
    chart.has_legend = len(every) > 1
    if chart.has_legend:
        chart.legend.position = XL_LEGEND_POSITION.TOP
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(max(size, 9))
    _axes(chart, plan, size, box[2] / 12_700)
    plot = chart.plots[0]
    if plan.kind in ("bars", "columns"):
        plot.gap_width = 45
        plot.overlap = 100 if plan.is_stacked else -5
    for series, look in zip(plot.series, every, strict=True):
        _paint(series._element, look, plan.kind)
    if plan.has_values:
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.number_format, labels.number_format_is_linked = plan.number_format, False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size = Pt(size)
        labels.font.color.rgb = _rgb(LIGHT.text)
    if plan.lines:
        _lines_over(chart, len(plan.series), plan.lines)
    # The library's ids of axes may be below zero, which the schema does not allow.
    for held in chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        held.set("val", str(int(held.get("val")) & 0x7FFFFFFF))


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour.removeprefix("#").upper())


def _type_size(plan: Plan, box: tuple[int, int, int, int]) -> int:
    """The largest type at which each bar has a line of its own."""
    if plan.kind != "bars":
        return 10 if box[3] > _LOW else 9
    # A legend and the numbers of the axis, or the numbers alone.
    around = 40 if len(plan.series) + len(plan.lines) > 1 or plan.title else 28
    row = (box[3] / 12_700 - around) / max(len(plan.categories), 1)
    size = next((size for size in _TYPE_SIZES if size * 1.2 <= row), _TYPE_SIZES[-1])
    # Names that take more than a quarter of the chart are broken into lines, for which rows have no room.
    while size > _TYPE_SIZES[-1] and max(sans_width(str(name), size) for name in plan.categories) > box[2] / 12_700 / 4:
        size -= 1
    return size


def _axes(chart: PptxChart, plan: Plan, size: int, width: float) -> None:
    """Names and values; `width` of the chart in points."""
    names, values = chart.category_axis, chart.value_axis
    names.format.line.color.rgb = _rgb(LIGHT.grey)
    names.has_major_gridlines = False
    names.tick_labels.font.size = Pt(size)
    names.tick_labels.font.color.rgb = _rgb(LIGHT.text if plan.kind == "bars" else LIGHT.muted_text)
    # Below zero the names stay at the edge, not in the bars.
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    for axis in (names, values):
        for kind in ("majorTickMark", "minorTickMark"):
            mark = axis._element.find(qn(f"c:{kind}"))
            if mark is not None:
                mark.set("val", "none")
    if plan.kind == "bars":
        # As on the screen: the first name on top, the values below.
        names.reverse_order = True
        values._element.find(qn("c:crosses")).set("val", "max")
    if isinstance(plan.categories[0], date):
        _days(names, plan, width)
    else:
        skip = etree.SubElement(names._element, qn("c:tickLblSkip"))
        skip.set("val", "1")
        _in_order(names._element, skip)
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = _rgb(LIGHT.grid)
    values.format.line.fill.background()
    values.tick_labels.font.size = Pt(size)
    for axis in (names, values):
        upright = axis._element.find(f"{qn('c:txPr')}/{qn('a:bodyPr')}")
        upright.set("rot", "0")
        upright.set("vert", "horz")
    values.tick_labels.number_format, values.tick_labels.number_format_is_linked = plan.number_format, False
    highest = max((float(v) for one in (*plan.series, *plan.lines) for v in one.values if v is not None), default=0.0)
    above, below = _reach(plan, 1), _reach(plan, -1)
    if below and plan.kind == "columns":
        # On both sides of zero LibreOffice would take the ends of the axis from one side alone.
        step = max(ticks(max(above, below))[1:2], default=1)
        values.major_unit = step
        values.maximum_scale, values.minimum_scale = -(-above // step) * step, -(-below // step) * -step
    if plan.kind == "bars" and above and not below:
        values.major_unit = _step(above, sans_width(f"€ {above:,.0f}", size) * 1.15 + 14, width)
    if highest <= 0 and all(float(v) >= 0 for one in plan.series for v in one.values if v is not None):
        values.minimum_scale, values.maximum_scale = 0, 1
    if plan.number_format in ("#,##0", "#,##0;#,##0") and highest < 5:
        # Counts are whole; so are their ticks.
        values.major_unit = 1


def _step(above: float, label: float, width: float) -> float:
    """The round step at which the numbers of an axis stand side by side, on the part of a chart that its bars have."""
    most = max(width * 0.6 / label, 2)
    power = 10.0 ** floor(log10(above / most))
    return max(next(factor * power for factor in (1, 2, 5, 10) if above / (factor * power) <= most), 1)


def _reach(plan: Plan, side: int) -> float:
    """How far bars reach above zero, or with side -1 below it; stacked ones together."""
    held = [[max(float(value or 0) * side, 0.0) for value in one.values] for one in plan.series]
    together = sum if plan.is_stacked else max
    return max((together(at) for at in zip(*held, strict=True)), default=0.0)


def _days(axis: Any, plan: Plan, width: float) -> None:
    """As many months or days as have room side by side, in the format of an axis."""
    days = [day for day in plan.categories if isinstance(day, date)]
    are_months = all(day.day == 1 for day in days)
    labels = axis.tick_labels
    written = "mmm yy" if are_months else "d mmm yy"
    labels.number_format, labels.number_format_is_linked = f"{months_of_reader()}{written}", False
    span = (days[-1] - days[0]).days / (30.4 if are_months else 1) + 1
    least = span / max((width - 50) / (52 if are_months else 62), 1)
    steps = (1, 2, 3, 6, 12, 24, 60, 120) if are_months else (1, 2, 7, 14, 28, 56, 112, 365)
    step = next((one for one in steps if one >= least), steps[-1])
    element = axis._element
    for name in ("baseTimeUnit", "majorUnit", "majorTimeUnit", "minorUnit", "minorTimeUnit"):
        for held in element.findall(qn(f"c:{name}")):
            element.remove(held)
    unit = "months" if are_months else "days"
    for name, value in (("baseTimeUnit", unit), ("majorUnit", str(step)), ("majorTimeUnit", unit)):
        etree.SubElement(element, qn(f"c:{name}")).set("val", value)


def _in_order(axis: Any, skip: Any) -> None:
    """Put the tick skip where the schema wants it: before noMultiLvlLbl."""
    after = axis.find(qn("c:noMultiLvlLbl"))
    if after is not None:
        after.addprevious(skip)


def _paint(series: Any, look: Series, kind: str) -> None:
    """Fill or line of a series, and of single points where they differ."""
    for held in series.findall(qn("c:spPr")):
        series.remove(held)
    common = max(look.colours, key=look.colours.count)
    properties = parse_xml(_properties(look, common, kind))
    series.find(qn("c:tx")).addnext(properties)
    if kind == "lines" and sum(value is not None for value in look.values) == 1:
        # A line through one point would not be seen.
        for held in series.findall(qn("c:marker")):
            series.remove(held)
        dot = f'<c:marker xmlns:c="{_CHART}" xmlns:a="{_DRAWN}"><c:symbol val="circle"/><c:size val="8"/><c:spPr>'
        properties.addnext(parse_xml(f"{dot}{solid_xml(common)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>"))
    if kind not in ("bars", "columns"):
        return
    for held in series.findall(qn("c:invertIfNegative")):
        series.remove(held)
    # Without it PowerPoint draws bars below zero in white.
    before = parse_xml(f'<c:invertIfNegative xmlns:c="{_CHART}" val="0"/>')
    properties.addnext(before)
    if len(look.colours) == 1:
        return
    for at, colour in enumerate(look.colours):
        if colour == common:
            continue
        point = parse_xml(
            f'<c:dPt xmlns:c="{_CHART}" xmlns:a="{_DRAWN}"><c:idx val="{at}"/><c:invertIfNegative val="0"/>'
            f'<c:bubble3D val="0"/>{_properties(look, colour, kind)}</c:dPt>'
        )
        before.addnext(point)
        before = point


def _properties(look: Series, colour: str, kind: str) -> str:
    head = f'<c:spPr xmlns:c="{_CHART}" xmlns:a="{_DRAWN}">'
    if kind == "lines":
        dash = '<a:prstDash val="dash"/>' if look.is_dashed else ""
        width = 19_050 if look.is_dashed else 31_750
        return f'{head}<a:ln w="{width}" cap="rnd">{solid_xml(colour)}{dash}<a:round/></a:ln></c:spPr>'
    if look.is_outline:
        return f'{head}{solid_xml(LIGHT.ground)}<a:ln w="15875">{solid_xml(colour)}</a:ln></c:spPr>'
    if look.hatch:
        fill = (
            f'<a:pattFill prst="{_PATTERNS.get(look.hatch, "wdUpDiag")}"><a:fgClr>{colour_xml(LIGHT.ground)}</a:fgClr>'
            f"<a:bgClr>{colour_xml(colour)}</a:bgClr></a:pattFill>"
        )
        return f"{head}{fill}<a:ln><a:noFill/></a:ln></c:spPr>"
    return f"{head}{solid_xml(colour)}<a:ln><a:noFill/></a:ln></c:spPr>"


def _lines_over(chart: PptxChart, first: int, looks: tuple[Series, ...]) -> None:
    """Move the series from `first` on out of the columns or areas into lines on the same axes."""
    plot = chart.plots[0]._element
    moved = plot.findall(qn("c:ser"))[first:]
    lines = parse_xml(
        f'<c:lineChart xmlns:c="{_CHART}"><c:grouping val="standard"/><c:varyColors val="0"/></c:lineChart>'
    )
    for series, look in zip(moved, looks, strict=True):
        plot.remove(series)
        for unknown in ("c:invertIfNegative", "c:pictureOptions", "c:spPr"):
            for held in series.findall(qn(unknown)):
                series.remove(held)
        series.find(qn("c:tx")).addnext(parse_xml(_properties(look, look.colours[0], "lines")))
        series.find(qn("c:spPr")).addnext(parse_xml(f'<c:marker xmlns:c="{_CHART}"><c:symbol val="none"/></c:marker>'))
        series.append(parse_xml(f'<c:smooth xmlns:c="{_CHART}" val="0"/>'))
        lines.append(series)
    lines.append(parse_xml(f'<c:marker xmlns:c="{_CHART}" val="1"/>'))
    for axis in plot.findall(qn("c:axId")):
        lines.append(parse_xml(f'<c:axId xmlns:c="{_CHART}" val="{axis.get("val")}"/>'))
    plot.addnext(lines)
