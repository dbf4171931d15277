"""How gunicorn serves; read by it from the folder it starts in. Its command line wins.

Processes: WEB_CONCURRENCY (gunicorn's own). Threads times processes is the number of database
connections that the web takes (docs/operations.md, Scaling).
"""

import gc
import os
import shutil
import sys
import tempfile

workers = int(os.environ.get("WEB_CONCURRENCY", 2))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", 4))
timeout = 60
graceful_timeout = 30
keepalive = 30
# Modules are imported once and shared: without this each process holds its own copy. Workers that
# reload changed files must import them by themselves.
preload_app = "--reload" not in sys.argv
# A slow leak never lives long; the jitter keeps workers from going all at once.
max_requests, max_requests_jitter = 5000, 500

# prometheus_client adds the processes up from files of its own here.
os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="fairway-metrics-"))


def on_starting(server):
    """Refuse in the parent: a child that refuses would only be started again."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
    from crm.production import StartRefused, refuse_to_start

    try:
        refuse_to_start()
    except StartRefused as refused:
        sys.exit(str(refused))


def when_ready(server):
    """Before the first worker: load what requests need, and let no collection touch it, since a
    page of memory that is written is shared no longer."""
    if preload_app:
        from django.conf import settings
        from django.urls import get_resolver

        from crm.pinyin import syllables

        syllables("汉")
        for urls in (settings.ROOT_URLCONF, settings.TENANT_URLCONF):
            get_resolver(urls).url_patterns  # noqa: B018
        gc.collect()
        gc.freeze()


def post_fork(server, worker):
    """A page makes tens of thousands of objects that go with it: looking through them after every
    700 took a twentieth of its time."""
    gc.set_threshold(10_000)


def child_exit(server, worker):
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)


def on_exit(server):
    shutil.rmtree(os.environ["PROMETHEUS_MULTIPROC_DIR"], ignore_errors=True)
