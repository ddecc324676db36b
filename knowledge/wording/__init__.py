"""Plain language: how long the sentences are and which words a village does not say."""

from knowledge.wording.phrases import PHRASES
from knowledge.wording.sentences import (
    LONGEST_SENTENCE,
    Finding,
    findings,
    mean_sentence_length,
    sentences,
)

__all__ = [
    "LONGEST_SENTENCE",
    "PHRASES",
    "Finding",
    "findings",
    "mean_sentence_length",
    "sentences",
]
