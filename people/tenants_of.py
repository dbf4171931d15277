"""The companies of a user, across tenants: the one question that no row policy can answer."""

from django.db import connection

from people.models import User


def tenants_of(user: User) -> list[dict]:
    """Active companies in which the user is an active member: [{"name", "slug", "url"}]."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, slug FROM tenants_of(%s)", [user.pk])
        rows = cursor.fetchall()
    return [{"name": name, "slug": slug, "url": f"/t/{slug}/"} for name, slug in rows]
