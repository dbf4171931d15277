"""Every verb that is recorded or told has a sentence, and every sentence can be read."""

import ast
import re

from activities.notices import told_verbs
from activities.sentences import _sentences, declared
from tests.house.source import modules, short, tree

RECORDERS = {"record_event": 0, "record_events": 0, "notify": 1}
HOLDER = re.compile(r"%\((\w+)\)")


def recorded():
    """(verb, place) of each call of a recorder with a literal verb, and its keyword names."""
    for path in modules():
        for node in ast.walk(tree(path)):
            name = isinstance(node, ast.Call) and getattr(node.func, "id", "")
            if name in RECORDERS and len(node.args) > RECORDERS[name]:
                where = f"{short(path)}:{node.lineno}"
                for verb in literals(node.args[RECORDERS[name]]):
                    yield verb, where, node


def literals(node) -> list[str]:
    """The texts that an expression can be: a literal, or both ends of a condition."""
    if isinstance(node, ast.Constant):
        return [node.value]
    if isinstance(node, ast.IfExp):
        return literals(node.body) + literals(node.orelse)
    return []


def test_every_recorded_verb_has_a_sentence(db):
    silent = {f"{verb} at {where}" for verb, where, _node in recorded() if verb not in declared()}
    assert silent == set()
    assert len(list(recorded())) > 20


def test_every_kind_of_news_can_be_switched_off(db):
    """Whoever is told of a verb finds its kind among his choices, and no kind is for nothing."""
    told = {verb for verb, _where, node in recorded() if node.func.id == "notify"}
    written_at_run_time = {"instalment.", "opportunity.stale_", "receipt.", "approval."}
    assert told <= told_verbs()
    assert all(verb in told or verb.startswith(tuple(written_at_run_time)) for verb in told_verbs())


def test_what_a_sentence_names_is_recorded_with_it(db):
    """A placeholder that no call gives would read as a dash for ever."""
    missing = []
    for verb, where, node in recorded():
        given = {word.arg for word in node.keywords}
        if None in given:  # **data: its keys are not to be seen here
            continue
        named = set(HOLDER.findall(str(_sentences[verb].text))) if verb in _sentences else set()
        missing += [f"{verb} at {where}: {name}" for name in named - given]
    assert missing == []
