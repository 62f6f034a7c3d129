"""The number formats of a chart."""

from kumareport.office.charts.chart_data import ChartData


def number_format(decimals: int, minus: str = "▲") -> str:
    """The format code with grouped digits, so many decimals and a sign for what is below zero."""
    digits = _digits(decimals)
    return f"{digits};{_quoted(minus)}{digits}"


def _digits(decimals: int) -> str:
    return "#,##0" + ("." + "0" * decimals if decimals else "")


def _quoted(text: str) -> str:
    return f'"{text.replace(chr(34), "")}"' if text else ""


def axis_format(data: ChartData) -> str:
    """The format code of the value axis, with the unit at one tick: the highest, or 0 on an axis
    that goes below it."""
    exponent = data.axis.step.normalize().as_tuple().exponent
    digits = _digits(max(0, -exponent) if isinstance(exponent, int) else 0)
    if data.axis.low >= 0:
        return f"[>={data.axis.high:f}]{digits}{_quoted(data.unit)};{digits}"
    if data.axis.high >= 0:
        return f"{digits};{_quoted(data.minus)}{digits};{digits}{_quoted(data.unit)}"
    return f"{digits};{_quoted(data.minus)}{digits}{_quoted(data.unit)}"
