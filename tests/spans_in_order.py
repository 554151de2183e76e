"""What holds of the places that any finder gives, whatever the text is."""


def assert_in_order(found, text):
    """Every place lies in the text, holds something, and begins where the one before ends or later."""
    last = 0
    for each in found:
        assert last <= each.start < each.end <= len(text)
        last = each.end
