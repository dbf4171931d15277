"""When who is reminded of an instalment 逾期提醒 (spec 07). Steps are days from the due date."""

FIRST_STEPS = (-7, 0, 1, 7, 15, 30)
EVERY = 30
MANAGER_FROM, FINANCE_FROM = 7, 15


def steps_reached(due_on, today):
    """The steps whose day has come, in order: −7, 0, 1, 7, 15, 30, 60, 90 …"""
    if due_on is None:
        return []
    days = (today - due_on).days
    later = range(FIRST_STEPS[-1] + EVERY, days + 1, EVERY)
    return [step for step in FIRST_STEPS if step <= days] + list(later)


def due_step(due_on, today, handled=()):
    """(step to send or None, earlier steps to mark skipped); `handled` were sent or skipped.

    After an outage, an import or a late plan only the latest step is sent, and never twice.
    """
    reached = steps_reached(due_on, today)
    open_steps = [step for step in reached if step not in set(handled)]
    if not open_steps or open_steps[-1] != reached[-1]:
        return None, open_steps
    return open_steps[-1], open_steps[:-1]


def audience(step):
    """Who is told: the owner always, the manager from day 7, finance from day 15."""
    told = ["owner"]
    if step >= MANAGER_FROM:
        told.append("manager")
    if step >= FINANCE_FROM:
        told.append("finance")
    return told
