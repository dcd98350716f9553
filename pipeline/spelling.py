"""Spelling: names that are written in several ways, and words that differ in one letter."""

SAME = (
    "catherine katherine catharine katharine kathryn cathryn katheryn catheryn",
    "mohammed muhammad mohammad muhammed mohamed mohamad muhamed muhamad mohd",
    "ann anne", "anna ana hannah", "ahmed ahmad", "aisha ayesha aysha aishah aiesha", "alan allan allen alun",
    "alastair alistair alasdair alister", "amelia emilia", "aiden aidan ayden", "bryan brian bryon", "callum calum",
    "carl karl", "caroline carolyn", "claire clare clair", "chloe khloe", "christine kristine christina kristina",
    "christopher kristopher cristopher", "connor conor conner", "debra deborah debora", "denise denyse", "diane dianne diana",
    "eleanor elinor elenor eleanora", "elizabeth elisabeth", "ellie elly", "erik eric", "fatima fatimah fathima",
    "francis frances", "gary garry", "geoffrey jeffrey jeffery", "gillian jillian", "graham graeme grahame", "hayley hailey haley",
    "helen helena ellen", "hussain hussein husain hossain hossein", "ian iain", "isabel isobel isabelle isabella", "jack jak",
    "jacqueline jaqueline jacquelyn", "jayden jaden jaiden", "john jon", "jonathan johnathan jonathon johnathon", "julie juli",
    "kate cate", "katie katy kati", "kelly kelley", "kristen kirsten", "laurence lawrence", "lesley leslie", "lewis louis luis",
    "lindsay lindsey lynsey linsey", "lucy luci", "lynn lynne lyn", "marc mark", "margaret margret", "martin martyn",
    "mathew matthew", "megan meghan", "michael micheal mikael", "michelle michele", "naomi noemi", "natalie nathalie",
    "neil neal niall", "nicholas nicolas nikolas", "nicola nichola", "niamh neve", "oliver olivier", "phillip philip", "rachel rachael",
    "rebecca rebekah", "reece rhys reese", "robert roberto", "rory ruairi", "samantha samanta", "sara sarah", "sean shaun shawn shane",
    "sofia sophia", "sophie sofie", "stephen steven stephan", "stewart stuart", "susan suzanne suzan", "syed sayed sayyid", "teresa theresa",
    "tracey tracy", "vivian vivien vivienne", "yusuf yousef yousuf yusef", "zoe zoey", "zara zahra",
    "clark clarke", "smith smyth smythe", "brown browne", "cook cooke", "davis davies", "green greene", "moor moore", "reed reid read",
    "stevens stephens", "taylor tayler tailor", "thompson thomson", "white whyte", "wood woods", "begum begam", "khan kahn",
    "street st", "road rd", "avenue ave av", "lane ln", "drive dr", "close cl", "court ct", "saint st",
)  # fmt: skip
"""Names, and words of addresses, that are written in several ways for the same person or place."""

LONG = 7
"""From so many letters on a word may have one letter wrong."""

_GROUPS: dict[str, set[str]] = {}
for _number, _group in enumerate(SAME):
    for _name in _group.split():
        _GROUPS.setdefault(_name, set()).add(f"={_number}")


def alike(word: str) -> set[str]:
    """Return keys of which two words share one if they count as the same: the word, its group, and it without a plural's s."""
    plural = {word[:-1]} if len(word) > 4 and word.endswith("s") else set()
    return {word} | _GROUPS.get(word, set()) | plural


def initials_of(name: str) -> set[str]:
    """Return the first letters of a name in all its spellings: C and K of Catherine."""
    return {each[0] for group in SAME if name in group.split() for each in group.split()} | {name[0]}


def shortened(word: str) -> set[str]:
    """Return a long word, and what is left of it without any one of its letters; of a short one nothing."""
    if len(word) < LONG - 1 or not word.isalpha():
        return set()
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


def close(one: str, other: str) -> bool:
    """Whether two words of which the longer is long differ by one letter added, left out or changed, or by two swapped."""
    if max(len(one), len(other)) < LONG or abs(len(one) - len(other)) > 1:
        return False
    start = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    if start is None:
        return True
    ends = (one[start + 1 :], other[start + 1 :])
    swapped = one[start : start + 2] == other[start : start + 2][::-1] and one[start + 2 :] == other[start + 2 :]
    return ends[0] == ends[1] or one[start:] == ends[1] or ends[0] == other[start:] or swapped
