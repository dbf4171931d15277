"""Own instances of Debian's servers on loopback, with passwords."""

import contextlib
import time
from string import Template

import psycopg2
import redis

from bin.console import Refused
from crm.embedded.processes import Child
from deploy.stack.machine import HOST, Machine, program

DATABASE = "fairway"
PGBOUNCER = """\
[databases]
{database} = host=127.0.0.1 port={postgres} dbname={database}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = {users}
pool_mode = transaction
default_pool_size = 8
max_client_conn = 200
ignore_startup_parameters = extra_float_digits
# With PostgreSQL down a visitor is told so, instead of waiting for two minutes.
query_wait_timeout = 5
server_login_retry = 1
logfile = {log}
pidfile = {pid}
"""
REDIS = """\
bind 127.0.0.1
port {port}
requirepass {password}
dir {folder}
daemonize no
save ""
appendonly yes
maxmemory-policy noeviction
"""
NGINX = """\
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{site}
}}
"""


def start_postgres(machine: Machine) -> Child:
    data, password = machine.place("postgres"), machine.passwords["postgres"]
    if not (data / "PG_VERSION").exists():
        file = machine.write("postgres.password", password)
        command = [program("initdb"), "-D", data, "-U", "postgres", "--auth=scram-sha-256"]
        command += ["--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--pwfile", file]
        machine.finish("initdb", command, as_server=True)
    port = machine.ports["postgres"]
    options = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": ""}
    flags = [flag for name, value in options.items() for flag in ("-c", f"{name}={value}")]
    command = [program("postgres"), "-D", data, *flags]
    child = machine.run("postgres", command, as_server=True, cwd=data)
    until("PostgreSQL", child, lambda: psycopg2.connect(superuser_url(machine)).close())
    return child


def start_pgbouncer(machine: Machine) -> Child:
    folder = machine.place("pgbouncer")
    roles = ("crm_app", "crm_system")
    users = "".join(f'"{role}" "{machine.passwords[role]}"\n' for role in roles)
    text = PGBOUNCER.format(
        database=DATABASE,
        postgres=machine.ports["postgres"],
        port=machine.ports["pgbouncer"],
        users=machine.write("pgbouncer.users", users),
        log=folder / "log",
        pid=folder / "pid",
    )
    configuration = machine.write("pgbouncer.ini", text)
    return machine.run("pgbouncer", [program("pgbouncer"), configuration], as_server=True)


def start_redis(machine: Machine) -> Child:
    text = REDIS.format(
        port=machine.ports["redis"],
        password=machine.passwords["redis"],
        folder=machine.place("redis"),
    )
    command = [program("redis-server"), machine.write("redis.conf", text)]
    child = machine.run("redis", command, as_server=True)
    until("Redis", child, lambda: redis.Redis.from_url(redis_url(machine)).ping())
    return child


def start_nginx(machine: Machine, template: str) -> Child:
    folder = machine.place("nginx")
    certificate, key = machine.certificate()
    site = Template(template).safe_substitute(
        UPSTREAM=" ".join(upstream(machine, web) for web in ("web1", "web2")),
        HTTP_PORT=f"127.0.0.1:{machine.ports['http']}",
        HTTPS_PORT=f"127.0.0.1:{machine.ports['https']}",
        SERVER_NAME=HOST,
        TLS_CERTIFICATE=certificate,
        TLS_KEY=key,
    )
    configuration = machine.write("nginx.conf", NGINX.format(folder=folder, site=site))
    command = [program("nginx"), "-e", folder / "error.log", "-c", configuration]
    return machine.run("nginx", command, as_server=True)


def upstream(machine: Machine, web: str) -> str:
    """Never closed: one that restarts refuses at once and the other answers, while both would be
    closed where the second restarts before the first is asked again."""
    return f"server 127.0.0.1:{machine.ports[web]} max_fails=0;"


def superuser_url(machine: Machine, database: str = "postgres") -> str:
    return _postgres_url(machine, "postgres", "postgres", database)


def owner_url(machine: Machine) -> str:
    return _postgres_url(machine, "crm_owner", "postgres")


def pooled_url(machine: Machine, role: str = "crm_app") -> str:
    """Through PgBouncer."""
    return _postgres_url(machine, role, "pgbouncer")


def redis_url(machine: Machine) -> str:
    return f"redis://:{machine.passwords['redis']}@127.0.0.1:{machine.ports['redis']}/0"


def _postgres_url(machine: Machine, role: str, server: str, database: str = DATABASE) -> str:
    port, password = machine.ports[server], machine.passwords[role]
    return f"postgresql://{role}:{password}@127.0.0.1:{port}/{database}"


def until(name: str, child: Child, answers, *, seconds: float = 60) -> None:
    """Wait until `answers()` raises nothing and is not False."""
    deadline = time.monotonic() + seconds
    while child.running and time.monotonic() < deadline:
        with contextlib.suppress(psycopg2.OperationalError, redis.RedisError, OSError):
            if answers() is not False:
                return
        time.sleep(0.1)
    raise Refused(f"{name} does not answer: {child.end()}")
