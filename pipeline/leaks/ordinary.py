"""Words that are capitalised without being anybody's name: alone they are no needles. All in lower case."""

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)

_CALENDAR = """
jan feb mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday
"""
_OPENERS = """
a an the and or but nor for so yet if when while after before since until because although though as at by from in
into of off on onto out over per than to under up upon via with within without about above across against along
among around behind below beneath beside between beyond despite during except inside like near outside past through
throughout toward towards again also always another any anyone anything both each either enough every everyone
everything few further he her here hers him his how however i it its itself last later less many me meanwhile mine
more moreover most much my neither never next no nobody none nonetheless not nothing now once one only other others
our ours own perhaps rather same several she should some somebody someone soon still such that their theirs them
then there therefore these they this those three thus today tomorrow too two us very was we well were what whatever
where whether which who whoever whole whom whose why will would yes yesterday you your first second third fourth
fifth four five six seven eight nine ten are is be been being had has have having do does did done doing can cannot
could may might must shall am let see given following
"""
_COUNCIL = """
act action actions adult agency agencies annex annual appendix assembly authority baby board borough boy brother
cabinet case chair chapter chief child children childrens city clerk committee conclusion council councillor county
court cover crown deputy director district division doctor education ethnicity evaluation executive exempt father
figure finance family foster girl government head health her home hospital house housing infant justice lead leader
learning legal lord local manager mayor medical meeting midwife minister mother mr mrs ms miss dr sir dame lady
professor national nhs none note nurse officer officers ofsted option overview page panel paper paragraph parent
parliament part partnership person police policy portfolio post practice primary professional recommendation
recommendations regulations report review reviews road safeguarding schedule school secondary secretary section
serious service services sibling sister social source state strategy street summary table team trust unit village
ward worker young youth england wales scotland ireland britain british english welsh scottish kingdom united
european uk
"""
_PLACES_AND_POSTS = """
address avenue bank centre close contact detective email fax field green grove hill honour inspector judge lane lodge magistrate
north south east west place sergeant square constable telephone tel write
"""
_ROLES = """
adult baby boy brother carer child consultant doctor family father female foster gp girl grandfather grandmother
hospital infant male midwife mother nurse officer parent partner patient person practitioner school sibling sister
subject teacher teenager uncle aunt visitor witness woman man worker
"""

ORDINARY = frozenset((*MONTHS, *_CALENDAR.split(), *_OPENERS.split(), *_COUNCIL.split(), *_PLACES_AND_POSTS.split()))

ROLES = frozenset(_ROLES.split())
"""What pseudonyms begin with: Child F, Social Worker B, School 2."""
