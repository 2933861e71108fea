"""The words by which legal drafting shows who is bound and how, and what a predicate is."""

from __future__ import annotations

from dataclasses import dataclass

from checker.words import BOTH, CUSTOMER, SUPPLIER

ROLES = {SUPPLIER: "supplier", CUSTOMER: "customer", BOTH: "both"}
DUTY = frozenset("shall will must".split())
RIGHT = frozenset("may can".split())
NOT = frozenset("not never neither nor".split())
OBLIGED = frozenset(
    "required obliged obligated obligatory responsible liable bound accountable answerable under".split()
)
FREE = frozenset("entitled permitted allowed authorized authorised free able eligible".split())
RIGHTS = frozenset("right rights option authority power privilege discretion entitlement".split())
DUTIES = frozenset(
    "obligation obligations duty liability responsibility responsibilities commitment commitments".split()
)
TERMINABLE = frozenset("terminable cancellable cancelable assignable transferable renewable".split())
BARRED = frozenset("prohibited precluded forbidden barred restricted".split())
PROMISE = frozenset(
    "agree agrees undertake undertakes covenant covenants warrant warrants represent represents guarantee guarantees "
    "promise promises commit commits ensure ensures indemnify indemnifies procure procures".split()
)
STATE = frozenset(
    "assign assigns grant grants waive waives retain retains own owns reserve reserves acknowledge acknowledges "
    "accept accepts assume assumes transfer transfers convey conveys certify certifies license licenses appoint "
    "appoints engage engages consent consents understand understands recognize recognizes recognise recognises "
    "release releases disclaims disclaim makes make".split()
)
PEOPLE = frozenset(
    "personnel employee employees staff agent agents subcontractor subcontractors representative representatives "
    "affiliate affiliates subprocessor subprocessors officers contractors consultants team parties party "
    "subsidiaries manager managers executives directors workers engineers technicians delegates people group "
    "entities".split()
)
PREPOSITIONS = frozenset(
    "of by to from with for between against upon under in at than via on through among behalf per into within toward "
    "towards regarding concerning".split()
)
OPENERS = frozenset(
    "if unless where when upon at in subject without during after following prior provided as for to on before once "
    "should except notwithstanding whether until by with pursuant including whenever because due merely "
    "yet".split()
)
BOUNDARY = frozenset(
    "and or but if unless provided except that which who where when whereas however then because".split()
)
JOINERS = frozenset("and or but then also further thereafter additionally furthermore moreover only promptly".split())
AFTER_SUBJECT = (
    PREPOSITIONS
    | BOUNDARY
    | NOT
    | frozenset(
        "also further additionally "
        "each both or either hereby only including such as after before during not promptly immediately alone "
        "itself have has had is are does do so".split()
    )
)
CONDITIONAL = frozenset("if unless when whenever where wherever until whether while once because".split())
#: Verbs whose "that" tells what is promised, and does not describe a thing.
TOLD = (
    frozenset(
        "agreed understood acknowledged recorded noted doubt sure certain care ensuring procuring guaranteeing "
        "agreement warranty state states provide provides confirm confirms".split()
    )
    | PROMISE
    | STATE
)
#: With a party behind them these lay a duty or a cost on it: "responsibility rests with", "the costs fall on".
RESTS = frozenset("rest rests lie lies reside resides remain remains be fall falls stay stays".split())
#: Sets that are asked for at every verb, put together once.
MODALS, NOUNS, SPOKEN, EDGES = DUTY | RIGHT, DUTIES | RIGHTS, PROMISE | STATE, BOUNDARY | CONDITIONAL
#: Behind these a comma shows that two verbs have one object: "responsible for, and shall indemnify ... for".
SHARED = frozenset("by for with to in of under upon from on".split())
LESS = frozenset("later more less longer fewer event circumstance circumstances way manner case".split())
LIMITS = frozenset("later more less longer fewer earlier sooner lower".split())
#: Whose "shall not be ..." tells the least that is owed: "shall not be less than", "shall not be later than".
FLOORS = frozenset("later less fewer earlier sooner lower shorter".split())
#: "Shall not only repair it but replace it" denies nothing.
ALSO = frozenset("only merely simply".split())
#: Verbs whose "that" tells what the subject shall bring about: what is said behind it is the subject's duty.
CAUSES = frozenset(
    "ensure ensures ensuring procure procures procuring sure certain care see sees guarantee guarantees guaranteeing "
    "cause causes".split()
)
#: Verbs of a relative clause: "amounts that remain due", "claims which arise".
DESCRIBES = frozenset(
    "remain arise occur exceed exist relate result fail contain require cause become belong need refer depend concern "
    "affect appear come follow constitute".split()
)
#: A thing that does so to a party gives it a right: "a breach entitles Customer to", "gives Customer the right to".
ENTITLES = frozenset("entitle entitles authorize authorizes authorise authorises empower empowers".split())
GIVES = frozenset("give gives grant grants afford affords".split())
#: "Supplier aims to answer": no more than an effort.
EFFORTS = frozenset(
    "aim aims seek seeks hope hopes intend intends try tries strive strives endeavor endeavors "
    "endeavour endeavours attempt attempts target targets".split()
)
BINDS = frozenset("require requires oblige obliges obligate obligates compel compels impose imposes".split())
#: "Nothing shall prevent Customer from engaging others": what nothing prevents is allowed.
PREVENTS = frozenset(
    "prevent prevents prohibit prohibits preclude precludes restrict restricts limit limits bar bars forbid forbids "
    "prejudice hinder affect affects impair impairs".split()
)

#: "Nothing shall be construed as preventing Customer from": the verb of what nothing does stands behind these.
READ_AS = frozenset("construed deemed interpreted read understood".split())
PREVENTING = frozenset(
    "preventing prohibiting precluding restricting limiting barring forbidding hindering affecting impairing".split()
)
#: What nothing relieves a party of, it owes; what nothing creates, it does not owe.
RELIEVES = frozenset("relieve relieves relieving release releases releasing excuse excuses excusing discharge".split())
CREATES = frozenset("create creates creating constitute constitutes constituting imply implies implying impose".split())
BINDING = frozenset("requiring obliging obligating compelling imposing".split())

#: Verbs that end like adverbs.
_VERBS_IN_LY = frozenset("comply supply apply rely reply imply multiply resupply".split())


def read_as(low: list[str], at: int) -> int:
    """Where the verb stands of what is "construed as" or "deemed to" it behind the verb group that ends at `at`."""
    if low[at : at + 1] != ["be"]:
        return at
    behind = next((i for i in range(at + 1, min(at + 4, len(low))) if low[i] in READ_AS), -1)
    if behind < 0 or low[behind + 1 : behind + 2] not in (["as"], ["to"], ["so"]):
        return at
    return behind + 2 if low[behind + 1] != "so" else behind + 4  # "so as to"


def adverb(word: str) -> bool:
    """Whether a lower-case word is an adverb by its ending: "promptly", but not "comply"."""
    return word.endswith("ly") and word not in _VERBS_IN_LY


_WHICH_ONE = frozenset("responsible liable entitled able unable so first not whose in at with".split())


def party_by(word: str) -> bool:
    """Whether a lower-case word behind "party" says which of the two it is: "responsible", "receiving", "affected"."""
    return word in _WHICH_ONE or word.endswith(("ed", "ing"))


@dataclass(frozen=True, slots=True)
class Predicate:
    """Who is bound and how; `start:end` are the word indexes of its verb, `subject` that of its subject (-1: none).

    bound: supplier, customer, both, nobody (a thing, or nobody named).
    force: must, may, must-not, need-not, states, denies; unclear for a double negation ("no change shall not be").
    """

    bound: str
    force: str
    start: int
    end: int
    subject: int = -1
    negated: bool = False  # by a word before the verb ("neither party may"), which a second verb shares
    aside: bool = False  # stands in a condition or a relative clause ("if it is not paid", "which is not public")
    host: int = -1  # the verb whose "that" it stands behind: "shall ensure that the levels are met"
