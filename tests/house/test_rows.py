"""The row maker makes a row of every model; without it the sweeps below would sweep nothing."""

import pytest

from tests.factories.rows import make_row, tenant_models, writable_models


@pytest.mark.parametrize("model", writable_models(), ids=lambda model: model._meta.label)
def test_a_row_of_every_model_is_made(standing, model):
    with standing.a.scope("rep"):
        row = make_row(model, by=standing.a.rep)
        assert model.objects.filter(pk=row.pk).exists()
        assert row.tenant_id is None or model.objects.get(pk=row.pk).tenant == standing.a.tenant


def test_there_are_models():
    assert len(tenant_models()) > 30
