"""Provisions to chunks: as large as a khoản, never across two provisions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.model import Chunk, Document, Provision, ProvisionKind
from corpus.text import sentences

__all__ = ["MAX_TOKENS", "ChunkContext", "chunk_document"]

MAX_TOKENS = 128
"""Size of a chunk without its breadcrumb; docs/experiments.md has the measurement."""

_LEAD_CHARACTERS = 200
_GROUPING = frozenset({ProvisionKind.PHAN, ProvisionKind.CHUONG, ProvisionKind.MUC})


@dataclass(frozen=True, slots=True)
class ChunkContext:
    """What chunking needs to know beyond the provisions themselves.

    `count_tokens` gives the number of model tokens of each text. `unit_of` names the ranking
    unit of a locator, `breadcrumb` the trail of headings down to a provision.
    """

    count_tokens: Callable[[Sequence[str]], list[int]]
    unit_of: Callable[[str], str]
    breadcrumb: Callable[[Provision], tuple[str, ...]]


@dataclass(slots=True)
class _Node:
    provision: Provision
    tokens: int
    total: int = 0
    children: list[_Node] = field(default_factory=list)


def chunk_document(
    document: Document, provisions: Sequence[Provision], context: ChunkContext
) -> list[Chunk]:
    """Return the chunks of a document, in reading order.

    A provision that is small enough together with everything under it is one chunk; a larger
    one gives its own words, then runs of its children, and a provision that is too long by
    itself is cut between sentences. Headings that only group others give no chunk.
    """
    writer = _ChunkWriter(document, {p.locator: p for p in provisions}, context)
    for root in _forest(provisions, context):
        writer.write(root)
    return writer.chunks


def _forest(provisions: Sequence[Provision], context: ChunkContext) -> list[_Node]:
    counts = context.count_tokens([p.text for p in provisions])
    nodes = {p.locator: _Node(p, tokens) for p, tokens in zip(provisions, counts, strict=True)}
    roots: list[_Node] = []
    for node in nodes.values():
        parent = nodes.get(node.provision.parent or "")
        (parent.children if parent else roots).append(node)
    for node in reversed(nodes.values()):
        node.total = node.tokens + sum(child.total for child in node.children)
    return roots


class _ChunkWriter:
    def __init__(
        self, document: Document, by_locator: Mapping[str, Provision], context: ChunkContext
    ) -> None:
        self.chunks: list[Chunk] = []
        self._document = document
        self._by_locator = by_locator
        self._context = context

    def write(self, root: _Node) -> None:
        """Write the chunks of `root` and all under it in reading order, without recursion."""
        stack = [(root.provision, [root])]
        while stack:
            owner, run = stack.pop()
            node = run[0]
            if len(run) > 1 or self._is_whole(node):
                self._add(owner, "\n".join(_subtree_text(member) for member in run))
                continue
            if not _is_heading_only(node):
                self._add_long(node)
            stack.extend(
                (run[0].provision if len(run) == 1 else node.provision, run)
                for run in reversed(self._runs(node))
            )

    def _is_whole(self, node: _Node) -> bool:
        """Tell whether the subtree is one chunk: small, and all within one ranking unit."""
        return node.total <= MAX_TOKENS and (
            not node.children
            or all(self._unit(child) == self._unit(node) for child in node.children)
        )

    def _runs(self, node: _Node) -> list[list[_Node]]:
        runs: list[list[_Node]] = []
        size = MAX_TOKENS
        for child in node.children:
            joins = (
                runs and size + child.total <= MAX_TOKENS and self._unit(child) == self._unit(node)
            )
            if joins:
                runs[-1].append(child)
                size += child.total
            else:
                runs.append([child])
                size = child.total
        return runs

    def _unit(self, node: _Node) -> str:
        return self._context.unit_of(node.provision.locator)

    def _add_long(self, node: _Node) -> None:
        for text in self._windows(node.provision.text, node.tokens):
            self._add(node.provision, text)

    def _windows(self, text: str, tokens: int) -> list[str]:
        if tokens <= MAX_TOKENS:
            return [text]
        spans = sentences(text)
        counts = self._context.count_tokens([text[start:end] for start, end in spans])
        windows: list[str] = []
        first, size = 0, 0
        for index, count in enumerate(counts):
            if index > first and size + count > MAX_TOKENS:
                windows.append(text[spans[first][0] : spans[index - 1][1]])
                first, size = index, 0
            size += count
        windows.append(text[spans[first][0] : spans[-1][1]])
        return windows

    def _add(self, provision: Provision, text: str) -> None:
        unit = self._by_locator[self._context.unit_of(provision.locator)]
        head = " ".join(filter(None, (self._document.code, self._document.title)))
        self.chunks.append(
            Chunk(
                document_id=self._document.id,
                locator=provision.locator,
                unit=unit.locator,
                heading=f"{head} › {first_line(unit)}",
                breadcrumb=self._trail(provision, head),
                text=text,
            )
        )

    def _trail(self, provision: Provision, head: str) -> tuple[str, ...]:
        trail = (head, *self._context.breadcrumb(provision))
        parent = self._by_locator.get(provision.parent or "")
        if parent is not None and self._introduces(parent):
            trail = (*trail, parent.text[:_LEAD_CHARACTERS])
        return trail

    @staticmethod
    def _introduces(parent: Provision) -> bool:
        return parent.kind in {ProvisionKind.KHOAN, ProvisionKind.DIEU} and parent.text.endswith(
            ":"
        )


def first_line(provision: Provision) -> str:
    """Return the heading line of a provision, or its locator where it has no heading."""
    return (
        provision.text.split("\n", 1)[0][:_LEAD_CHARACTERS]
        if provision.title
        else provision.locator
    )


def _subtree_text(root: _Node) -> str:
    parts, stack = [], [root]
    while stack:
        node = stack.pop()
        parts.append(node.provision.text)
        stack.extend(reversed(node.children))
    return "\n".join(parts)


def _is_heading_only(node: _Node) -> bool:
    provision = node.provision
    if not node.children:
        return False
    return provision.kind in _GROUPING or (
        bool(provision.title) and "\n" not in provision.text.strip()
    )
