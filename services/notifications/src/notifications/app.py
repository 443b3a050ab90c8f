"""What notifications is made of. The only place that builds clients."""

from notifications.flow import STAGE
from notifications.gateways import LetterBox, Postman, Receipts
from notifications.settings import NotificationsSettings
from samspil.events.notifications import NotificationCreated, NotificationSent
from samspil.flow.service import Service
from samspil.vault import HttpVault


def build(settings: NotificationsSettings) -> Service:
    """The service, ready to run."""
    vault = HttpVault(settings.vault_url, settings.vault_token.get_secret_value())
    letters = LetterBox(settings.letters_directory)
    return Service(
        name="notifications",
        settings=settings,
        stages=(STAGE,),
        performers={NotificationCreated: Postman(vault, letters), NotificationSent: Receipts(letters)},
        on_stop=(vault.aclose,),
    )
