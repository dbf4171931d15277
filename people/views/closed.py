"""allauth's pages that nobody needs here: addresses come by invitation, codes are not sent."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.urls import path


@login_not_required
def closed(request, **named):
    raise Http404


# Before allauth's own, which keep their names: it reverses them.
urlpatterns = [
    path(route, closed)
    for route in (
        "email/",
        "confirm-email/",
        "confirm-email/<str:key>/",
        "login/code/confirm/",
        "password/set/",
    )
]
