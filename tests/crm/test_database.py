"""Our compiler writes the same statements as Django's, and gives the same values."""

import pytest
from django.apps import apps
from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.backends.postgresql import compiler as django_compiler
from django.db.models import CompositePrimaryKey, Count, F, Q, Sum
from django.db.models.functions import Lower

from activities.models import SearchEntry
from crm.database.compiler import SQLCompiler
from opportunities.models import Opportunity, Stage

MODELS = apps.get_models()


def written(compiler_class, rows) -> tuple:
    """(SQL, parameters, places whose values are converted)."""
    compiler = compiler_class(rows.query.clone(), connection, "default")
    sql, params = compiler.as_sql()
    converted = compiler.get_converters(column for column, _sql, _alias in compiler.select)
    return sql, params, {place: len(found) for place, (found, _column) in converted.items()}


def alike(rows) -> None:
    assert written(SQLCompiler, rows) == written(django_compiler.SQLCompiler, rows)


def relations(model) -> list[str]:
    return [field.name for field in model._meta.fields if field.is_relation]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_model_is_read_alike(cast, model):
    with cast.a.scope("rep"):
        alike(model._default_manager.all())
        related = relations(model)
        if related:
            alike(model._default_manager.select_related(*related).filter(pk=1))
        alike(model._default_manager.values_list(*[field.name for field in model._meta.fields]))


@pytest.mark.parametrize(
    "rows",
    [
        lambda deals: deals.annotate(low=Lower("name"), twice=F("amount") * 2).order_by("-low"),
        lambda deals: deals.values("stage__name").annotate(n=Count("pk"), total=Sum("amount")),
        lambda deals: deals.exclude(Q(shares__member=1) | Q(account__name="x")).distinct(),
        lambda deals: deals.filter(pk__in=deals.filter(amount__gt=1).values("pk")),
        lambda deals: deals.values_list("pk", "name").union(deals.values_list("pk", "number")),
        lambda deals: deals.only("name", "account__name").select_related("account"),
        lambda deals: deals.none().union(deals.filter(pk=1)),
    ],
)
def test_what_is_more_than_columns_is_written_alike(cast, rows):
    with cast.a.scope("rep"):
        alike(rows(Opportunity.objects.all()))


@pytest.mark.parametrize(
    "order",
    [
        ["-amount", "pk"],
        ["name", "-name"],
        ["stage"],
        ["stage_id", "-stage__order"],
        ["tenant", "number"],
        [F("amount").desc(nulls_last=True)],
        ["?"],
        [],
    ],
)
def test_rows_are_ordered_alike(cast, order):
    with cast.a.scope("rep"):
        alike(Opportunity.objects.order_by(*order))
        alike(Opportunity.objects.order_by(*order).reverse()[:5])
        alike(Opportunity.objects.order_by(*order).select_related("stage").distinct())
        alike(Opportunity.objects.order_by(*order).values_list("name", "amount"))
        alike(Opportunity.objects.filter(stage__in=Stage.objects.order_by(*order[:0])[:2]))


def test_a_column_of_its_own_kind_is_searched_alike(cast):
    with cast.a.scope("rep"):
        alike(SearchEntry.objects.filter(terms=SearchQuery("steel")))


def test_no_model_has_a_key_of_several_columns():
    """Their values would take several places of a row, which our compiler does not look for."""
    assert not any(isinstance(model._meta.pk, CompositePrimaryKey) for model in MODELS)
