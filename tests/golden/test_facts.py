"""Facts come from data: change a datum, and its sentence changes in all three formats."""

import pytest

from tests.conftest import Papers, needs
from tests.reading import READERS

FACTS = {
    "council's area, title": ("council.yaml", "area: Cambridgeshire", "area: Fenshire", "SERIOUS CASE REVIEWS IN FENSHIRE."),
    "council's area, prose": ("council.yaml", "area: Cambridgeshire", "area: Fenshire", "All Serious Case Reviews in Fenshire are"),
    "board's name": ("council.yaml", "Children's Board", "Children Board", "In December 2009 Cambridgeshire Local Safeguarding Children Board (LSCB)"),
    "board's short name": ("council.yaml", "short: LSCB", "short: SCB", "Today the SCB will publish"),
    "board's website": ("council.yaml", "http://www.cambslscb.org.uk", "http://www.example.org", "on the LSCB Website: http://www.example.org The"),
    "inspectorate's name": ("council.yaml", "Office for Standards", "Bureau for Standards", "BUREAU FOR STANDARDS IN EDUCATION"),
    "inspectorate's short name": ("council.yaml", "short: OFSTED", "short: Ofsted", "submitted to Ofsted in December 2009"),
    "guidance's title": ("council.yaml", "Inter Working", "Inter-agency Working", 'A guide to Inter-agency Working to Safeguard and Promote the Welfare of Children".'),
    "guidance's short title": ("council.yaml", "short: Working Together", "short: The guidance", "3.1 The guidance clearly sets out"),
    "meeting's body": ("meetings.yaml", "body: Cabinet", "body: Council", "Recommendation: Council are asked to note"),
    "meeting's date, cover": ("meetings.yaml", "7 September", "3 August", "Date: 3rd August 2010"),
    "meeting's date, publication": ("meetings.yaml", "7 September", "6 September", "On 7 September 2010 the LSCB will publish three of the four"),
    "author's post": ("paper.yaml", "post: Executive Director", "post: Director", "Adrian Loades, Director; Children and Young People's Services"),
    "directorate": ("paper.yaml", "directorate: Children and Young People's", "directorate: Family", "identifies the learning for Family Services arising"),
    "electoral divisions": ("paper.yaml", "electoral_divisions:", "electoral_divisions: All", "Electoral division(s): All Forward Plan ref:"),
    "Forward Plan reference": ("paper.yaml", "forward_plan_ref:", "forward_plan_ref: 2010/036", "Forward Plan ref: 2010/036 Key decision:"),
    "key decision": ("paper.yaml", "key_decision: No", "key_decision: Yes", "Key decision: Yes Purpose:"),
    "officer contact": ("paper.yaml", "tel: 01223 717856", "tel: 01223 000000", "Tel: 01223 000000"),
    "reviews in days delayed": ("paper.yaml", "value: 2\n", "value: 3\n", "In three of the cases, the production"),
    "vacancy rate": ("paper.yaml", "value: 6%", "value: 9%", "lowest point (9%) in many years"),
    "medical within": ("paper.yaml", "value: 48", "value: 24", "taking place within 24 hours"),
    "date of death, sentence": ("reviews.yaml", "died: December 2006", "died: March 2005", "Baby A who died March 2005, Child C"),
    "date of death, period": ("reviews.yaml", "died: December 2006", "died: March 2005", "who had died in a period from 2005 to 2009."),
    "date of death, learning": ("reviews.yaml", "died: December 2006", "died: March 2005", "Baby A who died in 2005, Children's Services"),
    "date of death, order": ("reviews.yaml", "died: January 2009", "died: August 2009", "Child F who died June 2009 aged 10 weeks and Child G who died August 2009 aged 17."),
    "age in weeks": ("reviews.yaml", "age: 10 weeks", "age: 1 week", "Child F who died June 2009 aged 1 week."),
    "age in years": ("reviews.yaml", "age: 17", "age: 16", "committed suicide at the age of 16."),
    "child's name": ("reviews.yaml", "name: Child G", "name: Child H", "With respect to Child H there is a clear view"),
    "child's sex": ("reviews.yaml", "sex: male", "sex: female", "support provided to Child G and her family."),
    "sex of the child whose parent was convicted": ("reviews.yaml", "sex: female", "sex: male", "following conviction of his mother on 16 June 2010."),
    "who was convicted": ("reviews.yaml", "mother\n      convicted", "father\n      convicted", "following conviction of her father on 16 June 2010."),
    "date of conviction": ("reviews.yaml", "convicted: 16 June", "convicted: 17 June", "her mother on 17 June 2010."),
    "whether anybody was convicted": ("reviews.yaml", "  responsible:\n    - relationship: parent\n", "", "Two of the four cases have been subject to criminal proceedings"),
    "date of publication": ("reviews.yaml", "published: 7 September 2010", "published: 1 September 2010", "Today the LSCB will publish two of the four"),
    "already published": ("reviews.yaml", "already_published: Yes", "published: 7 September 2010", "Today the LSCB will publish all four Serious Case Reviews' Executive Summaries"),
    "grade": ("evaluations.yaml", "grade: adequate", "grade: good", "A Good evaluation was received for the Baby A Review, an Adequate"),
    "second grade": ("evaluations.yaml", "child-c-and-child-e\n  submitted: December 2009\n  grade: adequate", "child-c-and-child-e\n  submitted: December 2009\n  grade: inadequate", "an Inadequate evaluation for the Child C and Child E Review"),
    "awaited evaluation": ("evaluations.yaml", "grade: awaited", "grade: good", "evaluation of all four Serious Case Reviews has only just been received."),
    "date of submission": ("evaluations.yaml", "submitted: December 2009", "submitted: October 2009", "Between October 2009 and December 2009 Cambridgeshire"),
    "printed name": ("evaluations.yaml", "printed_as: Baby F Review", "printed_as: Child F Review", "We await the evaluation of the Child F Review."),
    "name without printed name": ("evaluations.yaml", "  printed_as: Child G review\n", "", "an Adequate evaluation for the Child G Review."),
    "who monitors": ("actions.yaml", "  - the Children's Social Care Performance Board\n", "", "(also a sub-group of the LSCB) and the Area Safeguarding Committees"),
}  # fmt: skip


def test_there_are_enough() -> None:
    assert len(FACTS) >= 25


@needs("pdftotext")
@pytest.mark.parametrize("name", FACTS)
def test_a_changed_datum_changes_its_sentence_everywhere(name: str, papers: Papers, sample: Papers) -> None:
    file, old, new, sentence = FACTS[name]
    papers.change(file, old, new)
    outcome = papers.build()

    assert not outcome.stopped
    for ending, read in READERS.items():
        assert sentence not in read(sample.output(ending)), f"{ending}: there before"
        assert sentence in read(papers.output(ending)), f"{ending}: not changed"


@needs("pdftotext")
def test_a_review_less_changes_every_count(papers: Papers) -> None:
    reviews = papers.file("reviews.yaml")
    text = reviews.read_text("utf-8")
    reviews.write_text(text[: text.index("- id: child-g")], "utf-8")
    evaluations = papers.file("evaluations.yaml")
    kept = [part for part in evaluations.read_text("utf-8").split("- review: ") if not part.startswith("child-g")]
    evaluations.write_text("- review: ".join(kept), "utf-8")
    papers.build()

    for ending, read in READERS.items():
        found = read(papers.output(ending))
        assert "submitted three completed Serious Case Reviews (SCRs)" in found, ending
        assert "With all three cases" in found, ending
        assert "All three cases have been subject to criminal proceedings" in found, ending
        assert "Today the LSCB will publish two of the three Serious Case Reviews'" in found, ending
        assert "The third relating to Child F" in found, ending
        assert "The fourth case" not in found, ending
