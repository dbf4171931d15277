"""How what is done on any record reads, and what members are told of it."""

from django.utils.translation import gettext_lazy as _

from activities.notices import Notice, notices
from activities.sentences import say

say("note.logged", "message-circle", _("logged a follow-up"))
say("note.mentioned", "message-circle", _("mentioned you"))
say("task.added", "circle-plus", _("gave %(owner)s the task “%(title)s”"))
say("task.done", "circle-check", _("finished the task “%(title)s”"))

notices(
    Notice("task_given", _("Tasks given to me"), _("Look at it"), ("task.added",)),
    Notice("mentioned", _("Where I am mentioned"), _("Look at it"), ("note.mentioned",), mail=True),
)
