"""The entry point of gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from crm.production import refuse_to_start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
application = get_wsgi_application()
refuse_to_start()
