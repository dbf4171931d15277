"""The root page: to one's company, or a choice of companies."""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from people.tenants_of import tenants_of


def start(request) -> HttpResponse:
    tenants = tenants_of(request.user)
    if len(tenants) == 1:
        return HttpResponseRedirect(tenants[0]["url"])
    return render(request, "start.html", {"tenants": tenants})
