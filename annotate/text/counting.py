"""Numbers with what they count, in words."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """`number` with what is counted, in the singular or plural.

    Args:
        number: how many.
        one: the singular.
        many: the plural, where it is not the singular with an s.

    Examples:
        >>> counted(1, "mark"), counted(2, "mark"), counted(0, "reply", "replies")
        ('1 mark', '2 marks', '0 replies')
    """
    return f"{number} {one if number == 1 else many or one + 's'}"
