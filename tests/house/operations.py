"""Every operation of the API, with a body that its schema accepts."""

from dataclasses import dataclass
from functools import cache

from crm.api import api


@dataclass(frozen=True)
class Operation:
    method: str
    path: str  # below /api/v1/
    function: object

    @property
    def permission(self) -> str:
        return getattr(self.function, "permission", "")

    @property
    def reads(self) -> bool:
        return self.method == "GET"

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def operations() -> list[Operation]:
    return [
        Operation(method, "/" + f"{prefix}{path}".lstrip("/"), found.view_func)
        for prefix, router in api._routers
        for path, view in router.path_operations.items()
        for found in view.operations
        for method in found.methods
    ]


@cache
def description() -> dict:
    """The OpenAPI document."""
    return api.get_openapi_schema()


@cache
def body_of(operation: Operation) -> dict | None:
    """The smallest JSON body that the description of the API allows, else None."""
    path = f"/api/v1{operation.path}"
    method = description()["paths"][path][operation.method.lower()]
    content = method.get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return None
    return _sample(content["application/json"]["schema"])


def _sample(schema: dict):
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[1]
        return _sample(description()["components"]["schemas"][name])
    if "enum" in schema:
        return schema["enum"][0]
    for choice in ("anyOf", "oneOf", "allOf"):
        if choice in schema:
            return _sample(schema[choice][0])
    kind = schema.get("type")
    if kind == "object":
        needed = schema.get("required", [])
        parts = schema.get("properties", {})
        return {name: _sample(parts[name]) for name in needed}
    if kind == "array":
        return [_sample(schema["items"])] * schema.get("minItems", 0)
    return _plain(kind, schema)


def _plain(kind: str | None, schema: dict):
    if kind in ("integer", "number"):
        return schema.get("minimum", 1)
    if kind == "boolean":
        return False
    texts = {"date": "2026-03-02", "date-time": "2026-03-02T09:00:00Z", "email": "a@b.example"}
    return texts.get(schema.get("format"), "1")
