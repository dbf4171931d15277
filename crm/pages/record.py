"""Pages of one record."""

from django.http import HttpRequest, HttpResponse

from activities.kinds import kind_of
from activities.timeline import timeline_of
from crm.access import find
from crm.pages.base import Page
from crm.pages.panels import panels_of, verbs_of
from crm.pages.verbs import Verb, offered


class RecordPage(Page):
    """Loads `record` from `visible_to` by the id in the URL."""

    model = None
    record = None

    def rows(self):
        return self.model.objects.all()

    def load(self, pk: int, **kwargs) -> None:
        self.record = find(self.rows(), pk, self.member)

    def context(self, **extra) -> dict:
        return super().context(record=self.record, **extra)


class DetailPage(RecordPage):
    """A record with its verbs, facts and timeline; rooms extend `record.html`."""

    template_name = "record.html"
    verbs: tuple[Verb, ...] = ()

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        return self.show()

    def timeline(self) -> list[tuple[str, int]]:
        """The (kind, id) pairs whose events the page shows."""
        return [(kind_of(self.record).name, self.record.pk)]

    def context(self, **extra) -> dict:
        may_change = self.record.changeable_by(self.member)
        kind = kind_of(self.record)
        verbs = (*self.verbs, *verbs_of(kind.name))
        return super().context(
            kind=kind,
            may_change=may_change,
            verbs=offered(verbs, self.record, self.member, may_change),
            panels=panels_of(kind.name, self.record, self.member),
            events=timeline_of(*self.timeline()),
            **extra,
        )
