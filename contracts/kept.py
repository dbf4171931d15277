"""A contract as it stood in a round: from the JSON that was kept back to rows (spec 06)."""

import json
from decimal import Decimal

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from contracts.checks import Amounts
from contracts.content import content_of
from contracts.models import Contract, ContractLine, PaymentTerm
from contracts.terms import laid_out


def keep(contract: Contract) -> dict:
    """The agreed content as JSON."""
    return json.loads(DjangoJSONEncoder().encode(content_of(contract)))


def restore(content: dict) -> dict:
    """What `keep` kept, as approvers look at it: {"contract" (unsaved), "amounts", "lines",
    "terms"}."""
    contract = _row(Contract, content["fields"])
    lines = [_row(ContractLine, line) for line in content["lines"]]
    terms = [_row(PaymentTerm, term) for term in content["terms"]]
    total = Decimal(content["quote"][1]) if content["quote"] else None
    summed = sum((line.line_total for line in lines), Decimal(0))
    return {
        "contract": contract,
        "amounts": Amounts(contract.amount, total, summed),
        "lines": lines,
        "terms": laid_out(terms, contract.amount),
    }


def _row(model: type[Model], values: dict) -> Model:
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return model(**{name: fields[name].to_python(value) for name, value in values.items()})
