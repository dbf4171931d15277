"""Letters of the keyboard: one place for each (UX.md 1.2 number 3)."""

from crm.menu import _creates, _items


def test_no_two_pages_share_a_letter():
    for entries in (_items, [*_creates]):
        keys = [entry.key for entry in entries if entry.key]
        assert keys
        assert len(keys) == len(set(keys))


def test_the_letter_of_a_follow_up_is_free():
    """The palette has it for a command of its own."""
    assert "f" not in {entry.key for entry in _creates}
