"""What became of a file and of each of its rows."""

from dataclasses import dataclass, field

from integrations.importer.errors import RowError

CREATED, CHANGED, UNCHANGED, REFUSED = "created", "changed", "unchanged", "refused"


@dataclass(frozen=True)
class Written:
    """What became of a row that was clean: `what` is one of the four words above.

    `before` holds what stood in the fields that changed, to be put back.
    """

    row: int
    what: str
    record_id: int | None = None
    before: dict | None = None


@dataclass
class Outcome:
    """What became of a file. `sheet` holds the cells of its rows, for the file of refusals;
    `similar` the numbers of rows that look like records that are here already."""

    kind: str
    read: int = 0
    created: int = 0
    changed: int = 0
    unchanged: int = 0
    left_out: int = 0
    written: bool = True
    errors: list[RowError] = field(default_factory=list)
    notes: list[RowError] = field(default_factory=list)
    similar: set[int] = field(default_factory=set)
    header: list[str] = field(default_factory=list)
    sheet: dict[int, dict] = field(default_factory=dict)

    @property
    def refused(self) -> int:
        return len({error.row for error in self.errors})

    @property
    def accepted(self) -> int:
        return self.created + self.changed + self.unchanged
