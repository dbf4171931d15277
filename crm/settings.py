"""One settings module; everything that differs between places comes from the environment."""

from pathlib import Path

import environ
from django.utils.translation import gettext_lazy as _

from crm import logs
from crm.content_policy import CONTENT_SECURITY_POLICY  # noqa: F401

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env", overwrite=False)
if "FAIRWAY_MODE" not in env:  # a running `make run` says where its servers are
    environ.Env.read_env(BASE_DIR / "var" / "demo.env", overwrite=False)

# "demo" (make run), "test" and "production". Only production refuses weak settings at start-up.
MODE = env("FAIRWAY_MODE", default="production")
DEMO = MODE == "demo"
DEBUG = False
SECRET_KEY = env("SECRET_KEY", default="" if MODE == "production" else "demo-only-" + "0" * 50)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS",
    default=[] if MODE == "production" else ["localhost", "127.0.0.1", "testserver"],
)
# Host of every link that leaves by mail.
SITE_URL = env("SITE_URL", default="http://127.0.0.1:8000")

# Three log-ins (DESIGN.md section 2): the web and the worker are crm_app, migrations crm_owner.
DATABASE_ROLE = env("DATABASE_ROLE", default="app")
_DATABASE_URL = {
    "app": "DATABASE_URL",
    "owner": "DATABASE_OWNER_URL",
    "system": "DATABASE_SYSTEM_URL",
}
DATABASES = {"default": env.db_url(_DATABASE_URL[DATABASE_ROLE], default="postgres:///fairway")}
DATABASES["default"] |= {
    "ENGINE": "crm.database",  # Django's for PostgreSQL with a quicker compiler
    "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
    "CONN_HEALTH_CHECKS": True,
    # A transaction-mode pooler cannot keep server-side cursors between statements.
    "DISABLE_SERVER_SIDE_CURSORS": env.bool("PGBOUNCER", default=False),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"  # bigint identity on PostgreSQL

REDIS_URL = env("REDIS_URL", default="redis://127.0.0.1:6379/0")
_FAST_OPTIONS = {"socket_connect_timeout": 0.2, "socket_timeout": 0.2}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
    },
    "fast": {
        "BACKEND": "crm.cache.FailSoftRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": _FAST_OPTIONS,
        "KEY_FUNCTION": "crm.cache.tenant_key",
    },
    # Of {% cache %}: what is the same on every page of whoever has the same roles, some kB each.
    "template_fragments": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 2000},
        "KEY_FUNCTION": "crm.cache.tenant_key",
    },
}

INSTALLED_APPS = [
    "crm",
    "tenants",
    "people",
    "activities",
    "approvals",
    "customers",
    "products",
    "leads",
    "opportunities",
    "quotes",
    "contracts",
    "payments",
    "reports",
    "integrations",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "django_filters",
    "django_tables2",
    "pgtrigger",
    "ninja",
]

MIDDLEWARE = [
    "crm.middleware.record.RequestRecordMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "crm.middleware.language.LanguageMiddleware",
    "crm.middleware.text.PlainTextMiddleware",
    "crm.middleware.scope.TenantScopeMiddleware",
    "crm.middleware.login.LoginRequiredMiddleware",
    "crm.middleware.idempotency.IdempotencyMiddleware",
]

ROOT_URLCONF = "crm.urls"
TENANT_URLCONF = "crm.urls_tenant"
# It would redirect without the tenant's prefix; every link is made by reverse().
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "crm.context.page_frame",
            ],
            "builtins": ["crm.templatetags.fairway", "crm.templatetags.scope"],
        },
    }
]
FORM_RENDERER = "crm.rendering.Renderer"
DJANGO_TABLES2_TEMPLATE = "components/_table.html"

# People
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["people.backends.AccountBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATORS = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": _VALIDATORS + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": _VALIDATORS + "CommonPasswordValidator"},
    {
        "NAME": _VALIDATORS + "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email"]},
    },
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "/accounts/login/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/accounts/login/"
ACCOUNT_ADAPTER = "people.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation proves the address; nobody signs up alone
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever's password is changed hears of it
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""  # allauth would put the host there
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "20/m/ip,5/m/key",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
SESSION_ENGINE = "people.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

SECURE = MODE == "production"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_NAME = "__Host-sessionid" if SECURE else "sessionid"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=SECURE)
# Asked from inside, without TLS: they say nothing of any company.
SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
SECURE_HSTS_SECONDS = 31536000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = (
    ("HTTP_X_FORWARDED_PROTO", "https") if ALLAUTH_TRUSTED_PROXY_COUNT else None
)
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
CSRF_FAILURE_VIEW = "crm.errors.csrf_failed"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Languages: user, then tenant, then the browser (crm/middleware/language.py).
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS: list[str] = []
FORMAT_MODULE_PATH = "crm.formats"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Absolute, so that a tenant's path prefix is never put before it.
STATIC_URL = "/static/"
# Outside production the files are served from where they lie.
_COLLECTED = env("STATIC_ROOT", default=str(BASE_DIR / "var" / "static"))
STATIC_ROOT = Path(_COLLECTED) if SECURE else None
STATICFILES_DIRS = [BASE_DIR / "static"]
_PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
_STATIC = "crm.static_files.ModuleStorage" if SECURE else _PLAIN
MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(BASE_DIR / "var" / "media")))
_FILES = "django.core.files.storage.FileSystemStorage"
STORAGES = {"default": {"BACKEND": _FILES}, "staticfiles": {"BACKEND": _STATIC}}
WHITENOISE_USE_FINDERS = MODE != "production"

_MAIL = "smtp://localhost:25" if MODE == "production" else f"filemail:///{BASE_DIR}/var/mail"
globals().update(env.email_url("EMAIL_URL", default=_MAIL))
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="Fairway <fairway@localhost>")

# Jobs
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TASK_SOFT_TIME_LIMIT = 540
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500  # what a large job has loaded and taken goes with its child
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# Twice the longest hard limit: a task must never be handed out again while it still runs.
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 1200, "socket_connect_timeout": 0.5}
CELERY_TIMEZONE = "UTC"

LOGGING = logs.configuration(
    format=env("LOG_FORMAT", default="json" if SECURE else "plain"),
    level=env("LOG_LEVEL", default="INFO"),
)
# What a scraper of /metrics sends as its bearer token (crm/health.py).
METRICS_TOKEN = env("METRICS_TOKEN", default="")
FILTERS_EMPTY_CHOICE_LABEL = _("All")
