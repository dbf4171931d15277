"""A person who signs in. Global and minimal: all about him in a company is `Member`."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """Make a user; without a password he can sign in only after a reset or invitation."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser):
    email = models.EmailField(_("e-mail"), unique=True)
    is_active = models.BooleanField(_("active"), default=True)
    is_platform = models.BooleanField(
        _("platform operator"), default=False, help_text=_("May create and configure companies.")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    @property
    def is_staff(self) -> bool:
        """Opens Django's platform admin; the companies' admin looks at Member roles instead."""
        return self.is_platform

    def has_perm(self, perm: str, obj=None) -> bool:
        return self.is_active and self.is_platform

    def has_module_perms(self, app_label: str) -> bool:
        return self.is_active and self.is_platform
