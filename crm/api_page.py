"""/api/: the API for reading, made of its own OpenAPI description (spec 10)."""

from dataclasses import dataclass
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from crm.api import api

BASE = "/api/v1"


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    summary: str
    about: str
    inputs: list[tuple[str, str, bool]]  # (name, type, must be given)


@require_safe
def api_page(request: HttpRequest) -> HttpResponse:
    return render(request, "api.html", {"rooms": _rooms().items(), "base": BASE})


@cache
def _rooms() -> dict[str, list[Operation]]:
    """Once a process: anybody may ask, and it takes a fifth of a second."""
    rooms: dict[str, list[Operation]] = {}
    schema = api.get_openapi_schema()
    for path, methods in schema["paths"].items():
        room = path.removeprefix(BASE).split("/")[1]
        for method, told in methods.items():
            rooms.setdefault(room, []).append(_operation(method, path, told, schema))
    return rooms


def _operation(method: str, path: str, told: dict, schema: dict) -> Operation:
    asked = [
        (each["name"], _type(each["schema"]), each.get("required", False))
        for each in told.get("parameters", [])
    ]
    return Operation(
        method=method.upper(),
        path=path,
        summary=told["summary"],
        about=told.get("description", ""),
        inputs=asked + _body(told, schema),
    )


def _body(told: dict, schema: dict) -> list[tuple[str, str, bool]]:
    content = told.get("requestBody", {}).get("content", {})
    shape = _resolved(content.get("application/json", {}).get("schema", {}), schema)
    must = shape.get("required", [])
    return [
        (name, _type(_resolved(each, schema)), name in must)
        for name, each in shape.get("properties", {}).items()
    ]


def _resolved(shape: dict, schema: dict) -> dict:
    name = shape.get("$ref", "").rpartition("/")[2]
    return schema["components"]["schemas"][name] if name else shape


def _type(shape: dict) -> str:
    """string, integer, array of integer …; of several, those that say something."""
    if kinds := shape.get("anyOf"):
        return " | ".join(_type(each) for each in kinds if each.get("type") != "null")
    if values := shape.get("enum"):
        return " | ".join(map(str, values))
    if shape.get("type") == "array":
        return f"array of {_type(shape.get('items', {}))}"
    return shape.get("format") or shape.get("type") or "object"
