"""One line a step, one line when something is in the way."""

import sys


class Refused(Exception):
    """Fairway cannot go on; the text is one line that says why and what to do."""


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def step(line: str) -> None:
    say(f"* {line}")


def stop_with(error: Exception) -> int:
    sys.stdout.flush()
    sys.stderr.write(f"Fairway: {error}\n")
    return 1
