"""What words mean, one page per language.

A page is one mapping, `WORDS`: a kind of word, then what it means, then the words that mean it, apart by
spaces; `_` stands for a space inside one of them (`day_after_tomorrow`). The kinds are the same in every
language, and the grammar knows kinds only; that is why it is written once.

To add a language: copy `en.py` under the language's code, replace the words, and name it in `LANGUAGES`
below. Kinds that the language has no use for are left out. Words that are short and common in other
languages (`to`, Thursday in Finnish) go under `shy` too: they count once the language is known from
another word, or from the person's locale.

The kinds:

* numbers and units: `number`, `one` (articles that count: "an hour"), `half`, `unit`, `length` (words that
  are a length by themselves, in minutes), `some` ("a few": how many), `more` ("2 more hours");
* the clock: `clock` (noon: minutes since midnight), `meridiem`, `oclock`, `hmark` ("10 Uhr 30"), `hours`
  ("à 10 heures"), `halfto` ("halb drei" is 2:30), `halfpast` ("half past two"), `half` alone, `quarter`,
  `past`, `before`, `add` ("y media": the minutes), `ish`, `part` (of the day), `hourword` and `upto` (Finnish
  hours whose case says at, from and to), `zone`, `area` and `zonetime` (time zones, to be asked about);
* days: `day` (days from today), `weekday` (0 is Monday), `tail` (parts of the day written at the end of a
  weekday: "Freitagabend"), `month`, `ordinal`, `suffix` (15th), `this`, `coming` (this friday, but next
  week), `next`, `nextafter` ("lundi prochain"), `afternext`, `last`, `lastafter`, `end`, `begin`, `weekend`,
  `vague`, `todaypart` ("i eftermiddag"), `morrowpart`, `tonight`;
* days that are asked about, since nobody here computes them: `undated` (holidays, payday, "all week"), `mid`
  ("mid" April), `weekno` (what stands before the number of a week), `tie` and `tieafter` ("avant" Noël, where
  no other kind says so already); and `capital`, zones that are words as well ("ET") unless they are written
  large. These kinds are kept out of the grammar;
* small words: `at`, `on`, `from`, `to`, `until`, `between`, `and`, `for`, `in`, `of`, `the`, `after`,
  `beforeday`, `hence` ("from now"), `ago`, `now`, `or`, `with`, `not`, `least` ("at least");
* repeats: `every`, `other`, `everyother` ("varannan"), `otherafter` ("sur deux"), `often` ("daily"),
  `adjective` (of these, the words that are names of meetings too), `plural` ("mondays"), `workday`, `times`,
  `untilafter` and `sinceafter` (where they stand behind the day);
* rooms and titles: `room`, `rooms` (several), `any`, `choosy` (a "bigger" room, which is not any room),
  `choosyafter` ("la sala más grande") and `than` (a room "bigger than" this one), these three kept out of the
  grammar too; `people`, `seats`, `title`, `meeting` (a title, not an unknown room), `glue` (words that are
  never a title at its edge), `lead` (never at its beginning), `verb` (what is no booking: "move"), `look`,
  `question` and `isit` (what begins a question), `help`.
"""

from bot.phrase.words import de, en, es, fi, fr, sv

Value = int | str
Vocabulary = dict[str, dict[Value, str]]

LANGUAGES: dict[str, Vocabulary] = {
    "en": en.WORDS,
    "de": de.WORDS,
    "fi": fi.WORDS,
    "sv": sv.WORDS,
    "fr": fr.WORDS,
    "es": es.WORDS,
}
