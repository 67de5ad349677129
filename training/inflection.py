"""English verb forms for the plain layer: regular rules and the irregular verbs that news use."""

IRREGULAR = {
    "be": ("was", "been"), "bear": ("bore", "borne"), "beat": ("beat", "beaten"), "become": ("became", "become"), "begin": ("began", "begun"),
    "bind": ("bound", "bound"), "blow": ("blew", "blown"), "break": ("broke", "broken"), "bring": ("brought", "brought"), "build": ("built", "built"),
    "burn": ("burned", "burned"), "buy": ("bought", "bought"), "cast": ("cast", "cast"), "catch": ("caught", "caught"), "choose": ("chose", "chosen"),
    "come": ("came", "come"), "cut": ("cut", "cut"), "deal": ("dealt", "dealt"), "do": ("did", "done"), "draw": ("drew", "drawn"), "drive": ("drove", "driven"),
    "fall": ("fell", "fallen"), "feed": ("fed", "fed"), "fight": ("fought", "fought"), "find": ("found", "found"), "flee": ("fled", "fled"), "fly": ("flew", "flown"),
    "forbid": ("forbade", "forbidden"), "forgive": ("forgave", "forgiven"), "freeze": ("froze", "frozen"), "get": ("got", "got"), "give": ("gave", "given"), "go": ("went", "gone"),
    "hear": ("heard", "heard"), "hide": ("hid", "hidden"), "hit": ("hit", "hit"), "hold": ("held", "held"), "hurt": ("hurt", "hurt"), "keep": ("kept", "kept"),
    "know": ("knew", "known"), "lay": ("laid", "laid"), "lead": ("led", "led"), "leave": ("left", "left"), "lend": ("lent", "lent"), "let": ("let", "let"), "lose": ("lost", "lost"),
    "make": ("made", "made"), "mean": ("meant", "meant"), "meet": ("met", "met"), "pay": ("paid", "paid"), "put": ("put", "put"), "read": ("read", "read"), "ride": ("rode", "ridden"),
    "rise": ("rose", "risen"), "run": ("ran", "run"), "say": ("said", "said"), "see": ("saw", "seen"), "seek": ("sought", "sought"), "sell": ("sold", "sold"), "send": ("sent", "sent"),
    "set": ("set", "set"), "shake": ("shook", "shaken"), "shoot": ("shot", "shot"), "show": ("showed", "shown"), "shut": ("shut", "shut"), "sit": ("sat", "sat"),
    "slay": ("slew", "slain"), "speak": ("spoke", "spoken"), "spend": ("spent", "spent"), "split": ("split", "split"), "spread": ("spread", "spread"), "stand": ("stood", "stood"),
    "steal": ("stole", "stolen"), "stick": ("stuck", "stuck"), "strike": ("struck", "struck"), "strip": ("stripped", "stripped"), "swear": ("swore", "sworn"),
    "sweep": ("swept", "swept"), "take": ("took", "taken"), "teach": ("taught", "taught"), "tear": ("tore", "torn"), "tell": ("told", "told"), "think": ("thought", "thought"),
    "throw": ("threw", "thrown"), "undertake": ("undertook", "undertaken"), "wage": ("waged", "waged"), "win": ("won", "won"), "withdraw": ("withdrew", "withdrawn"),
    "withhold": ("withheld", "withheld"), "write": ("wrote", "written"), "overthrow": ("overthrew", "overthrown"), "uphold": ("upheld", "upheld"), "lift": ("lifted", "lifted"),
    "quit": ("quit", "quit"), "rescind": ("rescinded", "rescinded"), "besiege": ("besieged", "besieged"), "plead": ("pleaded", "pleaded"), "light": ("lit", "lit"), "sink": ("sank", "sunk"),
}  # fmt: skip
_DOUBLING = frozenset(
    "ban bar stop plan drop cut hit rob stab jam slam snub rap tap trap bug rig tip whip mob ram scrap trim shun submit commit permit refer occur expel repel compel "
    "propel patrol control rebel abet prefer transfer".split()
)
_VOWELS = "aeiou"


def past(verb: str) -> str:
    """Simple past."""
    return IRREGULAR[verb][0] if verb in IRREGULAR else _add_ed(verb)


def participle(verb: str) -> str:
    """Past participle."""
    return IRREGULAR[verb][1] if verb in IRREGULAR else _add_ed(verb)


def third(verb: str) -> str:
    """Third person singular of the present."""
    if verb in ("go", "do") or verb.endswith(("s", "x", "ch", "sh", "z")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def gerund(verb: str) -> str:
    """Present participle."""
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + (verb[-1] if _doubles(verb) else "") + "ing"


def _add_ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + (verb[-1] if _doubles(verb) else "") + "ed"


def _doubles(verb: str) -> bool:
    return verb in _DOUBLING


def article(noun: str) -> str:
    """The noun with its indefinite article."""
    return f"{'an' if noun[0] in _VOWELS else 'a'} {noun}"
