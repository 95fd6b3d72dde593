"""The codes that fields hold, each beside the words a reader sees instead of it."""

from __future__ import annotations

import enum
from typing import Self

NOT_STATED = "not-stated"
"""The code of a facet for listings that state nothing."""

NOT_STATED_WORDS = "Not stated"
"""What a reader sees for it, and for every value that a record does not hold."""


class Coded(enum.StrEnum):
    """A code with the words a reader sees instead of it."""

    words: str
    explanation: str

    def __new__(cls, code: str, words: str, explanation: str = "") -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.words = words
        member.explanation = explanation
        return member

    @classmethod
    def of(cls, code: str) -> Self:
        """The member with a code. Raises ValueError for a code that is not declared."""
        return cls(code)  # type: ignore[call-arg]


class Kind(Coded):
    """What sort of record this is. All but the last involve participants."""

    TRIAL = (
        "trial",
        "Clinical trial",
        "A study that gives people a treatment, test or other intervention and follows them.",
    )
    OBSERVATIONAL = (
        "observational-study",
        "Observational study",
        "A study that watches and measures people without assigning a treatment.",
    )
    EXPANDED_ACCESS = (
        "expanded-access",
        "Expanded access program",
        "A way to receive an unapproved treatment outside a trial.",
    )
    STUDY = (
        "study",
        "Clinical study",
        "A registered study whose record does not say of which type it is.",
    )
    FUNDED_PROJECT = (
        "funded-project",
        "Funded research project",
        "Research paid for with public money, often in a laboratory. "
        "It does not enroll participants.",
    )


class Origin(Coded):
    """Where the record comes from."""

    CLINICALTRIALS = ("clinicaltrials", "ClinicalTrials.gov")
    NIH_REPORTER = ("nih-reporter", "NIH RePORTER")
    EDITORIAL = ("editorial", "Our editors")


class Status(Coded):
    """Whether people can take part, of a whole record or of one site."""

    RECRUITING = ("recruiting", "Recruiting", "Looking for participants now.")
    NOT_YET_RECRUITING = ("not-yet-recruiting", "Not yet recruiting", "Planned, but not open yet.")
    ENROLLING_BY_INVITATION = (
        "enrolling-by-invitation",
        "Enrolling by invitation",
        "Only people chosen by the researchers can join.",
    )
    AVAILABLE = ("available", "Available", "The treatment can be had through expanded access.")
    TEMPORARILY_NOT_AVAILABLE = (
        "temporarily-not-available",
        "Temporarily not available",
        "Expanded access is paused.",
    )
    NO_LONGER_AVAILABLE = (
        "no-longer-available",
        "No longer available",
        "Expanded access has ended.",
    )
    APPROVED_FOR_MARKETING = (
        "approved-for-marketing",
        "Approved for marketing",
        "The treatment has been approved, so expanded access is not needed.",
    )
    ACTIVE_NOT_RECRUITING = (
        "active-not-recruiting",
        "Active, not recruiting",
        "Under way, but closed to new participants.",
    )
    SUSPENDED = ("suspended", "Suspended", "Stopped for now; it may start again.")
    TERMINATED = ("terminated", "Stopped early", "Ended before it was planned to.")
    WITHDRAWN = ("withdrawn", "Withdrawn", "Ended before anyone took part.")
    COMPLETED = ("completed", "Completed", "Finished as planned.")
    UNKNOWN = ("unknown", "Status unknown", "Not updated by its sponsor for a long time.")
    WITHHELD = ("withheld", "Withheld", "The sponsor has not made the status public.")
    DOES_NOT_ENROLL = (
        "does-not-enroll",
        "Does not enroll participants",
        "Funded research, not a study to join.",
    )


class Phase(Coded):
    """How far a treatment has come on its way through trials."""

    EARLY_PHASE_1 = ("early-phase-1", "Early phase 1: a first look in a few people")
    PHASE_1 = ("phase-1", "Phase 1: is it safe?")
    PHASE_2 = ("phase-2", "Phase 2: does it work?")
    PHASE_3 = ("phase-3", "Phase 3: is it better than what we have?")
    PHASE_4 = ("phase-4", "Phase 4: how does it do after approval?")
    NOT_APPLICABLE = ("not-applicable", "No phase: not a drug trial")


class Sex(Coded):
    """Who can take part, by sex."""

    ALL = ("all", "All sexes")
    FEMALE = ("female", "Female only")
    MALE = ("male", "Male only")


class AgeGroup(Coded):
    """The age groups that registries count by; ages in years."""

    CHILD = ("child", "Children (under 18)")
    ADULT = ("adult", "Adults (18 to 64)")
    OLDER_ADULT = ("older-adult", "Older adults (65 and over)")


class HealthyVolunteers(Coded):
    """Whether people without the condition can take part."""

    ACCEPTED = ("accepted", "Accepts healthy volunteers")
    NOT_ACCEPTED = ("not-accepted", "Does not accept healthy volunteers")


class InterventionKind(Coded):
    """What is given, done or tested."""

    DRUG = ("drug", "Drug")
    BIOLOGICAL = ("biological", "Biological product or vaccine")
    DEVICE = ("device", "Device")
    PROCEDURE = ("procedure", "Procedure or surgery")
    RADIATION = ("radiation", "Radiation")
    BEHAVIORAL = ("behavioral", "Behavior, exercise or counseling")
    GENETIC = ("genetic", "Gene or cell therapy")
    DIETARY_SUPPLEMENT = ("dietary-supplement", "Dietary supplement")
    COMBINATION_PRODUCT = ("combination-product", "Combination product")
    DIAGNOSTIC_TEST = ("diagnostic-test", "Diagnostic test")
    OTHER = ("other", "Other")


class SponsorKind(Coded):
    """What sort of organization is responsible."""

    INDUSTRY = ("industry", "Company")
    NIH = ("nih", "National Institutes of Health")
    US_FEDERAL = ("us-federal", "Other US federal agency")
    OTHER_GOVERNMENT = ("other-government", "Other government")
    NETWORK = ("network", "Research network")
    INDIVIDUAL = ("individual", "Individual")
    OTHER = ("other", "University, hospital or other nonprofit")


class ResearcherRole(Coded):
    """What a named researcher does in the study."""

    PRINCIPAL_INVESTIGATOR = ("principal-investigator", "Principal investigator")
    CO_INVESTIGATOR = ("co-investigator", "Co-investigator")
    STUDY_CHAIR = ("study-chair", "Study chair")
    STUDY_DIRECTOR = ("study-director", "Study director")
    SUB_INVESTIGATOR = ("sub-investigator", "Sub-investigator")


class Certainty(Coded):
    """Whether a date or a number has come true or is a plan."""

    ACTUAL = ("actual", "Actual")
    ESTIMATED = ("estimated", "Estimated")


class ArmKind(Coded):
    """What a group of a study is there for."""

    EXPERIMENTAL = ("experimental", "Tests the treatment")
    ACTIVE_COMPARATOR = ("active-comparator", "Gets a treatment that is known to work")
    PLACEBO_COMPARATOR = ("placebo-comparator", "Gets a placebo")
    SHAM_COMPARATOR = ("sham-comparator", "Gets a sham procedure or device")
    NO_INTERVENTION = ("no-intervention", "Gets no treatment from the study")
    OTHER = ("other", "Another group")


class AccessKind(Coded):
    """For whom expanded access is open: each kind is applied for by a doctor."""

    INDIVIDUAL = ("individual", "For single patients")
    INTERMEDIATE = ("intermediate", "For a group of patients of intermediate size")
    TREATMENT = ("treatment", "For many patients, under a treatment protocol")


class LinkKind(Coded):
    """What an address of a record leads to."""

    PAGE = ("page", "A page about the study")
    DOCUMENT = ("document", "A document of the study")


class PublicationKind(Coded):
    """What a publication has to do with a study."""

    RESULT = ("result", "Reports its results")
    DERIVED = ("derived", "Draws on it")
    BACKGROUND = ("background", "Background to it")
