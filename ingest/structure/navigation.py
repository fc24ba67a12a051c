"""Ways through a document's tree: the unit that ranking counts, the trail of titles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from corpus.model import DocumentKind, Provision, ProvisionKind

__all__ = ["breadcrumb", "unit_of"]

_WITHIN_ARTICLE = frozenset({ProvisionKind.KHOAN, ProvisionKind.DIEM})


def unit_of(
    locator: str, provisions_by_locator: Mapping[str, Provision], kind: DocumentKind
) -> str:
    """Locator of the unit that ranking counts for a provision.

    In legal documents the Điều, or the outermost khoản where there is no Điều; in all
    others the provision itself, which is the deepest numbered one. An unknown locator is
    its own unit.
    """
    if kind is not DocumentKind.LEGAL:
        return locator
    unit = locator
    for provision in _upwards(locator, provisions_by_locator):
        if provision.kind is ProvisionKind.DIEU:
            return provision.locator
        if provision.kind in _WITHIN_ARTICLE:
            unit = provision.locator
    return unit


def breadcrumb(provision: Provision, by_locator: Mapping[str, Provision]) -> tuple[str, ...]:
    """Return the labels from the top of the document down to the provision.

    For instance ("Chương II Quy định cụ thể", "Điều 4. Xây dựng hệ thống", "khoản 2").
    """
    trail = [_label(step) for step in _upwards(provision.locator, by_locator)]
    return tuple(reversed(trail)) or (_label(provision),)


def _upwards(locator: str | None, by_locator: Mapping[str, Provision]) -> Iterator[Provision]:
    while locator is not None and (provision := by_locator.get(locator)) is not None:
        yield provision
        locator = provision.parent


def _label(provision: Provision) -> str:
    name = provision.locator
    above = provision.parent
    if above is not None and name.startswith((f"{above} ", f"{above}, ")):
        name = name[len(above) :].lstrip(", ")
    elif above is not None and provision.kind is ProvisionKind.SECTION:
        root, comma, _ = above.rpartition(", ")
        name = name.removeprefix(root + comma)
    elif provision.kind is not ProvisionKind.SECTION:
        name = name.rpartition(", ")[2]
    if not provision.title or provision.title.casefold() == name.casefold():
        return name
    joint = ". " if provision.kind is ProvisionKind.DIEU else " "
    return f"{name}{joint}{provision.title}"
