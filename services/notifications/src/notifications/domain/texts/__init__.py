"""What the letters say, in Danish and English: pure templates, no personal data. The channel adds whom they are for."""

from notifications.domain.texts.text import Text, text_of

__all__ = ["Text", "text_of"]
