"""@name in a text: who is meant."""

from activities.kinds import kind_of
from people.models import Member


def mentioned(text: str, record) -> list[Member]:
    """Active members whose name stands behind an @ in the text, and who may see the record.

    Of two names one of which begins with the other, the longer is meant where it stands.
    """
    if "@" not in text:
        return []
    members = sorted(Member.objects.active(), key=lambda member: -len(member.name))
    meant = []
    for member in members:
        call = f"@{member.name}"
        if call in text:
            text = text.replace(call, " ")
            meant.append(member)
    kind = kind_of(record)
    return [member for member in meant if kind.find(record.pk, member)]
