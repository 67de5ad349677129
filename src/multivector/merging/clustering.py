"""Joining nodes along their links, strongest first, where no member of one group contradicts a member of the other."""

from collections.abc import Callable, Iterable, Sequence

Link = tuple[float, int, int]


def join_nodes(
    members: Sequence[frozenset[int]], links: Iterable[Link], contradict: Callable[[int, int], str]
) -> tuple[list[int], list[tuple[int, int, str]]]:
    """Groups of nodes, and the links that a contradiction forbade.

    ``members[i]`` are the signatures of node i, ``links`` triples of weight and two nodes, ``contradict`` gives the reason why two
    signatures cannot be one event, or "". Returns for every node the smallest node of its group, and the refused links with reasons.
    The outcome depends on weights and node numbers alone, never on the order of the links.
    """
    parent = list(range(len(members)))
    held = [set(member) for member in members]

    def find(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    refused: list[tuple[int, int, str]] = []
    for _, left, right in sorted(links, key=lambda link: (-round(link[0], 6), link[1], link[2])):
        one, other = sorted((find(left), find(right)))
        if one == other:
            continue
        reason = _find_contradiction(held[one], held[other], contradict)
        if reason:
            refused.append((left, right, reason))
            continue
        parent[other] = one
        held[one] |= held[other]
        held[other] = set()
    return [find(node) for node in range(len(members))], refused


def _find_contradiction(ones: set[int], others: set[int], contradict: Callable[[int, int], str]) -> str:
    for one in sorted(ones):
        for other in sorted(others):
            if one != other and (reason := contradict(one, other)):
                return reason
    return ""
