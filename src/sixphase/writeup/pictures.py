"""A figure in the paper's Markdown: the picture with its caption, and how the text refers to it."""


def picture(caption: str, name: str) -> str:
    """The figure of this name; the caption is Markdown.

    >>> picture("Who came.", "who_came")
    '![Who came.](_study/figures/who_came.svg){#fig-who-came}'
    """
    return f"![{caption}](_study/figures/{name}.svg){{#{anchor(name)}}}"


def anchor(name: str) -> str:
    """By what the text refers to the figure of this name."""
    return f"fig-{name.replace('_', '-')}"
