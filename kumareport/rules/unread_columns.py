"""The words about a column that nobody reads."""


def left_out(header: str) -> str:
    """How to say that the report does not need it."""
    return f"載せない列なら、「設定」の表「項目」に、列「{header}」、載せる「載せない」の行を足すと、指摘しません"
