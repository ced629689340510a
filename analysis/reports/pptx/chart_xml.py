"""The parts that native charts are made of, in the order of the schema (ISO 29500, DrawingML charts)."""

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from analysis.reports.pptx.colours import FAINT, GROUND, HAIRLINE, MUTED, TEXT, fill, line
from analysis.reports.pptx.data_sheet import Column, DataSheet
from analysis.reports.readable import readable

#: Ids of the two axes; validators want them positive.
CATEGORY_AXIS, VALUE_AXIS = 111_111_111, 222_222_222

#: Longer names do not fit below a bar or into a legend.
_LONGEST_NAME = 32

TEXT_SIZE = 12.0
SMALL_SIZE = 11.0

_NAMESPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_NO_LABEL_PARTS = (
    '<c:showLegendKey val="0"/><c:showVal val="{value}"/><c:showCatName val="0"/>'
    '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: where it stands ("b" or "l"), its title, and for numbers its bounds and steps."""

    identity: int
    crosses: int
    position: str
    title: str = ""
    low: float | None = None
    high: float | None = None
    step: float | None = None
    number_format: str = "General"
    gridlines: bool = False
    reverse: bool = False
    crosses_at: str = "autoZero"
    between: str = "between"


def short_name(text: str) -> str:
    """A name as an axis or a legend has room for it; the table beside the figure has the whole.

    >>> short_name("an ordinary name"), len(short_name("x" * 200))
    ('an ordinary name', 32)
    """
    told = readable(text)
    return told if len(told) <= _LONGEST_NAME else f"{told[: _LONGEST_NAME - 1].rstrip()}…"


def text_properties(size: float, colour: str = TEXT, *, bold: bool = False, tag: str = "c:txPr") -> str:
    """How the texts of a chart's part look."""
    return (
        f'<{tag}><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{round(size * 100)}" b="{int(bold)}">'
        f'{fill(colour)}</a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></{tag}>'
    )


def chart_space(plot: str, *, legend: bool) -> str:
    """The whole chart around a plot area's content; the legend stands below."""
    below = (
        f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{text_properties(TEXT_SIZE)}</c:legend>'
        if legend
        else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/><c:roundedCorners val="0"/><c:chart>'
        f'<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>{plot}</c:plotArea>{below}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{text_properties(TEXT_SIZE)}</c:chartSpace>"
    )


def axis(kind: str, about: Axis) -> str:
    """An axis: `kind` is "c:catAx" or "c:valAx"."""
    step = f'<c:majorUnit val="{about.step:g}"/>' if about.step else ""
    only = (
        '<c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="50"/><c:noMultiLvlLbl val="0"/>'
        if kind == "c:catAx"
        else f'<c:crossBetween val="{about.between}"/>{step}'
    )
    return (
        f'<{kind}><c:axId val="{about.identity}"/>{_scaling(about)}<c:delete val="0"/>'
        f'<c:axPos val="{about.position}"/>{_grid(about)}{_axis_title(about)}'
        f'<c:numFmt formatCode="{escape(about.number_format)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr>{line(FAINT, 1)}</c:spPr>{text_properties(TEXT_SIZE)}"
        f'<c:crossAx val="{about.crosses}"/><c:crosses val="{about.crosses_at}"/>{only}</{kind}>'
    )


def _scaling(about: Axis) -> str:
    bounds = {"max": about.high, "min": about.low}
    told = "".join(f'<c:{name} val="{value:g}"/>' for name, value in bounds.items() if value is not None)
    return f'<c:scaling><c:orientation val="{"maxMin" if about.reverse else "minMax"}"/>{told}</c:scaling>'


def _grid(about: Axis) -> str:
    if not about.gridlines:
        return ""
    return f"<c:majorGridlines><c:spPr>{line(HAIRLINE, 0.75)}</c:spPr></c:majorGridlines>"


def _axis_title(about: Axis) -> str:
    if not about.title:
        return ""
    turned = ' rot="-5400000" vert="horz"' if about.position == "l" else ""
    words = (
        f'<a:r><a:rPr lang="en-US" sz="{round(TEXT_SIZE * 100)}" b="0">{fill(MUTED)}</a:rPr>'
        f"<a:t>{escape(readable(about.title))}</a:t></a:r>"
    )
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr{turned}/><a:lstStyle/><a:p>{words}</a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def whiskers(
    sheet: DataSheet,
    name: str,
    values: Sequence[float | None],
    ends: Sequence[tuple[float | None, float | None]],
    *,
    colour: str,
    vertical: bool | None = None,
) -> str:
    """Error bars from a value to its own lower and upper end; the ends stand in the sheet too.

    `vertical` says their direction where the chart has two numeric axes, None where it has one.
    """
    lows, highs = (tuple(end[side] for end in ends) for side in (0, 1))
    if not any(low is not None for low in lows):
        return ""
    sheet.add(f"{name}: 95% CI low", lows)
    sheet.add(f"{name}: 95% CI high", highs)
    up = sheet.add(
        f"{name}: up to the high end", [_apart(v, high) for v, high in zip(values, highs, strict=True)]
    )
    down = sheet.add(
        f"{name}: down to the low end", [_apart(low, v) for v, low in zip(values, lows, strict=True)]
    )
    direction = "" if vertical is None else f'<c:errDir val="{"y" if vertical else "x"}"/>'
    return (
        f'<c:errBars>{direction}<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        f"<c:plus>{up.numbers()}</c:plus><c:minus>{down.numbers()}</c:minus>"
        f"<c:spPr>{line(colour, 1.5)}</c:spPr></c:errBars>"
    )


def _apart(low: float | None, high: float | None) -> float | None:
    return None if low is None or high is None else max(high - low, 0.0)


def own_label(at: int, text: str, position: str, colour: str, ground: str = "") -> str:
    """The label of one point with a text of its own; a ground keeps a whisker behind it from crossing it."""
    paragraphs = "".join(
        f'<a:p><a:r><a:rPr lang="en-US" sz="{round(SMALL_SIZE * 100)}" b="1">{fill(colour)}</a:rPr>'
        f"<a:t>{escape(part)}</a:t></a:r></a:p>"
        for part in readable(text).split("\n")
    )
    return (
        f'<c:dLbl><c:idx val="{at}"/><c:tx><c:rich><a:bodyPr/><a:lstStyle/>{paragraphs}</c:rich></c:tx>'
        f"{f'<c:spPr>{fill(ground)}</c:spPr>' if ground else ''}"
        f'<c:dLblPos val="{position}"/>{_NO_LABEL_PARTS.format(value=1)}</c:dLbl>'
    )


def labels(own: str) -> str:
    """A series' labels: those of its points, and none for the others."""
    return f"<c:dLbls>{own}{_NO_LABEL_PARTS.format(value=0)}</c:dLbls>" if own else ""


def value_labels(colour: str, *, number_format: str) -> str:
    """Every point labelled with its value, in its middle."""
    return (
        f'<c:dLbls><c:numFmt formatCode="{escape(number_format)}" sourceLinked="0"/>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{text_properties(TEXT_SIZE, colour, bold=True)}"
        f'<c:dLblPos val="ctr"/>{_NO_LABEL_PARTS.format(value=1)}</c:dLbls>'
    )


def hollow(at: int, outline: str) -> str:
    """One bar as an outline: a small group."""
    return (
        f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{fill(GROUND)}{line(outline, 2)}</c:spPr></c:dPt>"
    )


def bar_series(
    place: int,
    values: Column,
    categories: Column,
    *,
    look: str,
    points: str = "",
    labelled: str = "",
    errors: str = "",
) -> str:
    """One series of bars."""
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/>{values.name()}<c:spPr>{look}</c:spPr>'
        f'<c:invertIfNegative val="0"/>{points}{labelled}{errors}'
        f"<c:cat>{categories.texts()}</c:cat><c:val>{values.numbers()}</c:val></c:ser>"
    )
