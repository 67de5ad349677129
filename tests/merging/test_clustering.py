"""Joining along links under contradictions."""

from itertools import permutations

from multivector.merging.clustering import join_nodes


def test_strongest_link_wins_and_the_whole_group_is_checked():
    """0-1 and 1-2 are linked, 0 and 2 contradict: the stronger link decides, whatever order the links come in."""
    members = [frozenset({7}), frozenset({8}), frozenset({9}), frozenset({10})]
    links = [(1.0, 0, 1), (2.0, 1, 2), (0.5, 2, 3)]

    def contradict(one, other):
        return "no" if {one, other} == {7, 9} else ""

    for order in permutations(links):
        assert join_nodes(members, order, contradict) == ([0, 1, 1, 1], [(0, 1, "no")])
