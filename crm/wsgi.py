"""The entry point of gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from tenants.roles import refuse_dangerous_role

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "crm.settings")
application = get_wsgi_application()
refuse_dangerous_role()
