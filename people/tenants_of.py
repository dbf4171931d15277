"""The companies of a user, across tenants: the one question that no row policy can answer."""

from django.db import connection

from people.models import User

# The same rows as one value of another statement; `listed` makes of them what a page shows.
TENANTS_OF = "(SELECT coalesce(jsonb_agg(t), '[]') FROM tenants_of(%s) t)"


def tenants_of(user: User) -> list[dict]:
    """Active companies in which the user is an active member: [{"name", "slug", "url"}]."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, slug FROM tenants_of(%s)", [user.pk])
        return listed([{"name": name, "slug": slug} for name, slug in cursor.fetchall()])


def listed(tenants: list[dict]) -> list[dict]:
    return [one | {"url": f"/t/{one['slug']}/"} for one in tenants]
