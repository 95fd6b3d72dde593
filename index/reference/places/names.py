"""Names of places as sources write them → one spelling, one key, one path.

Nothing is looked up or inferred here: see `index.reference.places.gazetteer`.
"""

from __future__ import annotations

from index.analysis import without_shouting
from index.listing import US

# United States Postal Service abbreviations; the NIH writes either form.
US_STATES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California",
    "CO": "Colorado", "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia",
    "FL": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois",
    "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky", "LA": "Louisiana",
    "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada",
    "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York",
    "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon",
    "PA": "Pennsylvania", "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota",
    "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
}  # fmt: skip

# US territories have their own country entry in registries; the NIH files them under states.
US_TERRITORIES = {
    "PR": "Puerto Rico",
    "VI": "U.S. Virgin Islands",
    "GU": "Guam",
    "AS": "American Samoa",
    "MP": "Northern Mariana Islands",
}

CANADIAN_PROVINCES = {
    "AB": "Alberta", "BC": "British Columbia", "MB": "Manitoba", "NB": "New Brunswick",
    "NL": "Newfoundland and Labrador", "NS": "Nova Scotia", "ON": "Ontario",
    "PE": "Prince Edward Island", "QC": "Quebec", "SK": "Saskatchewan",
}  # fmt: skip

# Spellings that registries use beside the one shown.
COUNTRY_SPELLINGS = {
    "usa": US,
    "u.s.a.": US,
    "us": US,
    "united states of america": US,
    "uk": "United Kingdom",
    "great britain": "United Kingdom",
    "korea, republic of": "South Korea",
    "republic of korea": "South Korea",
    "korea, democratic people's republic of": "North Korea",
    "russian federation": "Russia",
    "iran, islamic republic of": "Iran",
    "türkiye": "Turkey",
    "turkey (türkiye)": "Turkey",
    "turkiye": "Turkey",
    "viet nam": "Vietnam",
    "syrian arab republic": "Syria",
    "lao people's democratic republic": "Laos",
    "moldova, republic of": "Moldova",
    "tanzania, united republic of": "Tanzania",
    "macedonia, the former yugoslav republic of": "North Macedonia",
    "former yugoslav republic of macedonia": "North Macedonia",
    "congo, the democratic republic of the": "Democratic Republic of the Congo",
    "czech republic": "Czechia",
    "côte d'ivoire": "Ivory Coast",
    "cote d'ivoire": "Ivory Coast",
    "libyan arab jamahiriya": "Libya",
    "palestinian territories, occupied": "Palestinian Territories",
    "palestinian territory, occupied": "Palestinian Territories",
    "the netherlands": "Netherlands",
}


def country_name(text: str) -> str:
    """The spelling shown for a country as a source writes it."""
    text = " ".join(text.split())
    if text.islower():
        text = text.upper()
    return COUNTRY_SPELLINGS.get(text.casefold()) or without_shouting(text)


def state_name(text: str, country: str) -> str:
    """The spelling shown for a state or province; abbreviations are opened where they are sure."""
    text = " ".join(text.split())
    if country == US:
        return US_STATES.get(text.upper()) or without_shouting(text)
    if country == "Canada":
        return CANADIAN_PROVINCES.get(text.upper()) or without_shouting(text)
    return without_shouting(text)


def city_name(text: str) -> str:
    """The spelling shown for a city."""
    return without_shouting(" ".join(text.split()).strip(" ,;"))


# The state column holds a cut country name for awards abroad. AUSTRA is not here: it fits two.
CUT_COUNTRIES = {
    "ARGENT": "Argentina", "BELGIU": "Belgium", "BOTSW": "Botswana", "CAMER": "Cameroon",
    "DENMAR": "Denmark", "GERM": "Germany", "ICELAN": "Iceland", "LIBERI": "Liberia",
    "MALAYS": "Malaysia", "NETH": "Netherlands", "NIGERI": "Nigeria", "PAKIST": "Pakistan",
    "SO AFR": "South Africa", "SWITZE": "Switzerland", "TANZAN": "Tanzania", "THAIL": "Thailand",
    "UKRAIN": "Ukraine", "VIETNM": "Vietnam", "ZMBBWE": "Zimbabwe",
}  # fmt: skip
COUNTRIES = {
    name.upper(): name
    for name in (
        "Argentina", "Australia", "Austria", "Bangladesh", "Belgium", "Botswana", "Brazil",
        "Cambodia", "Cameroon", "Canada", "Chile", "China", "Colombia", "Costa Rica", "Denmark",
        "Egypt", "Ethiopia", "Finland", "France", "Germany", "Ghana", "Guatemala", "Haiti",
        "Hong Kong", "Iceland", "India", "Indonesia", "Ireland", "Israel", "Italy", "Japan",
        "Kenya", "Lebanon", "Liberia", "Malawi", "Malaysia", "Mali", "Mexico", "Mozambique",
        "Nepal", "Netherlands", "New Zealand", "Nigeria", "Norway", "Pakistan", "Peru",
        "Philippines", "Poland", "Portugal", "Rwanda", "Senegal", "Singapore", "South Africa",
        "South Korea", "Spain", "Sri Lanka", "Sweden", "Switzerland", "Taiwan", "Tanzania",
        "Thailand", "Turkey", "Uganda", "Ukraine", "United Kingdom", "Vietnam", "Zambia",
        "Zimbabwe",
    )
}  # fmt: skip
