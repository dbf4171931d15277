"""The shape of the code: small files, one writer, imports to the left (DESIGN.md 3 and 4)."""

import ast
import inspect
import tomllib
from importlib import import_module

import pytest

from tests.house.source import APPS, ROOT, functions, modules, short, tree

FILE_LINES, FUNCTION_LINES = 250, 40
BANNED_NAMES = {"utils", "helpers", "services", "managers", "misc", "common"}
# Modules that only read: they hand clean input to an action, or build querysets and tables.
READERS = {"views", "api", "forms", "tables", "filters", "querysets", "permissions", "urls", "menu"}
WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "aget_or_create",
    "record_event",
}
# A dict's or a form's own update, and the actions packages' functions of these names.
HARMLESS = {"actions", "data", "context", "fields", "headers", "values", "params", "extra"}


def actions_modules():
    return [path for path in modules() if "actions" in path.parts or path.name == "actions.py"]


def test_files_stay_short():
    long = {short(p): n for p in modules() if (n := len(p.read_text().splitlines())) > FILE_LINES}
    # Settings are one list of facts, read from top to bottom.
    assert long.keys() <= {"crm/settings.py"}, long


def test_functions_stay_short():
    long = [
        f"{short(path)}:{function.lineno} {function.name}"
        for path in modules()
        for function in functions(path)
        if function.end_lineno - function.lineno + 1 > FUNCTION_LINES
    ]
    assert long == []


def test_no_module_is_named_after_nothing():
    assert [short(path) for path in modules() if path.stem in BANNED_NAMES] == []


@pytest.mark.parametrize(
    "path",
    [p for p in modules() if READERS & {p.stem, *p.relative_to(ROOT).parts}],
    ids=short,
)
def test_what_reads_does_not_write(path):
    assert list(written_in(path)) == []


def written_in(path):
    for node in ast.walk(tree(path)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr in WRITES and root_of(node.func.value) not in HARMLESS:
            yield f"{short(path)}:{node.lineno} .{node.func.attr}()"


def root_of(node) -> str:
    """`actions` of actions.create_lead(…), `context` of self.context.update(…)."""
    if isinstance(node, ast.Attribute):
        return node.attr if node.attr in HARMLESS else root_of(node.value)
    return node.id if isinstance(node, ast.Name) else ""


# What no member decides: companies are the platform's; an invited person himself comes in; doors,
# events, notices and the search index are written by actions that have said who; jobs do what the
# calendar says.
PARTS = {"open_door", "close_doors", "record_event", "record_events", "notify"}
PARTS |= {"settle", "index", "unindex", "carry_over", "make_document", "make_plan"}
JOBS = {"remind_overdue", "store_forecast"}
WITHOUT_BY = {"accept_invitation", "create_tenant", "change_tenant", "found_company"} | PARTS | JOBS
READING = ("touch_", "index_", "pool_for", "last_day")


def public_actions():
    """What each room's actions offer: `__all__`, or every public function of actions.py."""
    for app in APPS:
        if not any((ROOT / app).glob("actions*")):
            continue
        module = import_module(f"{app}.actions")
        for name in getattr(module, "__all__", vars(module)):
            function = inspect.unwrap(getattr(module, name))
            if inspect.isfunction(function) and function.__module__.startswith(f"{app}.actions"):
                yield pytest.param(function, id=f"{app}.{name}")


@pytest.mark.parametrize("function", list(public_actions()))
def test_an_action_takes_named_arguments_and_says_who(function):
    if function.__name__ in WITHOUT_BY or function.__name__.startswith(("_", *READING)):
        return
    parameters = inspect.signature(function).parameters
    named = (inspect.Parameter.KEYWORD_ONLY, inspect.Parameter.VAR_KEYWORD)
    assert "by" in parameters, "an action says who did it"
    assert [n for n, p in parameters.items() if p.kind not in named] == []


def test_imports_are_checked_for_every_room():
    """lint-imports runs before the tests; a room that it does not know is not checked."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    rooms = set(APPS) - {"crm"}
    assert set(config["root_packages"]) == rooms
    layers = {
        name.strip() for layer in config["contracts"][0]["layers"] for name in layer.split("|")
    }
    assert layers == rooms
