"""Every notice states what its regulation lists, by the law of the day; what is missing is said at its field; nothing withheld gets in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import ExitCode, PipelineError
from pipeline.findings import Severity
from pipeline.statute import notices
from tests.canaries import GENERAL, canaries, load
from tests.conftest import Papers
from tests.notices import LAWS, Filled, in_2010, today, written
from tests.reading import READERS
from tests.samples import copy_aldershire

MATTER = {
    "2010": "Office for Standards in Education, Children's Services and Skills (OFSTED) evaluation of Serious Case Reviews in Cambridgeshire",
    "today": "Commissioning short breaks for disabled children, 2024-2027",
}
MEMBERS = ["Leader of the Council", "Cabinet Member for Roads"]
TODAY, THEN = "5 December 2023", "7th September 2010"

# What each provision lists, typed from the regulations, not from notices.yaml: by law and kind, the words that state each item.
LISTED: dict[tuple[str, str], dict[str, list[str]]] = {
    ("2010", "forward-plan"): {
        "14(2)(a)": [MATTER["2010"]],
        "14(2)(b)": ["Cabinet", *MEMBERS],
        "14(2)(c)": [f"{THEN}, 10:30, Room 12"],
        "14(2)(d)": ["Parents and schools of the county."],
        "14(2)(e)": ["A survey and three hearings."],
        "14(2)(f)": ["Write to the Director at County Hall.", "by 6th March 2009"],
        "14(2)(g)": ["Report of the Executive Director"],
        "published": ["1st September 2010 to 31st December 2010", "on 5th March 2009"],
    },
    ("2010", "general-exception"): {
        "15(1)(a)": [MATTER["2010"], "the Chair of the Committee of Exceptions", "in writing on 7th March 2009"],
        "15(1)(c)": [f"on {THEN} by the Cabinet, after five clear days"],
        "published": ["at The Old Shire Hall on 8th March 2009"],
    },
    ("2010", "special-urgency"): {
        "16(1)": [
            MATTER["2010"],
            f"{THEN}, 10:30, Room 12",
            "The Chair of the Overview and Scrutiny Committee of Tests agreed on 3rd March 2009 that the making of the decision cannot",
            "It cannot wait for the thaw.",
        ],
        "published": ["made on 4th March 2009", "no published notice"],
    },
    ("2010", "decision-record"): {
        "3(2)(a)": [MATTER["2010"], "Cabinet agreed to proceed."],
        "3(2)(b)": ["Because it is right to do so."],
        "3(2)(c)": ["To wait for a year was rejected."],
        "3(2)(d)": ["The Cabinet Member for Roads declared one."],
        "3(2)(e)": ["standards committee", "Granted to the Cabinet Member for Roads."],
        "published": ["on 9th March 2009", "6th September 2016"],
    },
    ("2010", "background-papers"): {
        "6": [
            f"{MATTER['2010']} (report of the Executive Director to the meeting on {THEN})",
            "Survey of need: Room 7",
        ],
        "22(6)": ["four years beginning on the date of the decision, to the end of 6th September 2014"],
        "22(5)": ["six years beginning on the date of the decision, to the end of 6th September 2016"],
        "published": ["from 10th March 2009 on"],
    },
    ("today", "key-decision"): {
        "9(1)(a)": ["A key decision is to be made on behalf of Aldershire County Council."],
        "9(1)(b)": [MATTER["today"]],
        "9(1)(c)": ["Cabinet", *MEMBERS],
        "9(1)(d)": [f"{TODAY}, 10:30, Room 12"],
        "9(1)(e)": ["Report of the Director of Children's Services", "Appendix A: What each lot is to provide"],
        "9(1)(f)": [
            "Subject to any prohibition or restriction on their disclosure",
            "Democratic Services, 1 Castle Street",
        ],
        "9(1)(g)": ["Other documents relevant to the matter may be submitted to the decision maker."],
        "9(1)(h)": ["Ask Democratic Services for a list of later documents."],
        "published": ["on 5 March 2009", "https://www.council.example/notices"],
    },
    ("today", "general-exception"): {
        "10(1)(a)": [MATTER["today"], "the Chair of the Committee of Exceptions", "in writing on 7 March 2009"],
        "10(1)(b)": [
            "available at The Old Shire Hall and published at https://www.council.example/notices on 8 March 2009"
        ],
        "10(1)(c)": [f"on {TODAY} by the Cabinet, after five clear days have elapsed following"],
        "10(3)": ["The grant was offered after the notices."],
        "published": ["on 8 March 2009"],
    },
    ("today", "special-urgency"): {
        "11(1)": [
            MATTER["today"],
            f"{TODAY}, 10:30, Room 12",
            "The Chair of the Overview and Scrutiny Committee of Tests agreed on 3 March 2009 that the making of the decision is urgent and cannot",
        ],
        "11(2)": ["It cannot wait for the thaw."],
        "published": ["on 4 March 2009"],
    },
    ("today", "private-meeting"): {
        "5(2)": ["The Cabinet intends to meet in private", f"{TODAY}, 10:30, Room 12"],
        "5(3)": ["Tenders are to be compared."],
        "published": ["on 11 March 2009"],
    },
    ("today", "private-meeting-further"): {
        "5(4)": ["The Cabinet intends to meet in private", f"{TODAY}, 10:30, Room 12"],
        "5(5)(a)": ["Tenders are to be compared."],
        "5(5)(b)": ["A resident asked that it be open."],
        "5(5)(c)": ["The method is told in public."],
        "published": ["on 12 March 2009"],
    },
    ("today", "private-urgency"): {
        "5(6)": [
            f"{TODAY}, 10:30, Room 12",
            "The Chair of the Overview and Scrutiny Committee of Tests agreed on 3 March 2009 that the meeting is urgent and cannot",
        ],
        "5(7)": ["The tenders lapse at midnight."],
        "published": ["on 4 March 2009"],
    },
    ("today", "decision-record"): {
        "12(2)(a)": [MATTER["today"], "Cabinet agreed to proceed.", f"The decision was made on {TODAY}."],
        "12(2)(b)": ["Because it is right to do so."],
        "12(2)(c)": [
            "Option 1: Do nothing, and let the contracts end. Families would be left without places",
            "Option 2: Let one contract for the whole service. Only two organisations",
            "To wait for a year was rejected.",
        ],
        "12(2)(d)": ["The Cabinet Member for Roads declared one."],
        "12(2)(e)": ["head of paid service", "Granted to the Cabinet Member for Roads."],
        "published": ["on 9 March 2009", "4 December 2029"],
    },
    ("today", "background-papers"): {
        "15": [
            f"{MATTER['today']} (report of the Director of Children's Services to the meeting on {TODAY})",
            "Survey of need: Room 7",
        ],
        "21(7)": ["four years beginning on the date of the decision, to the end of 4 December 2027"],
        "21(6)": ["six years beginning on the date of the decision, to the end of 4 December 2029"],
        "published": ["from 10 March 2009 on"],
    },
}
ITEMS = [(law, kind, provision) for (law, kind), found in LISTED.items() for provision in found]
CONTACT = ["Head of Governance", "notices@council.example", "01632 960199"]


def text_of(law: str, kind: str, ending: str) -> str:
    outcome = written(law, kind)
    assert not outcome.stopped, outcome.findings
    (file,) = (each for each in outcome.files if each.suffix == f".{ending}")
    return READERS[ending](file)


def kind_of(law: str, kind: str) -> Any:
    day = "2010-09-07" if law == "2010" else "2023-12-05"
    (found,) = (
        each
        for each in notices()
        if (each.id, each.kind) == (kind, "executive") and str(each.since or "") <= day <= str(each.until or "9")
    )
    return found


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize(("law", "kind", "provision"), ITEMS)
def test_each_item_that_the_regulation_lists_is_stated(law: str, kind: str, provision: str, ending: str) -> None:
    text = text_of(law, kind, ending)
    for words in LISTED[law, kind][provision]:
        # Capitals of headings are the house style's; a long address may be parted at a line's end.
        assert words.lower().replace(" ", "") in text.lower().replace(" ", ""), words


@pytest.mark.parametrize(("law", "kind"), LISTED)
def test_the_data_have_each_provision_and_no_other(law: str, kind: str) -> None:
    provisions = {item.provision.split(",")[0] for item in kind_of(law, kind).items}

    assert provisions == set(LISTED[law, kind]) - {"published"}


@pytest.mark.parametrize("ending", READERS)
@pytest.mark.parametrize(("law", "kind"), LISTED)
def test_each_heading_of_the_data_is_printed_with_title_authority_and_contact(law: str, kind: str, ending: str) -> None:
    text, asked = text_of(law, kind, ending).lower(), kind_of(law, kind)
    places = [
        text.index(label.lower()) for label in (asked.title, *(item.label for item in asked.items), "Publication")
    ]

    assert len(places) > 3
    assert {"2010": "(england) regulations 2000", "today": "(england) regulations 2012"}[law] in text
    assert all(words.lower().replace(" ", "") in text.replace(" ", "") for words in CONTACT)


def test_every_kind_of_executives_is_tried_by_both_laws() -> None:
    tried = {(kind, law) for law, kind in LISTED}
    there = {
        (each.id, law) for each in notices() for law in LAWS if each.kind == "executive" and kind_in_force(each, law)
    }

    assert tried == there
    assert len(there) == 13


def kind_in_force(each: Any, law: str) -> bool:
    day = "2010-09-07" if law == "2010" else "2023-12-05"
    return str(each.since or "") <= day <= str(each.until or "9")


# Each datum that can be missing: the file, where it stands, and a notice that must state it.
GAPS: list[tuple[str, str, str, str]] = [
    *(("today", "key-decision", "council.yaml", f"notices.{name}") for name in ("decision_makers", "copies_from", "other_documents")),
    *(("today", "key-decision", "council.yaml", f"notices.{name}") for name in ("offices", "website", "proper_officer", "email", "tel")),
    ("today", "key-decision", "paper.yaml", "notice_published"),
    *(("2010", "forward-plan", "paper.yaml", f"forward_plan.{name}") for name in ("consultees", "means", "representations", "representations_by")),
    ("2010", "forward-plan", "paper.yaml", "forward_plan"),
    *(("today", "general-exception", "paper.yaml", f"general_exception.{name}") for name in ("informed", "informed_on", "impracticable", "published")),
    *(("2010", "general-exception", "paper.yaml", f"general_exception.{name}") for name in ("informed", "informed_on", "published")),
    *((law, "special-urgency", "paper.yaml", f"special_urgency.{name}") for law in LAWS for name in ("agreed_by", "agreed_on", "reasons", "published")),
    *(("today", "private-meeting", "meetings.yaml", name) for name in ("private_reasons", "private_notice")),
    *(("today", "private-meeting-further", "meetings.yaml", f"private_{name}") for name in ("reasons", "representations", "response", "further_notice")),
    *(("today", "private-urgency", "meetings.yaml", f"private_urgency.{name}") for name in ("agreed_by", "agreed_on", "reasons", "published")),
    *((law, "decision-record", "paper.yaml", f"decision.{name}") for law in LAWS for name in ("made", "reasons", "conflicts", "dispensations", "published")),
    ("2010", "decision-record", "paper.yaml", "decision.alternatives"),
    ("today", "decision-record", "paper.yaml", "options.0.rejected"),
    ("today", "decision-record", "paper.yaml", "options.1.rejected"),
    *((law, "background-papers", "meetings.yaml", "published") for law in LAWS),
]  # fmt: skip


def take(data: Any, path: list[str]) -> None:
    *above, last = path
    for name in above:
        data = data[int(name)] if name.isdigit() else data[name]
    del data[last]


@pytest.mark.parametrize(("law", "kind", "file", "datum"), GAPS)
def test_a_missing_datum_is_a_finding_at_its_place(law: str, kind: str, file: str, datum: str, tmp_path: Path) -> None:
    filled = LAWS[law](tmp_path)
    of = [each["id"] for each in load_meetings(filled)].index(filled.meeting)
    filled.change(file, lambda data: take(data[of] if file == "meetings.yaml" else data, datum.split(".")))
    outcome = filled.write(kind)
    found = [finding for finding in outcome.findings if finding.id == "NO101"]
    first = {"council.yaml": "council", "meetings.yaml": f"meetings.{of}", "paper.yaml": "paper"}[file]

    assert outcome.stopped
    assert not filled.outputs.joinpath("notices").exists()
    assert found
    assert all(".".join(map(str, finding.at)).startswith(f"{first}.{datum}") for finding in found)
    assert all(
        finding.severity is Severity.ERROR and finding.place and finding.place.file.endswith(file) for finding in found
    )


def load_meetings(filled: Filled) -> list[dict[str, str]]:
    found: list[dict[str, str]] = load(filled.file("meetings.yaml"))
    return found


def test_all_that_is_missing_is_said_at_once(tmp_path: Path) -> None:
    filled = today(tmp_path)
    filled.change(
        "paper.yaml", lambda paper: [paper.pop("decision"), *(each.pop("rejected", "") for each in paper["options"])]
    )
    filled.change("council.yaml", lambda council: council.pop("notices"))
    said = [finding.message.partition(" is missing")[0] for finding in filled.write("decision-record").findings]

    assert said == [
        *("Decision", "Reasons for the decision", "Why option 1 was rejected", "Why option 2 was rejected"),
        *("Conflicts of interest declared", "Dispensations", "Offices", "Website of notices"),
        *("Record of the decision published", "Proper officer", "Notices' e-mail address", "Notices' telephone number"),
    ]


OTHER_LAW = [
    ("2010", "key-decision"), ("2010", "private-meeting"), ("2010", "private-meeting-further"), ("2010", "private-urgency"),
    ("today", "forward-plan"),
]  # fmt: skip


@pytest.mark.parametrize(("law", "kind"), OTHER_LAW)
def test_a_notice_of_another_law_is_refused(law: str, kind: str, tmp_path: Path) -> None:
    outcome = LAWS[law](tmp_path).write(kind)

    assert outcome.stopped
    assert [finding.id for finding in outcome.findings] == ["NO102"]


@pytest.mark.parametrize(
    ("day", "wanted"), [("9 September 2012", "forward-plan"), ("10 September 2012", "key-decision")]
)
def test_the_law_turns_on_its_day(day: str, wanted: str, tmp_path: Path) -> None:
    filled = in_2010(tmp_path)
    filled.change("meetings.yaml", lambda all_: all_[0].update(date=day))
    outcomes = {kind: filled.write(kind).stopped for kind in ("forward-plan", "key-decision")}

    assert outcomes == {kind: kind != wanted for kind in outcomes}


def test_a_committee_has_a_list_of_background_papers_alone(tmp_path: Path) -> None:
    filled = today(tmp_path)
    filled.change("meetings.yaml", lambda all_: [each.update(body="Planning Committee") for each in all_])
    outcome = filled.write("background-papers")

    assert not outcome.stopped
    (page,) = (file for file in outcome.files if file.suffix == ".html")
    text = READERS["html"](page)
    assert "section 100D of the Local Government Act 1972" in text
    assert "four years beginning with the date of the meeting, to the end of 4 December 2027" in text
    assert [finding.id for finding in filled.write("key-decision").findings] == ["NO102"]


def test_published_works_are_no_background_papers() -> None:
    assert "An Act of Parliament" not in text_of("today", "background-papers", "html")


def test_a_notice_that_came_late_is_written_with_a_warning(tmp_path: Path) -> None:
    filled = today(tmp_path)
    filled.change("paper.yaml", lambda paper: paper.update(notice_published="28 November 2023"))
    outcome = filled.write("key-decision")

    assert not outcome.stopped
    assert [(finding.id, finding.severity) for finding in outcome.findings] == [("NO104", Severity.WARNING)]
    assert "28 clear days" not in READERS["html"](next(file for file in outcome.files if file.suffix == ".html"))


def test_a_notice_that_nobody_asks_for_is_noted(tmp_path: Path) -> None:
    filled = today(tmp_path)
    filled.change("paper.yaml", lambda paper: paper.update(key_decision="No"))
    outcome = filled.write("key-decision")

    assert not outcome.stopped
    assert [(finding.id, finding.at) for finding in outcome.findings] == [("NO103", ("paper", "key_decision"))]


def test_the_option_chosen_is_not_among_those_rejected(tmp_path: Path) -> None:
    filled = today(tmp_path)

    def chosen(paper: Any) -> None:
        paper["decision"]["option"] = "one-contract"
        paper["options"][2]["rejected"] = "It asks more of officers."

    filled.change("paper.yaml", chosen)
    text = READERS["html"](next(file for file in filled.write("decision-record").files if file.suffix == ".html"))

    assert "Option 3: Let contracts in four lots. It asks more of officers." in text
    assert "Option 2" not in text


def test_an_option_chosen_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    filled = today(tmp_path)
    filled.change("paper.yaml", lambda paper: paper["decision"].update(option="five-lots"))
    outcome = filled.write("decision-record")

    assert outcome.stopped
    assert [finding.id for finding in outcome.findings] == ["VA104"]


def test_what_is_exempt_is_listed_without_its_words(tmp_path: Path) -> None:
    canaries(tmp_path)
    papers = Papers(tmp_path)
    done = papers.run("notice", "key-decision", GENERAL)
    page = next((papers.path / "outputs" / "notices").glob("*/*.html"))

    assert done.returncode == ExitCode.DONE, done.stderr
    assert "Appendix C: Confidential information" in READERS["html"](page)


def test_withheld_words_in_a_notice_of_the_meeting_are_refused(tmp_path: Path) -> None:
    filled = today(tmp_path)

    def exempt(paper: Any) -> None:
        why = {"paragraph": "3", "reason": "Prices.", "public_interest": "Better prices."}
        paper["appendices"].append(
            {"id": "bids", "title": "Bids of Quillfeather Limited", "text": "One.", "exempt": why}
        )

    filled.change("paper.yaml", exempt)
    filled.change(
        "meetings.yaml", lambda all_: [each.update(private_reasons="Of Bids of Quillfeather Limited.") for each in all_]
    )
    with pytest.raises(PipelineError) as refused:
        filled.write("private-meeting")

    assert refused.value.code == ExitCode.REFUSED
    assert "Quillfeather" not in f"{refused.value.message}{refused.value.hint}"
    assert not any(filled.outputs.joinpath("notices").glob("2023*"))


def test_a_paper_that_cannot_be_read_stops_its_meeting_s_notices(tmp_path: Path) -> None:
    filled = today(tmp_path)
    filled.change("paper.yaml", lambda paper: paper.update(appendices="none"))
    outcome = filled.write("private-meeting")

    assert outcome.stopped
    assert any(finding.id.startswith("VA") for finding in outcome.findings)


def test_a_reference_into_the_paper_is_an_error_in_a_record(tmp_path: Path) -> None:
    filled = today(tmp_path)
    filled.change("paper.yaml", lambda paper: paper["decision"].update(made="As {{ ref.cost }} says."))
    outcome = filled.write("decision-record")

    assert outcome.stopped
    assert [finding.at for finding in outcome.findings if finding.id.startswith("VA")] == [
        ("paper", "decision", "made")
    ]


def test_what_gives_a_child_away_stops_a_record(tmp_path: Path) -> None:
    filled = today(tmp_path)
    words = "To pay for the care of the child whose NHS number is 943 476 5919."
    filled.change("paper.yaml", lambda paper: paper["decision"].update(made=words))
    outcome = filled.write("decision-record")

    assert outcome.stopped
    assert {(finding.id[:2], finding.at) for finding in outcome.findings} == {("PR", ("paper", "decision", "made"))}
    assert all("943" not in f"{finding.message}{finding.place}" for finding in outcome.findings)


def test_a_notice_unchanged_is_left_alone(tmp_path: Path) -> None:
    filled = today(tmp_path)
    first = filled.write("decision-record")
    before = {file: file.stat().st_mtime_ns for file in first.files}

    assert filled.write("decision-record").unchanged
    assert {file: file.stat().st_mtime_ns for file in first.files} == before


@pytest.fixture
def aldershire(tmp_path: Path) -> Papers:
    copy_aldershire(tmp_path)
    return Papers(tmp_path)


def test_the_list_says_what_is_asked_due_and_missing(aldershire: Papers) -> None:
    done = aldershire.run("notice", "--meeting", "cabinet-2023-12-05")
    lines = done.stdout.splitlines()

    assert done.returncode == ExitCode.DONE
    assert lines[0] == "Cabinet, Tue 5 Dec 2023 (cabinet-2023-12-05)"
    assert " Mon 6 Nov 2023  key-decision, 2023-12-05-short-breaks [SI 2012/2089 reg 9]" in lines
    assert lines[2].strip() == "published Tue 31 Oct 2023; nothing is missing"
    assert any("missing: Decision, Reasons for the decision" in line for line in lines)
    assert not any("general-exception" in line for line in lines)


def test_where_the_usual_notice_is_late_the_others_are_listed(aldershire: Papers) -> None:
    file = aldershire.inputs / GENERAL / "paper.yaml"
    file.write_text(
        file.read_text("utf-8").replace("notice_published: 31 October", "notice_published: 30 November"), "utf-8"
    )
    said = aldershire.run("notice", "--meeting", "cabinet-2023-12-05").stdout

    assert "general-exception, 2023-12-05-short-breaks" in said
    assert "special-urgency, 2023-12-05-short-breaks" in said


WRONG_USE = [
    ("nothing", GENERAL), ("key-decision",), ("key-decision", GENERAL, "--meeting", "cabinet-2023-12-05"),
    ("private-meeting", GENERAL), ("private-meeting",), ("private-meeting", "--meeting", "cabinet-1066"),
]  # fmt: skip


@pytest.mark.parametrize("words", WRONG_USE, ids=" ".join)
def test_wrong_use_says_how(words: tuple[str, ...], aldershire: Papers) -> None:
    done = aldershire.run("notice", *words)

    assert done.returncode == ExitCode.USAGE
    assert "hint:" in done.stderr


def files(outcome: Any) -> Iterator[str]:
    yield from (file.name for file in outcome.files)


def test_a_notice_is_three_formats_findings_and_a_manifest() -> None:
    name = f"{GENERAL}-key-decision"

    assert list(files(written("today", "key-decision"))) == [
        *(f"{name}.{ending}" for ending in ("docx", "pdf", "html")),
        *("findings.json", "manifest.json"),
    ]
