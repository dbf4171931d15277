"""What the running stack must endure (SECURITY.md R2, R7, R15, R18)."""

import json
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from bin.console import Refused, step
from deploy.stack import programs, servers
from deploy.stack.machine import Machine

PAGE = "/accounts/login/"
DOOR = "/door/quote/nobody/"  # asks the database


def run(machine: Machine) -> None:
    for trial in (faces_the_world, restarts_without_a_gap, lives_without_redis, comes_back, crowd):
        step(trial.__doc__.split(".")[0])
        trial(machine)


def require(fact: bool, message: object) -> None:
    if not fact:
        raise Refused(f"The stack fails: {message}")


def faces_the_world(machine: Machine) -> None:
    """Health, figures, static files and headers."""
    require(programs.get(machine, "/readyz")[0] == 200, "readyz")
    require(programs.get(machine, "/metrics")[0] == 404, "the figures are open to the world")
    token = f"Bearer {machine.passwords['metrics']}"
    status, figures = programs.health(machine, "web1", "metrics", Authorization=token)
    require(status == 200 and "fairway_requests_total" in figures, f"metrics {status}")
    require(programs.health(machine, "web1", "metrics")[0] == 404, "figures without the token")
    status, page = programs.get(machine, PAGE)
    require(status == 200, f"log-in page {status}")
    module = page.split('type="module" src="')[1].split('"')[0]
    require(module != "/static/js/app.js", f"{module} has no hash in its name")
    status, text = programs.get(machine, module)
    require(status == 200 and '"./events.js"' not in text, f"{module} imports by a plain name")
    status, _text = programs.health(machine, "web1", "healthz", **{"X-Forwarded-For": "1.2.3.4"})
    require(status == 200, "healthz")


def restarts_without_a_gap(machine: Machine) -> None:
    """Both web servers restart under load, one after the other."""
    statuses, stop = Counter(), threading.Event()

    def load():
        while not stop.is_set():
            statuses[programs.get(machine, PAGE)[0]] += 1

    threads = [threading.Thread(target=load) for _number in range(2)]
    for thread in threads:
        thread.start()
    for name in ("web1", "web2"):
        web = next(child for child in machine.children if child.name == name)
        web.stop(seconds=40)
        machine.children.remove(web)
        programs.start_web(machine, name)
    stop.set()
    for thread in threads:
        thread.join()
    require(set(statuses) == {200}, f"answers while restarting: {dict(statuses)}")


def lives_without_redis(machine: Machine) -> None:
    """Without Redis pages are served, readyz says what is missing, and workers come back."""
    redis = next(child for child in machine.children if child.name == "redis")
    redis.stop()
    machine.children.remove(redis)
    require(programs.get(machine, PAGE)[0] == 200, "no page without Redis")
    status, text = programs.get(machine, "/readyz")
    require(status == 503 and json.loads(text)["broker"] == "down", f"readyz {status} {text}")
    servers.start_redis(machine)
    require(programs.get(machine, "/readyz")[0] == 200, "not ready again")
    before = runs(machine)
    worker = next(child for child in machine.children if child.name == "worker")
    servers.until("worker", worker, lambda: runs(machine) > before, seconds=150)


def runs(machine: Machine) -> float:
    """Runs of the outbox's job so far, as the figures say."""
    token = f"Bearer {machine.passwords['metrics']}"
    figures = programs.health(machine, "web1", "metrics", Authorization=token)[1]
    wanted = 'fairway_job_runs{job="tenants.deliver_outbox"} '
    found = [line for line in figures.splitlines() if line.startswith(wanted)]
    return float(found[0].removeprefix(wanted)) if found else 0.0


def comes_back(machine: Machine) -> None:
    """PostgreSQL is killed and started again: refused meanwhile, served after."""
    postgres = next(child for child in machine.children if child.name == "postgres")
    postgres.process.kill()
    postgres.process.wait()
    machine.children.remove(postgres)
    require(programs.health(machine, "web1", "healthz")[0] == 200, "the process died with it")
    for path in ("/readyz", DOOR):
        status, _text = programs.get(machine, path)
        require(status == 503, f"{path} without PostgreSQL: {status}")
    time.sleep(2)  # its back-ends end by themselves
    servers.start_postgres(machine)
    deadline = time.monotonic() + 30
    while programs.get(machine, "/readyz")[0] != 200:
        require(time.monotonic() < deadline, "not ready 30 s after PostgreSQL came back")
        time.sleep(0.5)
    answers = Counter(programs.get(machine, DOOR)[0] for _turn in range(20))
    require(set(answers) == {404}, f"after the return: {dict(answers)}")


def crowd(machine: Machine) -> None:
    """300 visitors at once on 16 threads: each gets its page or a plain 503."""
    with ThreadPoolExecutor(60) as pool:
        answers = Counter(pool.map(lambda _n: programs.get(machine, PAGE)[0], range(300)))
    require(set(answers) <= {200, 503} and answers[200] > 200, f"answers: {dict(answers)}")
    require(programs.get(machine, PAGE)[0] == 200, "no page after the crowd")
