"""The Danish word beside each English one that a type's name is made of."""

from typing import Final

DANISH: Final = {
    "absence": "fravær",
    "benefit-hours": "dagpengetimer",
    "bytes": "ulæselige data",
    "civil-registration": "CPR-registeret",
    "clock": "kalender",
    "contact-course": "kontaktforløb",
    "course": "forløb",
    "current": "den aktuelt ansvarlige",
    "day": "dag",
    "flow": "hændelsesforløb",
    "handover": "overdragelse",
    "holder": "den ansvarlige myndighed",
    "intake": "modtagelse",
    "jobcentre": "jobcenter",
    "key": "sag, der afventer",
    "letter": "brev",
    "meeting": "samtale",
    "member": "medlem",
    "message": "meddelelse",
    "municipality": "bopælskommune",
    "notifications": "beskeder til borgeren",
    "operations": "drift",
    "package": "overdragelsespakke",
    "parked": "sag, der afventer",
    "person": "borger",
    "receipt": "kvittering",
    "registration": "tilmelding",
    "responsibility": "ansvar for kontaktforløbet",
    "rules": "regler",
    "samspil": "Samspil",
    "spell": "ledighedsperiode",
    "track": "spor i kontaktforløbet",
    "transfer": "overgang",
    "trial": "forsøg",
    "unemployment-fund": "a-kasse",
    "window": "frist for samtale",
}


def danish(event_type: str) -> str:
    """The Danish words for the owner and the subject of a type."""
    owner, subject, *_ = event_type.split(".")
    return f"{DANISH[owner]}, {DANISH[subject]}"
