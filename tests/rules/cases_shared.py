"""Cases of what several rules share: steps and outliers of a row, waiting texts, spellings."""

from tests.rules.cases import Case
from tests.rules.cases_guards import alone

SHARED: dict[str, list[Case]] = {
    "C18": [
        # Nothing is far from zeros, whatever the targets are.
        alone(0, 0, 0, 0, 5, base=0, targets=("-", 5)),
    ],
    "K02": [
        # Five times a usual step that is small, and one a hair less.
        alone(1.0, 1.1, 1.2, 1.1, 1.6, base=1.1, cells=["L5"], words="ふだんの変化の約 5 倍"),
        alone(1.0, 1.1, 1.2, 1.1, 1.59, base=1.1),
    ],
}
