import pytest

from tests.browser_tests.firms import data_of, make_firms
from tests.browser_tests.script import CHINESE, ENGLISH
from tests.browser_tests.walker import Walker

SCRIPTS = {script.language: script for script in (CHINESE, ENGLISH)}
DESKTOP = {"width": 1440, "height": 900}


@pytest.fixture
def language():
    """Overridden by tests that walk in both."""
    return "en"


@pytest.fixture
def script(language):
    return SCRIPTS[language]


@pytest.fixture
def firms(transactional_db, script):
    """Committed, so that the live server sees them."""
    return make_firms(script)


@pytest.fixture
def walker(page, sign_in, live_server, firms, script):
    page.set_viewport_size(DESKTOP)
    page.context.add_cookies(
        [{"name": "django_language", "value": script.language, "url": live_server.url}]
    )
    return Walker(page, sign_in, script.language, data_of(firms))
