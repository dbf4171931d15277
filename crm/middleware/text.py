"""Refuses NUL, which no text column holds, wherever a request could bring it.

PostgreSQL's driver raises for it: each address, filter and field of an operation would have to
think of it, or answer 500 (SECURITY.md 1D number 29).
"""

import re

from django.http import QueryDict

from crm.errors import problem_page

NUL = "\x00"
# An escape whose backslash is not itself escaped, or the byte.
NUL_IN_JSON = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000|\x00")


class PlainTextMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if self.has_nul(request):
            return problem_page(request, 400)
        return self.get_response(request)

    def has_nul(self, request) -> bool:
        if NUL in request.path_info or in_values(request.GET):
            return True
        if any(NUL in value for value in request.COOKIES.values()):  # quoted, they may escape it
            return True
        # request.POST would use up the body of operations (crm/middleware/idempotency.py).
        if request.path_info.startswith("/api/"):
            return bool(NUL_IN_JSON.search(request.body))
        return in_values(request.POST)


def in_values(sent: QueryDict) -> bool:
    return any(NUL in text for name, values in sent.lists() for text in (name, *values))
