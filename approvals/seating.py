"""One person, one step (spec 06): can every step of a round still be decided by somebody else?"""

from collections.abc import Collection, Sequence


def unfilled(steps: Sequence[Collection[int]]) -> int | None:
    """The index of a step that stays empty when nobody takes two; None if all can be filled.

    `steps` holds the ids of the people who may decide each step. Augmenting paths: whoever sits
    on a wanted seat moves to another one of his if there is one.
    """
    taken: dict[int, int] = {}

    def seat(step: int, asked: set[int]) -> bool:
        for person in steps[step]:
            if person not in asked:
                asked.add(person)
                if person not in taken or seat(taken[person], asked):
                    taken[person] = step
                    return True
        return False

    return next((step for step in range(len(steps)) if not seat(step, set())), None)
