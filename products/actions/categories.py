"""The tree of categories."""

from django.db import transaction
from django.utils.translation import gettext as _

from people.models import Member
from products.models import Category
from tenants.states import MoveNotAllowed


@transaction.atomic
def save_category(*, by: Member, category: Category) -> Category:
    """Store a category as an administrator left it; a category below itself is refused."""
    above = category.parent
    while above is not None:
        if above.pk == category.pk:
            raise MoveNotAllowed(_("A category cannot lie below itself."))
        above = above.parent
    category.save()
    return category
