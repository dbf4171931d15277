"""What can be done on any record: log a follow-up, give a task."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from activities import actions
from activities.forms import NoteForm, TaskForm
from activities.kinds import get_kind
from activities.models import Task
from crm.pages import VerbPage


class OnRecord(VerbPage):
    """The record comes from the registry: /notes/lead/12/."""

    def load(self, kind: str, pk: int):
        try:
            self.record = get_kind(kind).find(pk, self.member)
        except KeyError as unknown:
            raise Http404 from unknown
        if self.record is None:
            raise Http404


class NoteCreate(OnRecord):
    permission = "activities.note"
    form_class = NoteForm
    title = _("Log a follow-up")

    def perform(self, form):
        actions.log_note(by=self.member, record=self.record, **form.cleaned_data)
        return self.record


class TaskCreate(OnRecord):
    permission = "activities.task"
    form_class = TaskForm
    title = _("New task")

    def perform(self, form):
        actions.add_task(by=self.member, record=self.record, **form.cleaned_data)
        return self.record


class TaskDone(VerbPage):
    permission = "activities.task"
    model = Task
    title = _("Mark the task as done")
    submit = _("Done")

    def perform(self, form):
        return actions.finish_task(by=self.member, task=self.record)
