"""A value that another record has already is refused in words that a person understands."""

import re
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from approvals.models import Chain
from leads.models import Pool
from people.models import CalendarDay, Member
from tests.factories.rows import make_row

TAKEN = [
    (Pool, {"name": "North"}),
    (CalendarDay, {"day": date(2026, 10, 1), "working": False}),
    (Member, {"final_approver": True}),
    (Chain, {"purpose": "contract"}),
]


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize(
    ("model", "values"), TAKEN, ids=lambda given: getattr(given, "__name__", "")
)
def test_a_collision_names_neither_the_company_nor_a_constraint(cast, model, values, language):
    with cast.a.scope("admin"), translation.override(language):
        if not model.objects.filter(**values).exists():
            make_row(model, **values)
        again = model(tenant=cast.a.tenant, **values)
        with pytest.raises(ValidationError) as refused:
            again.validate_constraints()
        said = " ".join(refused.value.messages)
    assert not re.search(r"tenant|constraint|约束|one_", said, re.IGNORECASE), said
    assert bool(re.search("[一-鿿]", said)) == (language == "zh-hans")
