"""What keeps a closed deal closed: rooms further right say so (a formal contract does)."""

from collections.abc import Callable

from opportunities.models import Opportunity

Obstacle = Callable[[Opportunity], str | None]
_obstacles: list[Obstacle] = []


def hinders(obstacle: Obstacle) -> Obstacle:
    """Register a function that answers, in words, why a deal may not be reopened, or None."""
    _obstacles.append(obstacle)
    return obstacle


def obstacles(deal: Opportunity) -> list[str]:
    return [str(reason) for obstacle in _obstacles if (reason := obstacle(deal))]
