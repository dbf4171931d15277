"""What points at rows, and so keeps them from being deleted."""

from collections import Counter, defaultdict

from django.db.models import CASCADE, Model, Q, QuerySet


def uses(rows: QuerySet) -> Counter[type[Model]]:
    """How many records of each model use the rows; those that go with them count by their own."""
    found: Counter[type[Model]] = Counter()
    ways: dict[type[Model], Q] = defaultdict(Q)
    for relation in rows.model._meta.get_fields(include_hidden=True):
        if not (relation.one_to_many and relation.auto_created):
            continue
        way = Q(**{f"{relation.field.name}__in": rows})
        if relation.on_delete is CASCADE:
            found += uses(relation.related_model.objects.filter(way))
        else:
            ways[relation.related_model] |= way
    counts = {model: model.objects.filter(way).order_by().count() for model, way in ways.items()}
    return found + Counter(counts)
