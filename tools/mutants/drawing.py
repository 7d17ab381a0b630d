"""Which defects are planted: drawn with a fixed seed among all that the operators of ``mutmut`` can make."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import libcst as cst
from libcst.metadata import MetadataWrapper, ParentNodeProvider, PositionProvider
from mutmut.mutation.file_mutation import Mutation, MutationVisitor
from mutmut.mutation.mutators import mutation_operators
from mutmut.mutation.pragma_handling import IgnoredCode

from tools.mutants.mutant import Mutant, differing


class _Visitor(MutationVisitor):
    """Mutates decorated functions as well: ``mutmut`` leaves them out only because of how it runs its mutants."""

    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        return not isinstance(node, cst.FunctionDef) and super()._skip_node_and_children(node)


@dataclass(frozen=True, slots=True)
class Place:
    """One possible defect: where it is, and how it is made."""

    file: str
    line: int
    first: int
    last: int
    tree: cst.Module
    mutation: Mutation

    def mutant(self) -> Mutant:
        """The module with this defect."""
        after = self.tree.deep_replace(self.mutation.original_node, self.mutation.mutated_node)
        source = after.code if isinstance(after, cst.Module) else ""
        was, becomes = differing(self.tree.code, source)
        return Mutant(self.file, self.line, self.first, self.last, was, becomes, source)


def places(file: str, source: str) -> Iterator[Place]:
    """Every defect that the operators can make in a module, in the order of its text."""
    wrapper = MetadataWrapper(cst.parse_module(source))
    visitor = _Visitor(mutation_operators, IgnoredCode(set(), set(), set()))
    wrapper.visit(visitor)
    positions = wrapper.resolve(PositionProvider)
    parents = wrapper.resolve(ParentNodeProvider)
    for mutation in visitor.mutations:
        node = mutation.original_node
        while node not in positions:  # an operator within a comparison, for instance
            node = parents[node]
        line = positions[node].start.line
        while not isinstance(node, cst.SimpleStatementLine | cst.BaseCompoundStatement):
            node = parents[node]
        first, last = positions[node].start.line, positions[node].end.line
        if isinstance(node, cst.BaseCompoundStatement):  # its header, which ends where its body or first case begins
            begins = node.cases[0] if isinstance(node, cst.Match) else node.body.body[0]
            last = max(line, positions[begins].start.line - 1)
        yield Place(file, line, first, last, wrapper.module, mutation)


def draw(sources: Mapping[str, str], reached: Mapping[str, set[int]], number: int, seed: str) -> list[Mutant]:
    """Lines are drawn over all files, each as likely as any other, and then one defect of each.

    ``reached`` are the lines that a test reaches, by file; all of a statement count when one of them is reached. Lots
    are drawn by the text of a line, so that a change elsewhere changes nothing of what is drawn.
    """
    by_line: dict[tuple[str, int], list[Place]] = {}
    for file in sorted(sources):
        lines = reached.get(file, set())
        for place in places(file, sources[file]):
            if not lines.isdisjoint(range(place.first, place.last + 1)):
                by_line.setdefault((file, place.line), []).append(place)
    times: Counter[tuple[str, str]] = Counter()
    lots: list[tuple[bytes, tuple[str, int]]] = []
    for file, line in sorted(by_line):
        text = sources[file].splitlines()[line - 1].strip()
        times[file, text] += 1
        lots.append((_lot(seed, file, text, str(times[file, text])), (file, line)))
    drawn = sorted(lots)[:number]
    return [by_line[line][int.from_bytes(lot) % len(by_line[line])].mutant() for lot, line in sorted(drawn, key=_place)]


def _lot(*words: str) -> bytes:
    return hashlib.sha256("\0".join(words).encode()).digest()


def _place(drawn: tuple[bytes, tuple[str, int]]) -> tuple[str, int]:
    return drawn[1]
