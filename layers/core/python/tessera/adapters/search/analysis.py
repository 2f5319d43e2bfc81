"""Text as both engines compare it: folded words, and their stems.

Engines get text that is analysed already, one token between two blanks, so that both find the same things:
- folded: NFKD, case-folded, without accents, Arabic and Hebrew points; letters such as ø, ł, ß as their plain pair;
- Chinese, Japanese, Thai and other scripts that put no blank between words as overlapping pairs of letters;
- stems (Snowball) by the language of the text, each with the language before it: `en:print`.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import local

import Stemmer  # type: ignore[import-not-found]  # compiled, without stubs

#: No word is longer, and no longer one is told apart: what has no blanks for that long is no word.
MAX_WORD = 60

_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670]+")
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d", "ŋ": "n"})
#: Letters with the vowel signs of Indic scripts, which `\w` leaves out.
_SIGNS = "\u0900-\u0dff\u0f00-\u0fff"
_DENSE = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"  # kana, Han
)
_RUN = re.compile(rf"[{_DENSE}]+|(?:(?![{_DENSE}])[^\W_]|(?![\u0964\u0965])[{_SIGNS}]|[{_MARKS.pattern[1:-2]}])+")
_IS_DENSE = re.compile(f"[{_DENSE}]")
#: Every character of ASCII that is no part of a word becomes a blank: three times as quick as a regular expression.
_PARTED = "".join(chr(code) if chr(code).isalnum() else " " for code in range(128))

#: Function words by which a text's language shows. The keys are Snowball's languages by their ISO 639-1 codes.
_LANGUAGES = {
    "en": ("english", "the and is are was to of in that for with have not this you it my we please can"),
    "de": ("german", "der die das und ist nicht ich sie wir mit ein eine auf fur den dem zu bitte haben wird"),
    "fr": ("french", "le la les et est une des pas que je nous vous pour dans avec sur mon ma merci ne"),
    "es": ("spanish", "el los las y es una que no por para con mi se en gracias pero como esta hola su"),
    "it": ("italian", "il lo gli e una che non per con sono mi di grazie della ho questo mio anche come ma"),
    "pt": ("portuguese", "o os as e uma que nao por para com meu minha em obrigado mas como esta voce foi ao"),
    "nl": ("dutch", "de het een en is niet ik we met van op voor dat mijn te bedankt kan heb wordt zijn"),
    "sv": ("swedish", "och att det som en ar inte jag vi med pa for har min tack kan ett av den till"),
    "da": ("danish", "og at det som en er ikke jeg vi med pa for har min tak kan et af den til"),
    "no": ("norwegian", "og at det som en er ikke jeg vi med pa for har min takk kan et av den til"),
    "fi": ("finnish", "ja on ei etta se en mina me han kanssa mutta kiitos oli tai kun ovat voi jos hei ole"),
    "ru": ("russian", "и в не на что я с он как это по но мы вы у за от для мне спасибо"),
    "ar": ("arabic", "في من على ان هذا هذه لا ما هل انا نحن مع الى التي الذي شكرا هو هي كان لم عن لكن او"),
}
#: The languages with a script of their own, by the letters in it. The others are written in Latin letters.
_OWN_SCRIPT = {"ru": re.compile("[\u0400-\u052f]"), "ar": re.compile("[\u0620-\u06ff]")}
_LATIN = tuple(code for code in _LANGUAGES if code not in _OWN_SCRIPT)
_HINTS = {code: frozenset(words.split()) for code, (_, words) in _LANGUAGES.items()}
_SURE = 2


def fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    bare = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


class _Aligned(dict[int, str]):
    """Each letter folded to one letter, or left alone where it folds to more or to none."""

    def __missing__(self, code: int) -> str:
        folded = fold(chr(code))
        self[code] = letter = folded if len(folded) == 1 else chr(code)
        return letter


_ALIGNED = _Aligned()


def aligned(text: str) -> str:
    """The text folded letter by letter, so that every place in it is the same place in the text."""
    return text.lower() if text.isascii() else text.translate(_ALIGNED)


def runs(folded: str) -> list[str]:
    """The words of a folded text, before they are cut into pairs or to length."""
    return folded.translate(_PARTED).split() if folded.isascii() else _RUN.findall(folded)


def is_dense(text: str) -> bool:
    """Whether it begins with a script that puts no blank between words."""
    return text > "\u0dff" and _IS_DENSE.match(text) is not None


def words(text: str) -> list[str]:
    """The tokens of a text, in their order."""
    return [token for run in runs(fold(text)) for token in _split(run)]


def spans(text: str) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where each word of the text as it was written stands, and its tokens. Pairs of letters overlap."""
    for run in _RUN.finditer(text):
        if is_dense(run[0]):
            for place in range(run.start(), max(run.start() + 1, run.end() - 1)):
                end = min(place + 2, run.end())
                yield place, end, (fold(text[place:end]),)
        else:
            yield run.start(), run.end(), _of_word(run[0])


def stems(tokens: list[str]) -> list[str]:
    """The stems of a text's tokens in its language, or none if no language shows."""
    code = language(tokens)
    return stem(code, *tokens) if code else []


def stem(code: str, *tokens: str) -> list[str]:
    """The stems of tokens of this language; short words and function words have none."""
    known = [token for token in tokens if len(token) > 2 and token not in _HINTS[code]]
    return [f"{code}:{each}" for each in _stemmers()[code].stemWords(known)]


@lru_cache(maxsize=20_000)
def stems_of_query(token: str) -> tuple[str, ...]:
    """What a query's word may be the form of: its stem in every language of its script, since it does not show which
    it is."""
    if len(token) <= 2 or is_dense(token):
        return ()
    codes = next(((code,) for code, letters in _OWN_SCRIPT.items() if letters.match(token)), _LATIN)
    return tuple(f"{code}:{_stemmers()[code].stemWord(token)}" for code in codes)


def is_arabic(word: str) -> bool:
    """Whether it begins with an Arabic letter: what a word is the form of may stand behind its article there."""
    return _OWN_SCRIPT["ar"].match(word) is not None


def language(tokens: list[str]) -> str | None:
    """The language whose function words are most, if there are two of them at least."""
    present = frozenset(tokens[:200])
    code, count = max(((code, len(hints & present)) for code, hints in _HINTS.items()), key=lambda pair: pair[1])
    return code if count >= _SURE else None


def tolerance(word: str) -> int:
    """How many letters of a word may be wrong."""
    if len(word) < 4 or not word.isalpha() or is_dense(word):
        return 0
    return 2 if len(word) >= 8 else 1


def _split(run: str) -> list[str]:
    if is_dense(run):
        return [run[place : place + 2] for place in range(len(run) - 1)] or [run]
    return [run[:MAX_WORD]]


@lru_cache(maxsize=50_000)
def _of_word(word: str) -> tuple[str, ...]:
    return tuple(words(word))


_OF_THREAD = local()


def _stemmers() -> "dict[str, Stemmer.Stemmer]":
    """By language, and of their own for each thread: Snowball's keep state."""
    made: dict[str, Stemmer.Stemmer] | None = getattr(_OF_THREAD, "stemmers", None)
    if made is None:
        made = _OF_THREAD.stemmers = {code: Stemmer.Stemmer(name) for code, (name, _) in _LANGUAGES.items()}
    return made
