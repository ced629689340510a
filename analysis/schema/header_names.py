"""What real sheets call the columns: more names than the codebook lists, in several languages.

Names are compared without case, accents and punctuation (see `normalised`), so one way to write each is
enough. "%" reads as "pct".
"""

from itertools import product


def _split(names: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in names.split("|"))


_GLUCOCORTICOIDS = _split(
    "prednisone | prednison | predn | pdn | pred | prednisona | deltacortene | decortin | prednisolone | prednisolon | psl | pnl | "
    "prednisolona | predni | decortin h | methylprednisolone | methylprednisolon | methyl prednisolone | methylpred | "
    "methyl pred | mpsl | m psl | mpred | medrol | urbason | metilprednisolone | metilprednisolona | dexamethasone | "
    "dexamethason | dexa | desametasone | dexametasona | betamethasone | betamethason | betametasone | betametasona | "
    "hydrocortisone | hydrocortison | hydrocort | idrocortisone | hidrocortisona | triamcinolone | triamcinolon | "
    "deflazacort | dfz | cortisone acetate"
)
_ANY_GLUCOCORTICOID = _split(
    "steroid | steroids | ster | glucocorticoid | glucocorticoids | glucocorticosteroid | corticosteroid | corticosteroids | "
    "gc | gcs | ocs | oral steroid | oral steroids | prednisone equivalent | prednisone eq | prednisone equiv | "
    "prednisolone equivalent | pred equivalent | pred eq | pdn eq | pdn equivalent | kortison | cortison | cortisone | "
    "steroide | steroiddosis | cortisondosis | kortisondosis | glukokortikoid | glukokortikoide | corticoide | corticoides | corticoide oral | corticostéroïdes | "
    "corticothérapie | esteroide | esteroides | cortisonico | steroidi"
)
_FVC = _split(
    "fvc | cvf | forced vital capacity | forcierte vitalkapazität | capacité vitale forcée | capacidad vital forzada | "
    "capacità vitale forzata"
)
_TLC = _split(
    "tlc | cpt | total lung capacity | totale lungenkapazität | totalkapazität | capacité pulmonaire totale | "
    "capacidad pulmonar total | capacità polmonare totale"
)
_DLCO = _split(
    "dlco | tlco | dlcoc | tlcoc | dlcosb | tlcosb | dlcocsb | tlcocsb | dlcohb | dlcocorr | dlcoadj | diffusing capacity | "
    "diffusion capacity | transfer factor | diffusionskapazität | diffusion du co | difusión de co | difusión"
)
_PERCENT = _split(
    "pct | percent | perc | pp | prozent | pctpred | percentpred | pctpredicted | pctp | "
    "fraction | fraction of predicted | fraction predicted | fraktion vom soll"
)
_PRED_ALONE = ("pred", "predicted", "soll", "theo", "teorico")


def _with(names: tuple[str, ...], endings: tuple[str, ...]) -> tuple[str, ...]:
    """Every name with each of the endings."""
    return tuple(" ".join(parts) for parts in product(names, endings))


#: (table, field) -> names that say plainly what the column is.
NAMES: dict[tuple[str, str], tuple[str, ...]] = {
    ("patients", "patient_id"): _split(
        "patient no | patient nr | patient number | pat no | pat nr | pat id | patid | patientid | patientennummer | "
        "patienten id | pt no | ptid | subject no | subject number | subjid | usubjid | participant | participant id | "
        "case id | case no | case number | study no | study number | study code | record | "
        "numero patient | no patient | numéro de patient | id patient | identifiant | "
        "paciente | id paciente | paziente | id paziente | codice paziente"
    ),
    ("patients", "diagnosis"): _split(
        "diagnose | diagnostic | diagnostico | diagnosi | diag | diagn | dx group | disease | disease group | iim type | "
        "iim subtype | iim diagnosis | myositis diagnosis | myositis subtype | myositis group | subtype of myositis | "
        "pm/dm | dm/pm | pm or dm | pm vs dm | clinical diagnosis | final diagnosis | main diagnosis | primary diagnosis | "
        "hauptdiagnose | myositis typ | type de myosite | tipo de miositis | tipo di miosite"
    ),
    ("patients", "sex"): _split("sexe | sexo | sesso | geschlecht | m/f | f/m | patient sex | sex m/f | genre | genero | genere"),
    ("patients", "age"): _split(
        "age in years | age months | age in months | alter monate | alter | âge | edad | età | eta | age y | age yr | age yrs | age at dx | age at onset | age at start | age at enrollment | "
        "age at enrolment | age at presentation | age at inclusion | patient age | age at treatment | alter bei diagnose | "
        "alter bei beginn | âge au diagnostic | edad al diagnostico | età alla diagnosi | current age"
    ),
    ("patients", "race"): _split("race/ethnicity | ethnic group | ethnie | etnia | raza | razza | ethnizität"),
    ("patients", "smoking"): _split(
        "smoke | smoking history | tobacco | tobacco use | smoker status | smoking hx | raucher | rauchen | raucherstatus | "
        "nikotin | tabac | tabagisme | tabaco | tabaquismo | fumador | fumo | fumatore"
    ),
    ("patients", "ild_pattern"): _split(
        "pattern tdm | aspect tdm | ct pattern | hrct pattern | pattern | radiological pattern | ild subtype | ct type | hrct type | pattern on ct | "
        "pattern on hrct | ild pattern ct | ild pattern hrct | ild muster | ct muster | patron tc | pattern tc | pattern tac"
    ),
    ("patients", "ild_onset"): _split("ild beginn | beginn der ild | début pid | inicio epi | esordio ild | onset of ild | ild course | ild onset type | ild presentation | onset type | acute chronic"),
    ("patients", "oxygen"): _split(
        "home oxygen | o2 therapy | oxygen therapy | ltot | home o2 | supplemental o2 | o2 use | oxygen use | sauerstoff | "
        "ltot y/n | oxygène | oxigeno | ossigeno"
    ),
    ("patients", "conventional_start"): _split(
        "conventional treatment start | start of conventional treatment | treatment start | treatment start date | start of treatment | "
        "therapy start | therapy start date | date of treatment start | tx start | tx start date | rx start date | index date | "
        "baseline visit date | date of baseline | date baseline | first treatment date | therapiebeginn | behandlungsbeginn | beginn | "
        "beginn der therapie | date debut traitement | debut traitement | inicio tratamiento | fecha inicio | fecha de inicio | "
        "inizio terapia | data inizio | data inizio terapia | dmard start | dmard start date | start of dmard"
    ),
    ("patients", "tacrolimus_start_month"): _split(
        "tac started | tacrolimus start month | tac start month | tac start date | date tac started | date of tac start | "
        "tacrolimus started | start of tacrolimus | start tac | start tacrolimus | start date tac | start date tacrolimus | "
        "date tacrolimus start | fk506 start | fk506 start date | tacrolimus beginn | beginn tacrolimus | debut tacrolimus | "
        "inicio tacrolimus | inizio tacrolimus | date of tacrolimus start | month of tacrolimus start | tac initiation | "
        "tacrolimus initiation | tacrolimus initiation date"
    ),
    ("patients", "second_line"): _split(
        "2nd line treatment | 2nd line therapy | second line therapy | second line drug | 2nd line drug | 2nd line agent | "
        "second line agent | rescue therapy | rescue treatment | zweitlinie | zweitlinientherapie | deuxième ligne | segunda linea | "
        "seconda linea | add on | add on therapy"
    ),
    ("patients", "second_line_start_month"): _split(
        "zweitlinie beginn | beginn zweitlinie | début deuxième ligne | inicio segunda linea | inizio seconda linea | 2nd line start | 2nd line start date | date of second line | date second line | second line date | 2nd line date | "
        "second line started | second line start month | 2nd line start month"
    ),
    ("patients", "conventional_response"): _split(
        "respuesta al tratamiento | risposta al trattamento | risposta alla terapia | response to conventional | response to conventional treatment | response to conventional therapy | conventional response | "
        "response to treatment | treatment response | response to therapy | responder | responder status | resp | tx response | "
        "response to conv treatment | response to conv therapy | conv response | conv resp | "
        "ansprechen auf konventionelle therapie | ansprechen konventionelle therapie | "
        "ansprechen | therapieansprechen | réponse | réponse au traitement | respuesta | risposta"
    ),
    ("patients", "tacrolimus_myositis_improved"): _split(
        "myositis gebessert | myosite améliorée | miositis mejorada | miosite migliorata | myositis improvement | muscle improved | muscle improvement | myositis response tac | myositis improved on tac | myositis better | "
        "tac myositis response | myositis improved after tacrolimus | muscle response to tacrolimus | muscle response to tac"
    ),
    ("patients", "tacrolimus_ild_improved"): _split(
        "ild gebessert | pid améliorée | epi mejorada | ild migliorata | ild improvement | lung improved | lung improvement | ild response tac | ild improved on tac | ild better | "
        "tac ild response | ild improved after tacrolimus | ild response to tacrolimus | ild response to tac"
    ),
    ("patients", "tacrolimus_stop_month"): _split(
        "tac stopped | tac end | tacrolimus end | tacrolimus end date | tac stop date | tacrolimus stopped | date tac stopped | "
        "tac discontinued | tacrolimus discontinued | tac stop month | tac end date | stop tac | date of tacrolimus stop | "
        "tacrolimus discontinuation date | tacrolimus ende | ende tacrolimus | arret tacrolimus | fin tacrolimus | fine tacrolimus"
    ),
    ("patients", "tacrolimus_stop_reason"): _split(
        "motif d arrêt | reason for stopping | reason stopped | reason tac stopped | tac stop reason | reason for stopping tac | "
        "reason for discontinuation | reason for stopping tacrolimus | why stopped | reason for tac discontinuation | abbruchgrund | "
        "motif arret | motivo de suspension | motivo sospensione"
    ),
    ("patients", "last_seen_month"): _split(
        "last fu | last f/u | last follow up date | date of last follow up | date last seen | last visit date | date of last visit | "
        "last contact | date of last contact | last contact date | last seen month | last fu date | date last fu | date of last fu | "
        "letzter kontakt | letzte visite | letzte vorstellung | date dernier suivi | derniere visite | dernieres nouvelles | "
        "date des dernieres nouvelles | ultima visita | fecha ultima visita | ultimo control | data ultima visita | ultimo follow up | "
        "end of follow up"
    ),
    ("patients", "death_month"): _split(
        "died | dead | deceased | dod | date died | died date | death month | exitus | exitus date | mortality | tod | verstorben | verstorben am | "
        "todesdatum | sterbedatum | décès | deces | date de décès | date du décès | décédé | muerte | fallecimiento | fallecido | "
        "fecha de muerte | fecha fallecimiento | exitus letalis | decesso | morte | deceduto | data decesso | data di morte"
    ),
    ("patients", "transplant_month"): _split(
        "lung tx | ltx | lung tx date | lung transplantation | lung transplant date | transplanted | date of transplant | "
        "date of lung transplant | lungentransplantation | transplantation pulmonaire | trasplante pulmonar | trapianto polmonare"
    ),
    ("visits", "visit"): _split(
        "visite | visita | besuch | visit no | visit number | visit nr | visit id | time point | redcap event name | event name | "
        "zeitpunkt | consultation | follow up visit | visitnum"
    ),
    ("visits", "date"): _split(
        "date of visit | test date | date of test | datum | visitendatum | untersuchungsdatum | exam date | examination date | assessment date | date of assessment | "
        "clinic date | date of clinic | encounter date | date seen | fecha | fecha de visita | fecha visita | data visita | "
        "data della visita | date de visite | date visite | date de consultation | date consultation | pft date | date of pft | "
        "date pft | lab date | date of labs | sample date | lufu datum | fu date | date of follow up"
    ),
    ("visits", "month"): _split(
        "monate seit therapiebeginn | mois depuis le début | mois depuis début | meses desde el inicio | meses desde inicio | mesi dall inizio | month of follow up | months since baseline | months from baseline | months since start | months since conventional | "
        "months since treatment start | time since start months | months from start | month since start | monate seit beginn"
    ),
    ("visits", "tacrolimus_month"): _split(
        "monate seit tacrolimus | mois depuis tacrolimus | meses desde tacrolimus | mesi da tacrolimus | months since tac | months on tac | weeks since tac | weeks since tacrolimus | days since tac | days since tacrolimus | weeks on tac | weeks on tacrolimus | months on tacrolimus | month on tacrolimus | months since tac start | months after tac | "
        "months post tac | months since tacrolimus start | months from tac start | month since tacrolimus | month on tac | "
        "months since fk506 | time since tac months | time since tac mo | time since tacrolimus | months from tacrolimus"
    ),
    ("visits", "prednisone_mg"): (*_GLUCOCORTICOIDS, *_ANY_GLUCOCORTICOID),
    ("visits", "tacrolimus_mg"): _split(
        "tac | tac dose | tacro | tacro dose | tacrolimus dose mg | tacrolimus mg day | fk506 | fk506 dose | "
        "fk506 mg | prograf | prograf dose | prograf mg | tacrolimus daily dose | tac daily dose | tacrolimus dosis | dosis tacrolimus | "
        "dose tacrolimus | dose tac | tacrolimo dose"
    ),
    ("visits", "tacrolimus_trough"): _split(
        "tac c0 | tac level | tac levels | tacro level | tacrolimus c0 | c0 level | c0 tac | fk level | fk506 level | fk506 trough | "
        "fk trough | fk c0 | fk506 c0 | tac trough level | tacrolimus trough level | trough level | tacrolimus levels | "
        "tacrolimus blood level | tac conc | tacrolimus concentration | tac blood level | tacrolimus spiegel | tac spiegel | "
        "fk506 spiegel | talspiegel | tacrolimus talspiegel | tacrolimusspiegel | tacrolémie | tacrolimus residuel | "
        "taux résiduel tacrolimus | tac ng ml | tacrolimus ng ml | fk506 ng ml | tacro ng ml | niveles tacrolimus | nivel de tacrolimus | tacrolemia"
    ),
    ("visits", "fvc_l"): _FVC,
    ("visits", "fvc_pct"): (*_with(_FVC, _PERCENT), "ppfvc"),
    ("visits", "tlc_l"): _TLC,
    ("visits", "tlc_pct"): (*_with(_TLC, _PERCENT), "pptlc"),
    ("visits", "dlco"): _DLCO,
    ("visits", "dlco_pct"): (*_with(_DLCO, _PERCENT), "ppdlco"),
    ("visits", "ck"): _split(
        "creatinine kinase | creatin kinase | creatinine phosphokinase | creatine phosphokinase | creatin phosphokinase | total ck | "
        "ck total | serum ck | s ck | ck level | ck value | ck nac | cpk level | serum cpk | total cpk | kreatinkinase | "
        "creatinkinase | créatine kinase | creatina quinasa | creatin chinasi | cpk total | cpk totale"
    ),
    ("visits", "ck_uln"): _split("ck oberer normwert | ck obergrenze | ck limite supérieure | cpk limite supérieure | ck limite superior | cpk limite superior | ck limite superiore | cpk limite superiore | uln ck | ck upper limit of normal | ck normal upper | upper limit ck | cpk uln | ck limit | ck upper normal"),
    ("visits", "mmt8"): _split("mmt 8 score | mmt8 score | mmt score | mmt total | total mmt | mmt8 total | manual muscle testing | manual muscle test | manual muscle test 8 | muscle strength mmt8"),
    ("visits", "mmt8_max"): _split("mmt8 máximo | mmt8 massimo | max mmt8 | mmt8 max score | mmt8 out of | mmt maximum"),
    ("visits", "weak"): _split("faiblesse musculaire | debilidad muscular | debolezza muscolare | objective weakness | muscle weakness | weakness y/n | weak y/n | weakness yes/no | proximal weakness | muskelschwäche"),
    ("visits", "weakness"): _split("muskelkraft verlauf | muskelkraft seit ausgangswert | évolution de la force | evolución de la fuerza | andamento della forza | change in weakness | change in strength | strength | weakness vs baseline | strength vs baseline | strength since baseline | change of strength"),
    ("visits", "respiratory_symptoms"): _split(
        "dyspnoe verlauf | dyspnoe seit ausgangswert | évolution de la dyspnée | evolución de la disnea | andamento della dispnea | resp symptoms | respiratory symptom | resp sx | change in dyspnea | dyspnea change | cough dyspnea | cough/dyspnea | "
        "resp symptoms vs baseline | respiratory symptoms vs baseline | resp symptoms since baseline | dyspnea vs baseline | "
        "dyspnoea vs baseline | symptoms vs baseline | change in symptoms | symptom change | symptoms change | resp symptoms change | breathlessness | dyspnoe | dyspnée | disnea | dispnea"
    ),
    ("visits", "hrct"): _split("ct seit ausgangswert | évolution tdm | évolution du scanner | evolución tc | andamento tac | ct change | chest ct | hrct progression | ct progression | hrct result | ct vs baseline | hrct vs baseline | ct since baseline | hrct since baseline | ct follow up | change in hrct | change on ct | ct verlauf"),
    ("visits", "creatinine"): _split("scr | s creatinine | creatinine serum | kreatinin | créatinine | creatinina | crea | serum creat | s crea | cr serum | serum cr"),
    ("treatments", "drug"): _split("drug name | agent | medication name | dmard | medikament | wirkstoff | substanz | médicament | farmaco | fármaco | medicamento | treatment name | immunosuppressant"),
    ("treatments", "start_month"): _split("started | from | begin | beginn | start month | date started | date start | first dose | first given | started on | debut | début | inicio | inizio | von | since | date of start"),
    ("treatments", "stop_month"): _split("stopped | to | until | stop month | end date | end month | date stopped | date stop | last dose | ended | ende | bis | fin | fine | arret | discontinued | date of stop | date of end"),
    ("treatments", "dose"): _split("dosis | dosage | dose mg | amount | posologie | dosi"),
    ("treatments", "unit"): _split("units | dose units | einheit | unité | unidad | unità"),
    ("events", "event"): _split("adverse events | side effect | side effects | adverse reaction | complication | what happened | ae term | ae description | event description | ereignis | nebenwirkung | événement | evento | evento avverso | evento adverso"),
    ("events", "month"): _split("monat | mois | mes | mese | date of event | onset | onset date | date of onset | ae date | start date | event month | month of event | datum | fecha | data | ae onset | date onset | ae start date"),
    ("events", "category"): _split("ae category | type | event type | ae type | class | kategorie | catégorie | categoria | soc | event category"),
    ("events", "serious"): _split("serious ae | serious y/n | serious event | schwerwiegend | grave | serio"),
    ("events", "drug"): _split("causal drug | attributed to | attributed drug | suspect drug | medikament | médicament | farmaco | fármaco"),
    ("events", "action"): _split("medida | provvedimento | action taken with drug | consequence | measure taken | maßnahme | outcome action"),
}  # fmt: skip

#: Names that may mean the field and may mean something else: shown as unsure.
LOOSE_NAMES: dict[tuple[str, str], tuple[str, ...]] = {
    ("patients", "patient_id"): _split("nr | number | code | case | patient code | pt | pat | name code | initials id"),
    ("patients", "diagnosis"): _split("myositis | type of myositis | iim | entity | classification | group | subgroup"),
    ("patients", "oxygen"): _split("oxygen requirement | o2 at baseline | o2 need"),
    ("patients", "conventional_response"): _split("result of treatment"),
    ("patients", "death_month"): _split("vital status | alive/dead | survival status"),
    ("patients", "tacrolimus_start_month"): _split("time to tac | time to tacrolimus | months to tac | months to tacrolimus"),
    ("visits", "fvc_pct"): _with(_FVC[:2], _PRED_ALONE),
    ("visits", "tlc_pct"): _with(_TLC[:2], _PRED_ALONE),
    ("visits", "dlco_pct"): _with(_DLCO[:4], _PRED_ALONE),
    ("visits", "prednisone_mg"): _split("mp | mp mg | mp dose | dex | dex mg | dex dose | cs dose | cs mg | steroid mg day"),
    ("visits", "tacrolimus_trough"): _split("trough c0 | residual level"),
    ("visits", "month"): _split("weeks | days | day | week | weeks since baseline | weeks since start | days since baseline | days since start | time weeks | time days | study week | study day | time | time months | follow up months | fu months | fu month | follow up month | follow up time months | time point months | mo | mths | monat | mois | mes | mese"),
    ("visits", "date"): _split("data | tag | jour"),
    ("visits", "creatinine"): _split("cr | scre"),
    ("visits", "mmt8"): _split("muscle strength | strength score"),
}  # fmt: skip

#: What stands in headers for antibodies beside the registry's own names.
ANTIBODY_NAMES: dict[str, tuple[str, ...]] = {
    "Jo-1": _split("jo 1 histidyl | histidyl trna synthetase | jo1 hars"),
    "MDA5": _split("mda5 cadm140 | cadm140 mda5 | melanoma differentiation associated gene 5"),
    "TIF1-gamma": _split("tif1 gamma p155 | p155 | tif gamma | tif1 alpha gamma | tif1ga | tifg"),
    "NXP2": _split("nxp2 p140 | nxp2 mj | mj nxp2"),
    "Mi-2": _split("mi2 alpha beta | mi2ab"),
    "HMGCR": _split("hmgcoar | hmg coa | hmgcoa"),
    "cN-1A": _split("5nt1a | nt5c1a cn1a | cn1a nt5c1a"),
    "Ro52": _split("ro52 ssa | ssa ro52 | ssa52 | ro52 trim21 | ro52kd | ro52kda"),
    "Ro60": _split("ro60 ssa | ssa ro60 | ssa60 | ro60kd | ro60kda"),
    "SSA unspecified": _split("ssa ro | ro antibody ssa"),
    "La": _split("ssb la"),
    "PM-Scl": _split("pmscl75 100 | pmscl 75/100 | pmscl100 75"),
    "U1-RNP": _split("snrnp | u1 snrnp | u1rnp70 | rnp70 | rnp 70k | u1rnp 70k | u1 rnp 68"),
    "ANA": _split("antinuclear antibody | antinuclear antibodies | anti nuclear antibody | antinukleäre ak | aan"),
    "RF": _split("rheumatoid factor | rheumafaktor | facteur rhumatoïde | factor reumatoide | fattore reumatoide"),
    "CCP": _split("ccp2 | acpa ccp | citrullinated peptide"),
}  # fmt: skip
