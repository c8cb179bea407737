"""A small record made by hand: two reports that disagree on a toll, for tests of what comes after reconciliation."""

from __future__ import annotations

from dateline.model import (
    ActorRef,
    Block,
    BlockKind,
    CanonicalEntity,
    Certainty,
    Claim,
    ClaimRef,
    CopyGroup,
    CopyKind,
    DerivedReport,
    Directness,
    Dispute,
    DisputeValue,
    Entity,
    EntityKind,
    Event,
    EventActor,
    EventType,
    Evidence,
    FieldEvidence,
    FieldValue,
    Flag,
    FlagKind,
    Harm,
    HarmKind,
    Judgement,
    Link,
    LinkRole,
    Modality,
    Office,
    Origin,
    Outlet,
    Passage,
    Place,
    PlacePrecision,
    Published,
    Reconciliation,
    Report,
    ReportClaims,
    SayingKind,
    SetAside,
    SharedStatement,
    Span,
    Statement,
    Time,
    TimePrecision,
    Toll,
)
from dateline.record import RecordView, RunInfo

TEXT = (
    "Shelling hits Herat\n"
    "HERAT, May 3 (Plain Wire) - Rebels shelled a market in Herat on Tuesday, killing at least 12 people.\n"
    "“We will answer,” Defence Minister Omid Rahimi said in a post on X.\n"
)


def report(name: str = "r-1", file: str = "plain_wire.txt", text: str = TEXT) -> Report:
    first = text.index("\n")
    return Report(
        id=name,
        file=file,
        text=text,
        matching=text.replace("“", '"').replace("”", '"'),
        blocks=(
            Block(0, first, BlockKind.HEADLINE, "first-line"),
            Block(first + 1, len(text) - 1, BlockKind.BODY, "line"),
        ),
        outlet=Outlet("Plain Wire", "dateline", Span(34, 44)),
        published=Published("2031-05-03", "dateline", span=Span(27, 32)),
        headline=Span(0, first),
    )


def evidence(report_id: str, words: str, text: str = TEXT) -> Evidence:
    at = text.index(words)
    return Evidence(report_id, at, at + len(words), words)


def reading(name: str = "r-1", file: str = "plain_wire.txt", *, killed: int = 12) -> ReportClaims:
    def ev(words: str) -> tuple[Evidence, ...]:
        return (evidence(name, words),)

    outlet = Link(LinkRole.OUTLET, "Plain Wire", evidence=ev("Plain Wire"))
    minister = ActorRef("Defence Minister Omid Rahimi", "e1", "AFG", "GOV", evidence=ev("Omid Rahimi"))
    rebels = ActorRef("Rebels", "e2", sector="REB", evidence=ev("Rebels"))
    place = Place("Herat", PlacePrecision.EXACT, "geonames:1140026", 34.35, 62.2, "AFG", evidence=ev("Herat"))
    time = Time("2031-05-03", "2031-05-03", TimePrecision.DAY, "Tuesday, the publication date", ev("Tuesday"))
    said = Statement(
        id="s1",
        report=name,
        start=TEXT.index("We will"),
        end=TEXT.index(",”"),
        content="We will answer",
        parts=ev("We will answer"),
        cue="said",
        speaker=minister,
        directness=Directness.DIRECT,
        kind=SayingKind.ASSERTED,
        strength=Certainty.CERTAIN,
        chain=(Link(LinkRole.SPEAKER, "Omid Rahimi", "e1", "X", "post on X", evidence=ev("Omid Rahimi")), outlet),
        cue_evidence=evidence(name, "said"),
        venue="post on X",
        venue_evidence=evidence(name, "post on X"),
    )
    shelled = Claim(
        id="c1",
        report=name,
        type=EventType.ASSAULT,
        mode="heavy-weapons",
        modality=Modality.OCCURRED,
        certainty=Certainty.CERTAIN,
        chain=(outlet,),
        sentence=evidence(name, "Rebels shelled a market in Herat on Tuesday, killing at least 12 people."),
        trigger=evidence(name, "shelled"),
        rule="verb",
        actors=(rebels,),
        place=place,
        time=time,
        harms=(Harm(HarmKind.KILLED, killed, None, f"at least {killed}", "people", evidence=ev("at least 12")),),
        fields=(FieldEvidence("type", ev("shelled")),),
    )
    vowed = Claim(
        id="c2",
        report=name,
        type=EventType.THREATEN,
        modality=Modality.VERBAL,
        certainty=Certainty.CERTAIN,
        chain=said.chain,
        sentence=evidence(name, "We will answer"),
        trigger=evidence(name, "answer"),
        rule="verb",
        actors=(minister,),
        statement="s1",
    )
    return ReportClaims(
        report=name,
        file=file,
        outlet=Outlet("Plain Wire", "dateline", Span(34, 44)),
        published=Published("2031-05-03", "dateline"),
        dateline=None,
        entities=(
            Entity(
                "e1",
                EntityKind.PERSON,
                "Omid Rahimi",
                ("Omid Rahimi", "Rahimi"),
                offices=(Office("Defence Minister", evidence=ev("Defence Minister")),),
                country="AFG",
                sector="GOV",
                evidence=ev("Omid Rahimi"),
            ),
            Entity("e2", EntityKind.GROUP, "Rebels", ("Rebels",), sector="REB", evidence=ev("Rebels")),
            Entity("e3", EntityKind.PLACE, "Herat", ("Herat",), place=place, evidence=ev("Herat")),
        ),
        statements=(said,),
        claims=(shelled, vowed),
        flags=(Flag(FlagKind.UNSIGNED, name, "no author is named", ()),),
        shingles=(1, 2**63, 2**64 - 1),
        model="en_made_up 1.0",
    )


def reconciliation(first: ReportClaims, second: ReportClaims) -> Reconciliation:
    refs = (ClaimRef(first.report, "c1"), ClaimRef(second.report, "c1"))
    both = (first.report, second.report)
    people, place, time = first.entities[0], first.claims[0].place, first.claims[0].time
    killed = [reading.claims[0].harms[0].minimum for reading in (first, second)]
    shelling = Event(
        id="ev-1",
        type=EventType.ASSAULT,
        mode="heavy-weapons",
        modality=Modality.OCCURRED,
        time=time,
        place=place,
        actors=(EventActor("Rebels", "x-2", sector="REB", claims=refs),),
        recipients=(),
        reciprocal=False,
        tolls=(
            Toll("killed", max(k or 0 for k in killed), None, "latest first", refs, ("at least 12", "at least 30")),
        ),
        claims=refs,
        reports=both,
        origins=(Origin("outlet:plain wire", "Plain Wire", refs),),
        disputes=(
            Dispute(
                "killed",
                tuple(
                    DisputeValue(f"at least {k}", ("Plain Wire",), (), (ref,), (ref.report,))
                    for k, ref in zip(killed, refs, strict=True)
                ),
                "two tolls",
            ),
        ),
        summary="Rebels shelled a market in Herat",
        values=(
            FieldValue("type", "ASSAULT", refs, (Origin("outlet:plain wire", "Plain Wire", refs),)),
            FieldValue("killed", "at least 12", refs[:1], (Origin("entity:x-2", "Rebels", refs[:1], party=True),)),
            FieldValue("killed", "at least 30", refs[1:], ()),
        ),
    )
    vow = Event(
        id="ev-2",
        type=EventType.THREATEN,
        mode=None,
        modality=Modality.VERBAL,
        time=None,
        place=None,
        actors=(EventActor("Omid Rahimi", "x-1", "AFG", "GOV", claims=(ClaimRef(first.report, "c2"),)),),
        recipients=(),
        reciprocal=False,
        tolls=(),
        claims=(ClaimRef(first.report, "c2"),),
        reports=(first.report,),
        origins=(Origin("speaker:omid rahimi", "Omid Rahimi", (ClaimRef(first.report, "c2"),), party=True),),
    )
    return Reconciliation(
        entities=(
            CanonicalEntity(
                "x-1",
                EntityKind.PERSON,
                "Omid Rahimi",
                ("Omid Rahimi", "Rahimi"),
                tuple(ClaimRef(r, "e1") for r in both),
                offices=people.offices,
                country="AFG",
                sector="GOV",
            ),
            CanonicalEntity("x-2", EntityKind.GROUP, "Rebels", ("Rebels",), tuple(ClaimRef(r, "e2") for r in both)),
        ),
        events=(shelling, vow),
        copies=(
            CopyGroup(
                "k-1",
                both,
                first.report,
                "earlier",
                0.9,
                (DerivedReport(second.report, CopyKind.CUT, first.report, 0.9, "nine runs of ten"),),
            ),
        ),
        passages=(Passage(second.report, 0, 20, first.report, 0, 20, 1.0, first.report, "word for word; earlier"),),
        shared_statements=(
            SharedStatement(
                "said-1",
                both,
                tuple(ClaimRef(r, "s1") for r in both),
                "Omid Rahimi",
                "x-1",
                "we will answer",
                1.0,
                "2 reports quote the same words of Omid Rahimi",
            ),
        ),
        judgements=(
            Judgement(
                "entity", f"{both[0]}/e1", f"{both[1]}/e1", "same", 0.99, "one name", parts=(("name", 1.0, "equal"),)
            ),
        ),
        flags=(Flag(FlagKind.SOLE_SOURCE, None, "one origin", (), "ev-2"),),
    )


def view() -> RecordView:
    first, second = reading("r-1"), reading("r-2", "late_courier.txt", killed=30)
    return RecordView(
        reports=(report("r-1"), report("r-2", "late_courier.txt")),
        readings=(first, second),
        reconciliation=reconciliation(first, second),
        set_aside=(SetAside("empty.txt", "empty", "the file is empty"),),
        runs=(RunInfo("run-1", "2031-05-04T00:00:00+00:00", None, "0.1.0", "en_made_up 1.0", (("cues.tsv", "1"),), 2),),
    )
