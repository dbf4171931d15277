"""The texts of a demo company: huaxing.toml and northwind.toml, read into one shape."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Script:
    """Lists are drawn from in order, so that two seedings are alike. Rows as the files say."""

    slug: str
    name: str
    payment_terms: str
    delivery_terms: str
    clauses: str
    reject_reason: str
    deals: list[str]
    next_steps: list[str]
    notes: list[str]
    sources: list[str]
    categories: list[str]
    settings: dict
    departments: dict[str, list[str]]
    rows: dict[str, list[list]]


def read(name: str) -> Script:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return Script(**tomllib.load(file))
