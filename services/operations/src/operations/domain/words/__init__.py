"""Every event in plain words: what happened, and why. Danish terms stand beside the words that people use."""

from operations.domain.words.decided import grounds_words
from operations.domain.words.names import party_name, stage_name
from operations.domain.words.said import Said, said

__all__ = ["Said", "grounds_words", "party_name", "said", "stage_name"]
