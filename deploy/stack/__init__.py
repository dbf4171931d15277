"""The production stack on one machine, without Docker: Debian's PostgreSQL, PgBouncer, Redis and
nginx with TLS, two web servers, worker and beat, from nothing, in a temporary folder.

`make stack-test` starts it, walks the chain of sales through it in Chromium, restarts its parts
under load, and takes it away. It touches no server of the system.
"""
