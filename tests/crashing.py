"""`python -m tests.crashing`: the application in a process that dies when it would answer.

All of the request is done and committed by then, as when a worker is killed at the worst moment.
It says its port on the first line.
"""

import os
from wsgiref.simple_server import make_server

from crm.wsgi import application


def dying(environ, start_response):
    application(environ, lambda *answer: None)
    os._exit(9)


def main() -> None:
    with make_server("127.0.0.1", 0, dying) as server:
        print(server.server_port, flush=True)  # noqa: T201
        server.handle_request()


if __name__ == "__main__":
    main()
