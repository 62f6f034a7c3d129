"""What all orders share."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Protocol

from kumareport.desk.outcome import WorkResult
from kumareport.output import Written

if TYPE_CHECKING:
    from kumareport.pipeline.progress import Count, Progress


class Order(Protocol):
    """Something to be done; it travels to a process of its own, so that it can be stopped there."""

    @property
    def title(self) -> str:
        """What it is called on the pages."""
        ...

    def run(self, tell: "Progress") -> WorkResult:
        """Do it.

        Args:
            tell: told each step in Japanese.

        Raises:
            KumareportError: it cannot go on.
        """
        ...


def counted(tell: "Progress", what: str) -> "Count":
    """Tells a count as a step: 照会票を作っています（3／20）企画課."""

    def count(done: int, total: int, item: str) -> None:
        tell(f"{what}（{done}／{total}）{item}")

    return count


def written_lines(*written: Written) -> Iterator[str]:
    """Why a result has another name than was wanted."""
    for one in written:
        if one.why is not None:
            yield (
                f"「{one.wanted.name}」は{one.why}ので、そのまま残し、"
                f"「{one.path.name}」という名前で作りました。"
            )
