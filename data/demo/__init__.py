"""The demo cohort: 54 invented patients whose results add up to those of a published study.

`python -m data.demo` writes every file of the demo and the blank template; see `data/README.md`.
The tables of `people`, `courses` and `happenings` are the charts, one line a patient, a course or an
event; `stories` says what happened to muscle and lung; `lungs` and `visits` turn that into
measurements; `sheets` puts all of it into the four sheets; `layouts`, `workbook` and `template`
write files.
"""
