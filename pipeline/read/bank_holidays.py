"""Bank holidays, as a well-kept list has them: one-off days among them, and no network."""

from datetime import date

from pipeline.models.dates import FIRST_YEAR, LAST_YEAR

DIVISIONS = {"England": "ENG", "Wales": "WLS"}


def bank_holidays(nation: str) -> dict[date, str]:
    """Return every bank holiday of a nation with its name, from the first year that inputs can have to the last."""
    import holidays  # noqa: PLC0415 - slow to load, and only for timetables

    years = range(FIRST_YEAR - 1, LAST_YEAR + 1)
    found = holidays.country_holidays("GB", subdiv=DIVISIONS[nation], years=years, language="en_GB")
    return dict(sorted(found.items()))
