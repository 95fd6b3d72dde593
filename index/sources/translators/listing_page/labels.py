"""The words that pages use for what listings hold as codes, in small letters without dashes."""

from __future__ import annotations

from index.listing import Kind, Phase, Sex, SponsorKind, Status

KIND_WORDS = {
    "nih funding": Kind.FUNDED_PROJECT, "funded project": Kind.FUNDED_PROJECT,
    "funded research project": Kind.FUNDED_PROJECT, "nih funded": Kind.FUNDED_PROJECT,
    "interventional": Kind.TRIAL, "clinical trial": Kind.TRIAL, "trial": Kind.TRIAL,
    "observational": Kind.OBSERVATIONAL, "observational study": Kind.OBSERVATIONAL,
    "expanded access": Kind.EXPANDED_ACCESS, "expanded access program": Kind.EXPANDED_ACCESS,
}  # fmt: skip
STATUS_WORDS = {one.value.replace("-", " "): one for one in Status} | {
    one.words.casefold(): one for one in Status
} | {"terminated": Status.TERMINATED, "unknown status": Status.UNKNOWN}  # fmt: skip
SEX_WORDS = {
    "all": Sex.ALL, "both": Sex.ALL, "any": Sex.ALL, "all sexes": Sex.ALL,
    "female": Sex.FEMALE, "women": Sex.FEMALE, "female only": Sex.FEMALE,
    "male": Sex.MALE, "men": Sex.MALE, "male only": Sex.MALE,
}  # fmt: skip
VOLUNTEER_WORDS = {
    "yes": True, "accepted": True, "accepts": True, "accepts healthy volunteers": True,
    "healthy volunteers accepted": True, "allowed": True, "true": True,
    "no": False, "not accepted": False, "does not accept": False, "not allowed": False,
    "does not accept healthy volunteers": False, "healthy volunteers not accepted": False,
    "no healthy volunteers": False, "false": False,
}  # fmt: skip
SPONSOR_WORDS: dict[str, SponsorKind | None] = {
    "nih funded": None, "other": SponsorKind.OTHER, "industry": SponsorKind.INDUSTRY,
    "company": SponsorKind.INDUSTRY, "nih": SponsorKind.NIH, "fed": SponsorKind.US_FEDERAL,
    "us federal": SponsorKind.US_FEDERAL, "other gov": SponsorKind.OTHER_GOVERNMENT,
    "government": SponsorKind.OTHER_GOVERNMENT, "network": SponsorKind.NETWORK,
    "individual": SponsorKind.INDIVIDUAL, "indiv": SponsorKind.INDIVIDUAL, "unknown": None,
}  # fmt: skip
PHASES = {
    "1": Phase.PHASE_1, "2": Phase.PHASE_2, "3": Phase.PHASE_3, "4": Phase.PHASE_4,
    "i": Phase.PHASE_1, "ii": Phase.PHASE_2, "iii": Phase.PHASE_3, "iv": Phase.PHASE_4,
}  # fmt: skip
