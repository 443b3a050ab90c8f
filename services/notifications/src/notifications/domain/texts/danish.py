"""The letters in Danish."""

from typing import Final

from notifications.domain.texts.words import Words
from samspil.events.notifications import LetterKind
from samspil.events.values import MeetingForm

MONTHS: Final = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip

WORDS: Final = Words(
    weekdays=("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    months=MONTHS,
    day="{weekday} den {day}. {month} {year}",
    some_day="den aftalte dag",
    holders={"unemployment-fund": "{}", "jobcentre": "Jobcenter {}"},
    somebody="den ansvarlige myndighed",
    forms={
        MeetingForm.PHYSICAL: "ved personligt fremmøde",
        MeetingForm.PHONE: "på telefon",
        MeetingForm.VIDEO: "på video",
        MeetingForm.UNKNOWN: "som det bliver aftalt med dig",
    },
    letters={
        LetterKind.WELCOME: (
            "Velkommen til dit kontaktforløb",
            """
$holder har meldt, at du er ledig fra $day. Dermed begynder dit kontaktforløb: en række samtaler om, hvordan du kommer \
i arbejde.

Dine rettigheder
- Du bliver inviteret til hver samtale, og du får besked, hvis den flyttes eller aflyses.
- Du får besked, når en anden får ansvaret for dig.
- Du kan altid bede om en personlig samtale.

Dine pligter
- Kom til de samtaler, du er inviteret til, eller meld afbud i god tid.
- Søg arbejde, og stå til rådighed for det.
- Fortæl $holder, når du bliver syg, holder ferie, flytter eller får job.
""",
        ),
        LetterKind.NEW_HOLDER: (
            "$holder har ansvaret for dit kontaktforløb",
            """
Fra $day er det $holder, der har ansvaret for dit kontaktforløb. Samtaler, som en anden har inviteret dig til efter \
den dag, bliver aflyst i et brev for sig. $holder inviterer dig til de næste.

Du skal ikke fortælle det hele forfra: de oplysninger, der skal bruges, følger med.
""",
        ),
        LetterKind.INVITATION: (
            "Invitation til samtale $day",
            """
$holder inviterer dig til en samtale $day. Samtalen holdes $form. $holder giver dig besked om tid og sted.

Du har pligt til at deltage. Er du forhindret, så kontakt $holder, før samtalen skulle være holdt.
""",
        ),
        LetterKind.CHANGE: (
            "Din samtale er flyttet til $day",
            """
Din samtale med $holder $previous er flyttet. Den holdes i stedet $day.

Er du forhindret, så kontakt $holder, før samtalen skulle være holdt.
""",
        ),
        LetterKind.CANCELLATION: (
            "Din samtale er aflyst",
            """
Din samtale med $holder $day er aflyst, og du skal ikke komme. Skal du have en ny samtale, bliver du inviteret til den \
i et brev for sig.
""",
        ),
    },
)
