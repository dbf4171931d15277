"""A POST that carries a key has its effect once; sent again it gets the stored answer.

The key comes in the header `Idempotency-Key` (API) or the hidden field `_key` (forms). It is
stored in the transaction of the effect, so both are there or neither (SECURITY.md 1C number 24).
"""

import hashlib

from django.db import IntegrityError, OperationalError, connection, transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _

from crm.errors import problem_page
from tenants.models import IdempotencyKey

KEPT_HEADERS = ("Content-Type", "Location", "HX-Redirect", "HX-Trigger")


class IdempotencyMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        key = self.key_of(request)
        if not key or request.member is None:
            return self.get_response(request)
        claim = {"actor_id": request.member.pk, "route": request.path[:200], "key": key}
        fingerprint = hashlib.sha256(self.content(request)).hexdigest()
        try:
            stored = self.claim(claim, fingerprint)
        except OperationalError:
            return problem_page(request, 409, _("The first request with this key still runs."))
        if not stored.status:
            return self.first_time(request, stored)
        if stored.request_sha256 != fingerprint:
            return problem_page(request, 422, _("This key was used for another request."))
        return self.replay(stored)

    def key_of(self, request) -> str:
        if request.method != "POST":
            return ""
        if "Idempotency-Key" in request.headers:
            return request.headers["Idempotency-Key"][:100]
        if request.path.startswith("/api/"):  # request.POST would use up the body of operations
            return ""
        is_form = request.content_type in (
            "application/x-www-form-urlencoded",
            "multipart/form-data",
        )
        return request.POST.get("_key", "")[:100] if is_form else ""

    def content(self, request) -> bytes:
        if request.content_type == "multipart/form-data":
            return request.POST.urlencode().encode()
        return request.body

    def claim(self, claim: dict, fingerprint: str) -> IdempotencyKey:
        """The key's row: new with status 0, or the stored one once its first request ended."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '5s'")
            try:
                with transaction.atomic():
                    return IdempotencyKey.objects.create(**claim, request_sha256=fingerprint)
            except IntegrityError:
                return IdempotencyKey.objects.get(**claim)

    def first_time(self, request, stored: IdempotencyKey) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 400:
            return response  # rolled back with the effect: the corrected request may use the key
        if response.streaming:
            return response  # a file is made while it is sent: asked again, it is made again
        if hasattr(response, "render"):
            response.render()
        stored.status = response.status_code
        stored.body = response.content
        stored.headers = {k: response[k] for k in KEPT_HEADERS if k in response}
        stored.save(update_fields=["status", "body", "headers"])
        return response

    def replay(self, stored: IdempotencyKey) -> HttpResponse:
        response = HttpResponse(bytes(stored.body), status=stored.status, headers=stored.headers)
        response.headers["Idempotent-Replayed"] = "true"
        return response
