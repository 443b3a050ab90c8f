"""The table of notifications: which fact makes which letter, and what may come out."""

from notifications.domain.causes import announce_change, call_off, end_spell, invite, name_new_holder, welcome
from notifications.domain.letters import Letters
from notifications.domain.post import await_receipt, write_letters
from samspil.events.contact_course import MeetingInvited, MeetingRescheduled, MeetingWaived
from samspil.events.intake import RegistrationAccepted, SpellClosed
from samspil.events.notifications import NotificationCreated, NotificationSent, NotificationWithdrawn
from samspil.events.responsibility import ResponsibilityMoved
from samspil.flow.fold import Fold, Stage
from samspil.topics import CONTACT_COURSE, HANDOVER, INTAKE, RESPONSIBILITY

letters = Fold(
    name="letters",
    state=Letters,
    on={
        RegistrationAccepted: welcome,
        ResponsibilityMoved: name_new_holder,
        MeetingInvited: invite,
        MeetingRescheduled: announce_change,
        MeetingWaived: call_off,
        SpellClosed: end_spell,
        NotificationSent: await_receipt,
    },
    wake=write_letters,
    tells=(NotificationCreated, NotificationWithdrawn),
)

STAGE = Stage(
    "notifications",
    reads=(INTAKE, RESPONSIBILITY, CONTACT_COURSE, HANDOVER),
    folds=(letters,),
    performs=(NotificationCreated, NotificationSent),
)
