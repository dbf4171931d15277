"""Who a session's user is, read by plain SQL: every page asks (people/sessions.py)."""

from allauth.account.auth_backends import AuthenticationBackend

from people.models import User

READ = "SELECT * FROM people_user WHERE id = %s AND is_active"


class AccountBackend(AuthenticationBackend):
    def get_user(self, user_id) -> User | None:
        return next(iter(User.objects.raw(READ, [user_id])), None)
