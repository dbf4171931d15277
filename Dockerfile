# One image for web, worker, beat and the commands of an operator (docs/operations.md).

FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/fairway
ENV PATH=/opt/fairway/bin:$PATH
# Every package is a wheel with its hash in the lock, so nothing is compiled here.
COPY requirements.txt /tmp/requirements.txt
RUN pip install --require-hashes --only-binary :all: -r /tmp/requirements.txt
WORKDIR /srv/fairway
COPY . .
RUN python -m compileall -q . \
 && python -m crm.translations \
 && FAIRWAY_MODE=production SECRET_KEY=only-to-collect STATIC_ROOT=/srv/static \
    python manage.py collectstatic --noinput --verbosity 0

FROM python:3.11-slim-bookworm
# What WeasyPrint draws with; without harfbuzz-subset a document takes half a minute.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends \
    libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin fairway \
 && install -d -o fairway -g fairway /srv/media
COPY --from=build /opt/fairway /opt/fairway
COPY --from=build /srv/static /srv/static
COPY --from=build /srv/fairway /srv/fairway
ENV PATH=/opt/fairway/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    FAIRWAY_MODE=production STATIC_ROOT=/srv/static MEDIA_ROOT=/srv/media \
    HOME=/tmp XDG_CACHE_HOME=/tmp MALLOC_ARENA_MAX=1
WORKDIR /srv/fairway
USER fairway
EXPOSE 8000
VOLUME /srv/media
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
    CMD ["python", "deploy/healthcheck.py"]
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--no-control-socket", "crm.wsgi"]
