"""The letters in English. Danish terms stand beside the words that a citizen meets elsewhere."""

from typing import Final

from notifications.domain.texts.words import Words
from samspil.events.notifications import LetterKind
from samspil.events.values import MeetingForm

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

WORDS: Final = Words(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=MONTHS,
    day="{weekday} {day} {month} {year}",
    some_day="the agreed day",
    holders={"unemployment-fund": "{}", "jobcentre": "{} Jobcentre"},
    somebody="the responsible authority",
    forms={
        MeetingForm.PHYSICAL: "in person",
        MeetingForm.PHONE: "by phone",
        MeetingForm.VIDEO: "by video",
        MeetingForm.UNKNOWN: "in the form agreed with you",
    },
    letters={
        LetterKind.WELCOME: (
            "Welcome to your contact course (kontaktforløb)",
            """
$holder has told us that you are unemployed from $day. Your contact course (kontaktforløb) begins: a number of \
meetings about how you get into work.

Your rights
- You are invited to each meeting, and you are told if it is moved or cancelled.
- You are told when somebody else becomes responsible for you.
- You can always ask for a personal meeting.

Your duties
- Come to the meetings you are invited to, or say in good time that you cannot.
- Look for work and be available for it (stå til rådighed).
- Tell $holder when you fall ill, go on holiday, move or find a job.
""",
        ),
        LetterKind.NEW_HOLDER: (
            "$holder is responsible for your contact course",
            """
From $day, $holder is responsible for your contact course (kontaktforløb). Meetings after that day to which somebody \
else has invited you are cancelled in a letter of their own. $holder invites you to the next ones.

You do not have to tell everything again: what is needed follows you.
""",
        ),
        LetterKind.INVITATION: (
            "Invitation to a meeting on $day",
            """
$holder invites you to a meeting (samtale) on $day. It is held $form. $holder tells you the time and the place.

You have a duty to take part. If you cannot come, contact $holder before the meeting.
""",
        ),
        LetterKind.CHANGE: (
            "Your meeting is moved to $day",
            """
Your meeting (samtale) with $holder on $previous is moved. It is now on $day.

If you cannot come, contact $holder before the meeting.
""",
        ),
        LetterKind.CANCELLATION: (
            "Your meeting is cancelled",
            """
Your meeting (samtale) with $holder on $day is cancelled, and you do not have to come. If you are to have a new one, \
you are invited in a letter of its own.
""",
        ),
    },
)
