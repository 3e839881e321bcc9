"""What people type, read: text in, what was meant or the one thing to ask out.

Pure: no clock, no database, no Slack client. The language is a small grammar of its own.

A text goes through these pages, each of one kind of thing:

1. `writing`: Slack's own way of writing, made plain.
2. `tokens`: words, numbers and marks, with what each may mean (`lexicon`, `words`, `foreign`); `line` answers
   the grammar's questions about them.
3. `scan`: each page of the grammar marks the pieces it knows:
   `clock` and `spoken` (times), `span` (from one to another), `length`, `moment` (from now), `day`, `week`,
   `month`, `dates` and `figures` (days), `feast` (days that nobody here computes), `repeat` (its `rule`),
   `room`, `seats`, `people`. Right above a page's function stand the kinds of word with which it begins
   (`…_BEGINS`) and those that it cannot do without (`…_NEEDS`; of `repeat`, `REPEATS`). It is asked
   nowhere else: whoever teaches a page a new kind of word looks there.
4. `choose`: which pieces count, by their `surroundings`, and which days are `undated` and to be asked about;
   what does not count is title.
5. `timing` and `settle`: the starts and ends that they may mean; `place`: the room; `unread`: words of time
   that nobody understood, which are a reason to ask.
6. `resolve`: all of it becomes one `Reading`, with its `questions` and its `title`; `intent` says whether the
   person wants to book at all.

To add a language, add a page of words: `bot.phrase.words` says how.
"""

from bot.phrase.reading import DateOrder, Outcome, Question, Reading, Step, read, warm

__all__ = ["DateOrder", "Outcome", "Question", "Reading", "Step", "read", "warm"]
