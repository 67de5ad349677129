"""A sentence's dependency tree: the few questions about grammar that the coder asks.

Labels are ClearNLP's, as spaCy's English models give them.
"""

from collections.abc import Iterator
from functools import cached_property

from multivector.records import Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
RELATIVE = frozenset({"who", "which", "that", "whom"})


class Tree:
    """The tree of one sentence. Tokens are named by their index in the sentence."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self._children: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.index:
                self._children[token.head].append(token.index)

    def __getitem__(self, index: int) -> Token:
        return self.tokens[index]

    @cached_property
    def lemmas(self) -> tuple[str, ...]:
        """Lemmas in order, lower case."""
        return tuple(token.lemma for token in self.tokens)

    def children(self, index: int, *deps: str) -> list[int]:
        """Dependents of a token, all or those with one of the labels."""
        found = self._children[index]
        return [i for i in found if self.tokens[i].dep in deps] if deps else found

    def parent(self, index: int) -> int | None:
        """The head of a token, None for the root."""
        head = self.tokens[index].head
        return None if head == index else head

    def ancestors(self, index: int) -> Iterator[int]:
        """Heads from the next up to the root."""
        seen = {index}
        current = self.parent(index)
        while current is not None and current not in seen:
            yield current
            seen.add(current)
            current = self.parent(current)

    def subtree(self, index: int) -> list[int]:
        """All tokens under a token, itself included, in order."""
        found, queue = [], [index]
        while queue:
            current = queue.pop()
            found.append(current)
            queue.extend(self._children[current])
        return sorted(found)

    def is_passive(self, verb: int) -> bool:
        """Whether a verb form is passive: by its auxiliary or subject, as a reduced participle, or coordinated with a passive."""
        if self.children(verb, "auxpass", "nsubjpass", "agent", "csubjpass"):
            return True
        token = self.tokens[verb]
        if token.tag != "VBN":
            return False
        if token.dep in ("acl", "relcl", "advcl", "ccomp") and not self.children(verb, "aux", "nsubj"):
            return True
        head = self.parent(verb)
        return token.dep == "conj" and head is not None and not self.children(verb, "nsubj", "aux") and self.is_passive(head)

    def conjuncts(self, index: int) -> list[int]:
        """A nominal and what is coordinated with it ("A, B and C"), in order."""
        found = [index]
        for current in found:
            found.extend(i for i in self.children(current, "conj") if self.tokens[i].pos in NOMINAL and i not in found)
        return found

    def antecedent(self, verb: int) -> int | None:
        """The noun that a relative clause or participle describes."""
        head = self.parent(verb)
        return head if head is not None and self.tokens[verb].dep in ("relcl", "acl") else None

    def prepositional(self, index: int, preposition: str) -> list[int]:
        """Objects of a preposition that hangs on a token, coordinated prepositions and "as well as" included."""
        found: list[int] = []
        for prep in self._children[index]:
            token = self.tokens[prep]
            if token.lemma != preposition or token.dep not in ("prep", "agent", "dative", "prt", "conj", "advmod"):
                continue
            found.extend(self.children(prep, "pobj"))
            # "lobbed grenades at police queuing for pay": the object, read as the subject of a participle.
            found.extend(i for clause in self.children(prep, "pcomp") for i in (self.children(clause, "nsubj") or [clause]))
            for inner in self.children(prep, "prep"):
                found.extend(self.children(inner, "pobj"))
        return found

    def subject(self, verb: int, *, depth: int = 0) -> int | None:
        """The surface subject of a verb, its own or inherited: coordination, control, participles, relative clauses."""
        if depth > 6:
            return None
        for child in self.children(verb, "nsubj", "nsubjpass"):
            if self.tokens[child].lemma in RELATIVE and self.tokens[child].tag in ("WDT", "WP", "DT", "IN"):
                head = self.antecedent(verb)
                return head if head is not None else self._clause_subject(verb, depth)
            return child
        return self._clause_subject(verb, depth)

    def _clause_subject(self, verb: int, depth: int) -> int | None:
        token, head = self.tokens[verb], self.parent(verb)
        if head is None:
            return None
        above = self.tokens[head]
        if token.dep == "conj" and above.pos in VERBAL:
            return self.subject(head, depth=depth + 1)
        if token.dep in ("acl", "relcl"):
            if token.tag in ("VBG", "VBN"):
                return head
            # "its decision to withdraw": who decides, withdraws.
            return next(iter(self.children(head, "poss")), None) or self._holder(head, depth)
        if token.dep in ("xcomp", "ccomp") and above.pos in VERBAL:
            controlled = self.children(head, "dobj", "dative")
            if controlled and above.lemma != "promise":
                return controlled[0]
            return self.subject(head, depth=depth + 1)
        if token.dep == "xcomp" and above.pos == "ADJ":
            parent = self.parent(head)
            return self.subject(parent, depth=depth + 1) if parent is not None else None
        if token.dep in ("advcl", "parataxis", "dep") and above.pos in VERBAL:
            return None if self.children(verb, "mark") and token.tag not in ("VBG", "VBN") else self.subject(head, depth=depth + 1)
        if token.dep == "pcomp":
            return self._prepositional_subject(head, depth)
        return None

    def _holder(self, noun: int, depth: int) -> int | None:
        verb = self.parent(noun)
        if verb is not None and self.tokens[verb].pos in VERBAL and self.tokens[noun].dep in OBJECTS:
            return self.subject(verb, depth=depth + 1)
        return None

    def _prepositional_subject(self, prep: int, depth: int) -> int | None:
        """Whoever acts in "after visiting", "accused X of bombing": the object before "of", "for", "from", else the subject."""
        above = self.parent(prep)
        if above is None:
            return None
        if self.tokens[above].pos in VERBAL:
            if self.tokens[prep].lemma in ("of", "for", "from", "into"):
                if self.is_passive(above):
                    return self.subject(above, depth=depth + 1)
                blamed = self.children(above, "dobj")
                if blamed:
                    return blamed[0]
            return self.subject(above, depth=depth + 1)
        return next(iter(self.children(above, "poss")), None) or self._holder(above, depth)

    def agent(self, verb: int) -> list[int]:
        """Who does it in an active or passive clause, the first of the coordinated."""
        if self.is_passive(verb):
            found = [i for prep in self.children(verb, "agent") for i in self.children(prep, "pobj")]
            if not found:
                found = [i for i in self.prepositional(verb, "by") if self.tokens[i].pos in NOMINAL]
            if not found and self.tokens[verb].dep == "conj":
                head = self.parent(verb)
                found = self.agent(head) if head is not None and self.is_passive(head) else []
            return found
        subject = self.subject(verb)
        return [] if subject is None else [subject]

    def patient(self, verb: int) -> list[int]:
        """Whom or what it is done to in an active or passive clause."""
        if self.is_passive(verb):
            subject = self.subject(verb)
            return [] if subject is None else [subject]
        found = self.children(verb, "dobj", "obj")
        if found:
            return found
        head = self.antecedent(verb)
        own = self.children(verb, "nsubj")
        if head is not None and self.tokens[verb].dep == "relcl" and own and self.tokens[own[0]].lemma not in RELATIVE:
            return [head]
        if self.tokens[verb].dep == "conj":
            return []
        # "arrested and charged X": the object stands at the last verb.
        return [i for last in self.children(verb, "conj") if self.tokens[last].pos == "VERB" for i in self.children(last, "dobj")][:1]
