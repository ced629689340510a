"""Words beside the name of a measure in a header: those that change nothing, and those that change it."""

from dataclasses import dataclass

from analysis.schema import FIELDS


def words_in(text: str) -> frozenset[str]:
    """The words of a text, each once."""
    return frozenset(text.split())


@dataclass(frozen=True)
class Besides:
    """Words that may stand beside the name of some fields without changing what it means."""

    fields: frozenset[str]
    words: frozenset[str]


BESIDES = (
    Besides(
        words_in(
        "prednisone_mg tacrolimus_mg dose"
    ),
        words_in(
        "kg dose dosis dosage dosi posologie posologia daily day d mg per po oral orally qd od tgl taglich "
        "jour dia die current mgd mgday journaliere kg bw week weekly wk"
    ),
    ),
    Besides(words_in(
        "tacrolimus_trough"
    ), words_in(
        "ng ml ug l mcg blood value result whole"
    )),
    Besides(
        words_in(
        "fvc_l tlc_l"
    ),
        words_in(
        "pft pfts spirometry spiro lufu ltrs l litre litres liter liters ltr ml abs absolute raw value "
        "measured meas actual observed obs ist"
    ),
    ),
    Besides(
        words_in(
        "fvc_pct tlc_pct dlco_pct"
    ),
        words_in(
        "pft pfts spirometry spiro lufu pred predicted of value soll vom d der theorique theo th de la "
        "del teorico predicho predetto prev ref norm n p sb c corr corrected adj adjusted hb for"
    ),
    ),
    Besides(
        words_in(
        "dlco"
    ),
        words_in(
        "pft pfts lufu ml min mmhg mmol kpa mlminmmhg mmolminkpa abs absolute raw value measured meas "
        "actual ist si c corr corrected adj adjusted hb for sb"
    ),
    ),
    Besides(
        words_in(
        "ck ck_uln creatinine"
    ),
        words_in(
        "in u l iu ui ul iul ukat mg dl mgdl umol mmol serum s level value result blood plasma"
    ),
    ),
    Besides(words_in(
        "ck"
    ), words_in(
        "x xuln uln times fold multiple of"
    )),
    Besides(words_in(
        "mmt8"
    ), words_in(
        "score total points pts sum 0 80 150 of"
    )),
    Besides(words_in(
        "age"
    ), words_in(
        "years year yr yrs y jahre in ans anos anni"
    )),
    Besides(
        words_in(
        "weak oxygen serious sex death_month transplant_month smoking weakness respiratory_symptoms "
        "hrct tacrolimus_myositis_improved tacrolimus_ild_improved"
    ),
        words_in(
        "y n yes no ja nein 0 1 2 m f w male female weiblich mannlich code coded"
    ),
    ),
    Besides(
        frozenset(key for (_, key), field in FIELDS.items() if field.kind in {"date", "month"}),
        words_in(
        "date dd mm yyyy yy months month mo"
    ),
    ),
)  # fmt: skip
ANTIBODY_WORDS = words_in(
        "anti ab abs ac acs aak antibody antibodies autoantibody autoantibodies ak antikorper autoantikorper "
        "anticorps anticuerpo anticuerpos anticorpo anticorpi igg pos positive positiv positif positivo "
        "positivity status result titer titre level value serology y n yes no elisa blot lineblot "
        "immunoblot iu ml u"
    )  # fmt: skip
#: In brackets these make another measure of it.
OTHER_MEASURE = words_in(
        "va kco fev1 ng change delta diff difference post pre bd bronchodilator max peak nadir lowest "
        "highest best worst mean date lln z zscore score slope decline reason duration cumulative years "
        "month months normal range"
    )  # fmt: skip
#: Names that resemble a field's and are another thing.
OTHER_THINGS = frozenset(
    {"6mp", "6mwd", "6mwt", "cortisol", "svc", "svcpct", "vcpct", "ivc", "kco", "fev1", "va", "diagnosed"}
)
#: Tests whose results are positive or negative, and that look for no antibody of this disease.
OTHER_TESTS = words_in(
    "biopsy emg mri pcr covid sars hbs hbv hcv hiv hbsag hepatitis quantiferon igra tb tst culture "
    "sputum bal rash smear pregnancy drug stool urine hla skin patch gottron heliotrope raynaud cmv "
    "ebv pjp pcp"
)
#: A column of diagnoses with one of these in its header holds others than the myositis.
NOT_THE_MYOSITIS = words_in(
    "comorbidity comorbidities comorb comorbid family history previous prior other secondary second "
    "differential referral initial begleiterkrankung begleiterkrankungen antecedents antecedentes"
)
#: They say that a lung function is not in percent.
UNITS_OF_AMOUNT = words_in("l litre litres liter liters ml min mmhg mmol kpa abs absolute raw si")
#: Antibodies of so short a name that it may be anything.
SHORT_ANTIBODIES = words_in("ha la ro ku ej oj ks zo rf rnp")
#: They say that a column holds a test's results: yes, no, 1 and 0 answer any question.
RESULT_WORDS = words_in(
    "positive pos negative neg weakpositive weakpos + ++ +++ detected notdetected positiv negativ "
    "positif negatif positivo negativo"
)
#: Codes and answers: what a bracket of them explains changes nothing.
CODES = words_in(
    "0 1 2 3 4 5 6 7 8 9 m f w y n j yes no ja nein x pos neg positive negative pm dm cadm imnm ibm asys"
)
#: Words for percent.
PERCENT = words_in("pct percent perc pp prozent pctpred percentpred pctpredicted")
