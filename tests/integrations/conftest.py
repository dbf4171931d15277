import pytest


@pytest.fixture
def a(cast):
    """Company A with its scope open, its administrator the actor."""
    with cast.a.scope("admin"):
        yield cast.a
