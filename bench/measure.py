"""One screen: three rounds through the real server, the best of them kept."""

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass

from bench.browser import Ask, Browser
from bench.cpu import Meter, Spent

WARM_UP = 10
LOOP = 1_000_000


@dataclass(frozen=True)
class Result:
    """Milliseconds; `floor` is CPU of the plain SQL of the same rows, None where there is none,
    `loop` what the fixed loop took around the round that counts."""

    name: str
    statements: int | None
    server: float
    database: float
    p50: float
    p95: float
    floor: float | None = None
    loop: float | None = None

    @property
    def cpu(self) -> float:
        return self.server + self.database

    def as_json(self) -> dict:
        return asdict(self) | {
            "cpu": self.cpu,
            "ratio": self.cpu / self.floor if self.floor else None,
        }


def reference() -> float:
    """CPU milliseconds of a fixed loop: shared cores give less, and all figures follow it."""
    began = time.process_time()
    sum(range(LOOP))
    return (time.process_time() - began) * 1000


@dataclass(frozen=True)
class Round:
    spent: Spent  # a call
    took: list[float]  # milliseconds of each call
    loop: float


def rounds(send: Callable[[int], float], meter: Meter, requests: int) -> Round:
    """The one that cost least."""
    for number in range(min(WARM_UP, requests)):
        send(number)
    return min(
        (_round(send, meter, requests) for _number in range(meter.rounds)),
        key=lambda one: one.spent.both,
    )


def _round(send: Callable[[int], float], meter: Meter, requests: int) -> Round:
    loop, before = reference(), meter.read()
    took = [send(number) for number in range(requests)]
    return Round(meter.read().since(before, requests), took, (loop + reference()) / 2)


def by_browser(port: int, key: str, ask: Callable[[int], Ask]) -> Callable[[int], float]:
    browser = Browser(port, key)
    return lambda number: browser.send(ask(number))[0]


def result(name: str, best: Round, **more) -> Result:
    ranked = sorted(best.took)
    p95 = ranked[min(len(ranked) - 1, int(len(ranked) * 0.95))]
    return Result(
        name, more.pop("statements", None), best.spent.server, best.spent.database,
        statistics.median(ranked), p95, loop=best.loop, **more,
    )  # fmt: skip
