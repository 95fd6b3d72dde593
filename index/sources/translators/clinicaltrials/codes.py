"""The codes of the registry and what each means; None where one says nothing."""

from __future__ import annotations

from index.listing import (
    AccessKind,
    ArmKind,
    Certainty,
    InterventionKind,
    Kind,
    Phase,
    PublicationKind,
    ResearcherRole,
    Sex,
    SponsorKind,
    Status,
)

KINDS = {
    "INTERVENTIONAL": Kind.TRIAL,
    "OBSERVATIONAL": Kind.OBSERVATIONAL,
    "EXPANDED_ACCESS": Kind.EXPANDED_ACCESS,
}
STATUSES = {
    "RECRUITING": Status.RECRUITING,
    "NOT_YET_RECRUITING": Status.NOT_YET_RECRUITING,
    "ENROLLING_BY_INVITATION": Status.ENROLLING_BY_INVITATION,
    "AVAILABLE": Status.AVAILABLE,
    "TEMPORARILY_NOT_AVAILABLE": Status.TEMPORARILY_NOT_AVAILABLE,
    "NO_LONGER_AVAILABLE": Status.NO_LONGER_AVAILABLE,
    "APPROVED_FOR_MARKETING": Status.APPROVED_FOR_MARKETING,
    "ACTIVE_NOT_RECRUITING": Status.ACTIVE_NOT_RECRUITING,
    "SUSPENDED": Status.SUSPENDED,
    "TERMINATED": Status.TERMINATED,
    "WITHDRAWN": Status.WITHDRAWN,
    "COMPLETED": Status.COMPLETED,
    "UNKNOWN": Status.UNKNOWN,
    "UNKNOWN_STATUS": Status.UNKNOWN,
    "WITHHELD": Status.WITHHELD,
}
PHASES = {
    "NA": Phase.NOT_APPLICABLE,
    "EARLY_PHASE1": Phase.EARLY_PHASE_1,
    "PHASE1": Phase.PHASE_1,
    "PHASE2": Phase.PHASE_2,
    "PHASE3": Phase.PHASE_3,
    "PHASE4": Phase.PHASE_4,
}
SEXES = {"ALL": Sex.ALL, "BOTH": Sex.ALL, "FEMALE": Sex.FEMALE, "MALE": Sex.MALE}
INTERVENTIONS = {kind.name: kind for kind in InterventionKind}
ARMS = {kind.name: kind for kind in ArmKind}
SPONSORS: dict[str, SponsorKind | None] = {
    "INDUSTRY": SponsorKind.INDUSTRY,
    "NIH": SponsorKind.NIH,
    "FED": SponsorKind.US_FEDERAL,
    "U_S_FED": SponsorKind.US_FEDERAL,
    "OTHER_GOV": SponsorKind.OTHER_GOVERNMENT,
    "NETWORK": SponsorKind.NETWORK,
    "INDIV": SponsorKind.INDIVIDUAL,
    "OTHER": SponsorKind.OTHER,
    "UNKNOWN": None,
    "AMBIG": None,
}
# Who is called a contact has no part in the study that is worth a word.
ROLES: dict[str, ResearcherRole | None] = {role.name: role for role in ResearcherRole}
ROLES["CONTACT"] = None
# The registry's older forms say anticipated.
CERTAINTIES = {
    "ACTUAL": Certainty.ACTUAL,
    "ESTIMATED": Certainty.ESTIMATED,
    "ANTICIPATED": Certainty.ESTIMATED,
}
ACCESS = {
    "individual": AccessKind.INDIVIDUAL,
    "intermediate": AccessKind.INTERMEDIATE,
    "treatment": AccessKind.TREATMENT,
}
PUBLICATIONS = {kind.name: kind for kind in PublicationKind}
