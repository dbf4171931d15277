"""The project's own source, as the sweeps over it read it."""

import ast
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.BASE_DIR
APPS = [name for name in settings.INSTALLED_APPS if (ROOT / name).is_dir()]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


def modules(*, migrations: bool = False) -> list[Path]:
    """Python files of the project's apps and programs; tests are judged by people."""
    found = [path for name in [*APPS, "bin", "bench"] for path in (ROOT / name).rglob("*.py")]
    return sorted(path for path in found if migrations or "migrations" not in path.parts)


def short(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef)]
