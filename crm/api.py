"""The API: one router a room, errors as problem+json (spec 10, API)."""

from django.core.exceptions import PermissionDenied
from django.core.exceptions import ValidationError as InvalidInput
from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError

from approvals.api import router as approvals
from contracts.api import router as contracts
from crm.api_frame import Bearer
from crm.errors import move_refused, problem_json
from customers.api import router as customers
from leads.api import router as leads
from opportunities.api import router as opportunities
from payments.api import router as payments
from products.api import router as products
from quotes.api import router as quotes
from reports.api import router as reports
from tenants.states import MoveNotAllowed

api = NinjaAPI(
    title="Fairway",
    version="1",
    auth=Bearer(),
    openapi_url="/openapi.json",
    docs_url=None,
    urls_namespace="api",
)
api.add_router("/approvals", approvals)
api.add_router("/contracts", contracts)
api.add_router("/leads", leads)
api.add_router("", customers)
api.add_router("", opportunities)
api.add_router("/products", products)
api.add_router("/quotes", quotes)
api.add_router("", payments)
api.add_router("/reports", reports)


@api.exception_handler(AuthenticationError)
def log_in_first(request, error):
    return problem_json(401)


@api.exception_handler(PermissionDenied)
def not_allowed(request, error):
    return problem_json(403, str(error))


@api.exception_handler(Http404)
def not_there(request, error):
    return problem_json(404)


@api.exception_handler(MoveNotAllowed)
def not_now(request, error):
    return move_refused(request, error)


@api.exception_handler(ValidationError)
def wrong_shape(request, error):
    errors = [{"field": ".".join(map(str, e["loc"])), "message": e["msg"]} for e in error.errors]
    return problem_json(422, errors=errors)


@api.exception_handler(InvalidInput)
def wrong_value(request, error):
    found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    errors = [{"field": k, "message": message} for k, texts in found.items() for message in texts]
    return problem_json(422, errors=errors)
