"""What was given to whom and which story followed: one line a patient or course, in months."""

from data.demo.lines import lines

#: Conventional treatment: the stories of `stories`, TLC, FVC and DLCO in percent predicted at month 0,
#: prednisone at the first and last of these visits. From tacrolimus on, visits are counted from its start.
FIRST_LINE = lines("""
    patient | at the start             | tlc | fvc | dlco | story             | prednisone | months
    D01     | weak, CK high            |  84 |  78 |   40 | muscle better     | 60 to 7.5  | 0 6 9 12
    D02     | weak, CK high            |  64 |  58 |   45 | one test repeated | 60 to 15   | 0 3 6 8 11 14 20
    D03     | weak, CK high            |  73 |  66 |   46 | breathes easier   | 60 to 5    | 0 3 6 9 12 18 24
    D04     | weak, CK high            |  63 |  61 |   40 | breathes easier   | 40 to 0    | 0 3 6 9 12 24
    D05     | weak, CK high            |  59 |  52 |   38 | both worse        | 60 to 15   | 0 3 6 9 12 18
    D06     | weak, CK a little raised |  72 |  67 |   60 | both better       | 40 to 2.5  | 0 3 6 9 12 18 24
    D07     | weak, CK high            |  57 |  52 |   62 | muscle better     | 60 to 7.5  | 0 6 9 12
    D08     | weak, CK high            |  79 |  73 |   44 | both better       | 40 to 5    | 0 3 6 9 12 18 24
    D09     | weak, CK high            |  68 |  65 |   38 | both better       | 50 to 7.5  | 0 3 6 9 12 15 18
    D10     | weak, CK high            |  85 |  79 |   58 | both worse        | 40 to 10   | 0 3 6
    D11     | weak, CK high            |  70 |  66 |   38 | both worse        | 60 to 60   | 0 3 6
    D12     | weak, CK high            |  56 |  54 |   44 | both better       | 60 to 7.5  | 0 3 6 9 12 24
    D13     | strong, CK normal        |  69 |  66 |   56 | lung better       | 40 to 5    | 0 3 6 9 12 18 24
    D14     | weak, CK high            |  65 |  59 |   45 | both better       | 40 to 0    | 0 6 9 12 15
    D15     | weak, CK high            |  57 |  55 |   39 | both worse        | 60 to 60   | 0 3
    D16     | weak, CK high            |  65 |  60 |   64 | both better       | 40 to 5    | 0 3 6 9 12 24
    D17     | strong, CK normal        |  73 |  67 |   58 | lung better       | 50 to 7.5  | 0 3 6 9 12 24
    D18     | weak, CK high            |  54 |  52 |   46 | lung worse        | 60 to 50   | 0 3 6 9 12
    D19     | weak, CK high            |  61 |  57 |   49 | both better       | 40 to 5    | 0 3 6 9 12 24
    D20     | weak, CK a little raised |  69 |  62 |   61 | both better       | 40 to 5    | 0 3 6 9 12 15
    D21     | weak, CK high            |  70 |  63 |   47 | CK stays up       | 40 to 20   | 0 3 6 9
    D22     | weak, CK high            |  69 |  67 |   61 | both worse        | 60 to 60   | 0 3
    D23     | weak, CK a little raised |  59 |  54 |   55 | both worse        | 60 to 60   | 0 3 6 9
    D24     | weak, CK a little raised |  82 |  75 |   60 | both better       | 60 to 10   | 0 3 6 9 12 18
    D25     | strong, CK normal        |  69 |  67 |   65 | lung better       | 60 to 7.5  | 0 3 6 9 12 18 24
    D26     | strong, CK normal        |  78 |  71 |   50 | lung better       | 60 to 5    | 0 3 6 9 12 18 24
    D27     | weak, CK high            |  65 |  60 |   61 | CK stays up       | 60 to 40   | 0 3 6 9 12
    D28     | weak, CK a little raised |  75 |  70 |   52 | lung worse        | 60 to 40   | 0 3 6 9
    D29     | weak, CK high            |  82 |  76 |   38 | CK stays up       | 60 to 50   | 0 3 6
    D30     | weak, CK high            |  66 |  59 |   41 | both worse        | 40 to 15   | 0 3 6 9
    D31     | weak, CK high            |  71 |  67 |   38 | CK almost normal  | 40 to 2.5  | 0 3 6 9 12 15 18
    D32     | weak, CK high            |  71 |  66 |   45 | lung worse        | 60 to 15   | 0 3 6 9 12 15 21
    D33     | weak, CK high            |  77 |  72 |   63 | both better       | 40 to 0    | 0 3 6 9 12 18
    D34     | weak, CK high            |  59 |  56 |   53 | both worse        | 40 to 7.5  | 0 3 6 9 12
    D35     | weak, CK a little raised |  76 |  74 |   46 | both better       | 50 to 7.5  | 0 3 6 12 18
    D36     | weak, CK high            |  73 |  68 |   59 | muscle better     | 30 to 5    | 0 3 6 9 12 15 18
    D37     | weak, CK high            |  85 |  79 |   39 | both worse        | 60 to 15   | 0 3 5 8 11 17
    D38     | weak, CK high            |  83 |  77 |   38 | muscle better     | 40 to 2.5  | 0 3 6 12 15
    D39     | weak, CK high            |  79 |  76 |   63 | both better       | 60 to 5    | 0 3 6 9 12
    D40     | weak, CK high            |  76 |  72 |   40 | both better       | 50 to 7.5  | 0 3 6 12 15
    D41     | weak, CK a little raised |  76 |  69 |   39 | CK stays up       | 60 to 15   | 0 3 6 9 12 15 18
    D42     | weak, CK a little raised |  76 |  69 |   54 | CK stays up       | 40 to 7.5  | 0 3 6 9 12
    D43     | weak, CK a little raised |  61 |  59 |   51 | muscle better     | 30 to 5    | 0 3 6 9 12 15
    D44     | weak, CK high            |  57 |  52 |   55 | lung worse        | 40 to 5    | 0 3 6
    D45     | weak, CK high            |  60 |  58 |   61 | muscle better     | 60 to 5    | 0 3 6 9 12 15
    D46     | weak, CK high            |  58 |  54 |   55 | breathes easier   | 60 to 7.5  | 0 3 6 9 12 15 18
    D47     | weak, CK high            |  68 |  62 |   51 | breathes easier   | 60 to 7.5  | 0 3 6 9 12 15 18
    D48     | weak, CK high            |  79 |  77 |   43 | muscle better     | 40 to 5    | 0 3 6 9 12 24
    D49     | weak, CK high            |  81 |  75 |   64 | short of breath   | 40 to 5    | 0 3 6
    D50     | weak, CK high            |  76 |  74 |   62 | CK stays up       | 40 to 7.5  | 0 3 6
    D51     | weak, CK high            |  85 |  78 |   55 | muscle better     | 50 to 7.5  | 0 3 6 12 15
    D52     | weak, CK a little raised |  74 |  71 |   47 | lung worse        | 40 to 10   | 0 3
    D53     | settled before           |  72 |  68 |   56 | nine percent      | 60 to 5    | 0 3 6 9 12 18 24
    D54     | weak, CK high            |  59 |  53 |   50 | both worse        | 40 to 10   | 0 3 6 9 12 15
""")

#: DMARDs: drug, daily (methotrexate: weekly) dose, first and last month; without a last one they go on.
DMARDS = lines("""
    patient | courses
    D01     | MMF 2000 1-
    D02     | MTX 20 0-6, MMF 2000 6-8
    D03     | MTX 20 0-5, MMF 2000 5-
    D04     | AZA 100 0-
    D05     | MTX 15 0-6
    D06     | MTX 20 0-5, MMF 2000 5-, HCQ 400 0-
    D07     | AZA 150 1-, HCQ 200 2-
    D08     | MMF 3000 0-
    D09     | AZA 150 0-5, MMF 2000 5-
    D10     | AZA 100 0-6, MMF 2000 6-
    D11     | MMF 2000 0-
    D12     | MMF 2000 1-
    D13     | MMF 3000 1-
    D14     | MMF 2000 0-
    D15     | MTX 20 0-6, MMF 2000 6-
    D16     | AZA 100 0-5, MMF 2000 5-
    D17     | MTX 15 0-
    D18     | MMF 3000 0-
    D19     | AZA 100 1-
    D20     | AZA 150 0-
    D21     | AZA 150 0-6, MMF 2000 6-
    D22     | MTX 20 0-8, MMF 2000 3-
    D23     | MMF 2000 0-10, IVIG 2 3-7
    D24     | MMF 2000 1-
    D25     | MMF 2000 0-
    D26     | AZA 100 0-5, MMF 2000 5-
    D27     | MMF 2000 0-
    D28     | MMF 2000 0-
    D29     | MTX 20 0-8, MMF 2000 8-
    D30     | MMF 2000 0-12
    D31     | AZA 150 0-
    D32     | MMF 2000 0-9
    D33     | MTX 15 0-
    D34     | MMF 2000 0-
    D35     | MTX 15 0-
    D36     | MMF 2000 1-
    D37     | MTX 20 0-5
    D38     | AZA 150 0-
    D39     | MMF 2000 1-, IVIG 2 1-5
    D40     | AZA 150 0-
    D41     | AZA 150 0-6, MMF 2000 6-12
    D42     | AZA 150 0-6, MMF 2000 6-
    D43     | MMF 2000 1-
    D44     | MMF 2000 0-
    D45     | MTX 15 0-5, MMF 2000 5-
    D46     | MMF 2000 0-
    D47     | MTX 15 0-
    D48     | MMF 2000 1-
    D49     | MMF 2000 0-
    D50     | MTX 15 0-12, MMF 2000 5-
    D51     | MMF 3000 0-
    D52     | AZA 150 0-
    D53     | AZA 150 0-
    D54     | AZA 100 0-6, MMF 2000 6-
""")

#: Tacrolimus: its first month, then visits in months since that day, with the prednisone recorded at each
#: ("-": not recorded), and the daily dose of tacrolimus. The doses of prednisone were chosen so that their
#: means, the pairs and the signed-rank test come out as published; see `data/README.md`.
SECOND_LINE = lines("""
    patient | start | story              | months        | prednisone             | mg
    D10     |     9 | lung better        | 0 3 6 9 12 15 | 10 10 10 7.5 5 5       | 4
    D11     |     7 | both better        | 0 3 6 9 12 18 | 60 20 7.5 7.5 7.5 5    | 3
    D15     |     6 | both better        | 0 3 6 9 12    | 60 20 5 5 5            | 6
    D18     |    13 | both, by symptoms  | 0 3 6 9 12    | 50 20 10 7.5 7.5       | 6
    D21     |    12 | muscle better      | 0 3 6         | 20 15 12.5             | 6
    D22     |     5 | both better        | 0 3 6 9 12 15 | 60 25 7.5 5 5 5        | 5
    D23     |    10 | lung better        | 0 3 6 9 13    | 60 30 12.5 10 10       | 4
    D27     |    15 | both better        | 0 3 6 9       | 40 20 7.5 5            | 6
    D28     |    10 | both better        | 0 3 6 9 12    | - 15 5 5 5             | 6
    D29     |     8 | both better        | 0 3 6 9 12 18 | 50 15 7.5 5 5 2.5      | 4
    D30     |    12 | both better        | 0 3 6 9 11    | 15 10 - 5 5            | 5
    D34     |    15 | lung better        | 0 3 6 9 12    | 7.5 7.5 7.5 5 5        | 6
    D42     |    13 | both better        | 0 3 6 9 12    | 7.5 7.5 7.5 5 2.5      | 6
    D44     |     9 | both better        | 0 3 6 9 12 15 | 5 5 5 2.5 0 0          | 5
    D49     |     9 | both, by symptoms  | 0 3 6 9 12 15 | 5 10 15 7.5 5 5        | 3
    D50     |     7 | both, nine percent | 0 3 6 9 12    | 7.5 10 10 5 2.5        | 4
    D52     |     4 | both better        | 0 3 6 9 12 18 | 10 30 20 10 7.5 5      | 6
    D54     |    18 | lung better        | 0 3 6 9 12    | 10 15 20 12.5 10       | 3
""")

#: The five who failed and are not in the tacrolimus analysis: what they got instead, and from when.
OTHER_SECOND_LINE = lines("""
    patient | start | drugs
    D02     | 8     | cyclophosphamide
    D05     | 6     | cyclophosphamide
    D32     | 9     | cyclophosphamide
    D37     | 5     | cyclophosphamide
    D41     | 12    | cyclophosphamide
""")

#: Their courses, in mg an infusion.
INFUSIONS = lines("""
    patient | drug             | start | stop | mg
    D02     | cyclophosphamide | 8     | 14   | 750
    D05     | cyclophosphamide | 6     | 10   | 1000
    D05     | rituximab        | 11    | 12   | 1000
    D32     | cyclophosphamide | 9     | 13   | 750
    D37     | cyclophosphamide | 5     | 8    | 1000
    D41     | cyclophosphamide | 12    | 18   | 750
""")

#: How it ended where it did not simply go on, in the columns of Patients.
ENDS = lines("""
    patient | tacrolimus_stop_month | tacrolimus_stop_reason | death_month | transplant_month
    D32     |                       |                        |             | 26
    D37     |                       |                        | 20          |
    D44     | 24                    | remission              |             |
    D49     | 18                    | adverse event          |             |
""")

#: Last seen before the 12-month window. One is lost; the other is still followed, so nothing is written
#: in the month last seen: the next visit has not come yet.
STILL_FOLLOWED = ("D27",)

#: What was not measured where a rule would look for it, in months of the clock; `measures` are the columns.
NOT_DONE = lines("""
    patient | clock        | from | until | measures              | why
    D02     | conventional | 1    | 60    | tlc dlco              | too breathless for more
    D05     | conventional | 0    | 60    | tlc                   | no plethysmograph at this clinic
    D09     | conventional | 0    | 60    | tlc                   | no plethysmograph at this clinic
    D11     | conventional | 1    | 60    | tlc                   | not repeated before tacrolimus
    D20     | conventional | 1    | 60    | tlc                   | not repeated
    D26     | conventional | 1    | 60    | ck                    | never raised, not repeated
    D38     | conventional | 0    | 60    | dlco                  | cannot hold her breath long enough
    D42     | tacrolimus   | 1    | 14    | ck mmt8 weak weakness | seen by the lung clinic only
    D47     | conventional | 0    | 1     | tlc                   | too breathless on the first day
""")
