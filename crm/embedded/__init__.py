"""Real PostgreSQL and Valkey from their wheels, for the demo (`make run`) and the tests.

Not for production, which names its own servers by DATABASE_URL and REDIS_URL.
"""


class ServerFailed(Exception):
    """An embedded server did not start; the text is one line for a person."""
