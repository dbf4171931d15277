"""`python -m deploy.stack`: start it all, walk, break, check, take it away."""

import os
import sys

from bin.console import Refused, say, step, stop_with
from crm import translations
from crm.embedded import ServerFailed
from deploy.stack import machine as machines
from deploy.stack import programs, servers, trials
from deploy.stack.machine import Machine
from deploy.stack.programs import MANAGE, ROOT


def main() -> int:
    os.chdir(ROOT)
    machines.obtain_programs()
    machine, failed = Machine(), True
    try:
        start(machine)
        trials.run(machine)
        walk(machine)
        failed = False
    except (Refused, ServerFailed, OSError) as error:
        return stop_with(error)
    finally:
        machine.end(keep=failed)
    say("The stack does what it must.")
    return 0


def start(machine: Machine) -> None:
    step("Starting PostgreSQL, PgBouncer and Redis")
    servers.start_postgres(machine)
    servers.start_pgbouncer(machine)
    servers.start_redis(machine)
    step("From an empty server to the first company (bootstrap)")
    programs.bootstrap(machine)
    programs.bootstrap(machine)
    step("Compiling translations, collecting static files")
    translations.compile_all()
    programs.manage(machine, "collectstatic", "--noinput", "--verbosity", "0")
    programs.manage(machine, "check", "--deploy", "--fail-level", "WARNING")
    step("Starting two web servers, worker, beat and nginx with TLS")
    programs.start_web(machine, "web1")
    programs.start_web(machine, "web2")
    programs.start_worker(machine)
    programs.start_beat(machine)
    template = (ROOT / "deploy/nginx/fairway.conf.template").read_text()
    nginx = servers.start_nginx(machine, template)
    servers.until("nginx", nginx, lambda: programs.get(machine, "/healthz")[0] == 200)


def walk(machine: Machine) -> None:
    """The chain of tests/browser_tests, by a process that is no part of the stack."""
    step("Walking the chain of sales in Chromium, through nginx and PgBouncer")
    command = [MANAGE[0], "-m", "deploy.stack.walk", programs.site(machine)]
    machine.finish("walk", command, env=programs.environment(machine))


if __name__ == "__main__":
    sys.exit(main())
