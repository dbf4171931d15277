import pytest
from django.utils.translation import override

from tests.cast import make_cast


@pytest.fixture
def a(db):
    """Company A, in English, as its rep."""
    with override("en"):
        company = make_cast().a
        with company.scope("rep"):
            yield company
