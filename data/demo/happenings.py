"""Infections and other events: one line each, in months since conventional treatment was started."""

from data.demo.lines import lines

EVENTS = lines("""
    patient_id | month | event                        | category   | serious | drug             | action
    D03        | 5     | Oral candidiasis             | infection  | no      |                  | treated
    D05        | 9     | Neutropenia                  | other      | yes     | cyclophosphamide | dose reduced
    D08        | 7     | Herpes zoster                | infection  | no      | mycophenolate    | paused
    D10        | 14    | Urinary tract infection      | infection  | no      |                  | treated
    D11        | 8     | Tremor                       | neurologic | no      | tacrolimus       | dose reduced
    D14        | 4     | Diarrhoea                    | other      | no      | mycophenolate    | dose reduced
    D16        | 8     | Vertebral fracture           | other      | yes     |                  | treated
    D18        | 17    | Headache                     | neurologic | no      | tacrolimus       | none taken
    D20        | 3     | Raised transaminases         | other      | no      | azathioprine     | dose reduced
    D22        | 9     | New diabetes                 | metabolic  | no      |                  | treated
    D23        | 15    | Pneumonia                    | infection  | yes     | tacrolimus       | paused
    D28        | 13    | Creatinine raised by a third | kidney     | no      | tacrolimus       | dose reduced
    D29        | 6     | Raised lipids                | metabolic  | no      |                  | treated
    D32        | 13    | Cytomegalovirus reactivation | infection  | yes     | cyclophosphamide | stopped
    D34        | 19    | Tremor                       | neurologic | no      | tacrolimus       | none taken
    D37        | 8     | Pneumocystis pneumonia       | infection  | yes     | cyclophosphamide | stopped
    D39        | 10    | Pneumonia                    | infection  | yes     |                  | treated
    D44        | 14    | Breast cancer                | malignancy | yes     |                  | treated
    D46        | 6     | Cataract                     | other      | no      |                  |
    D49        | 12    | Low magnesium                | metabolic  | no      | tacrolimus       | treated
    D49        | 18    | Creatinine doubled           | kidney     | yes     | tacrolimus       | stopped
    D52        | 7     | Herpes zoster                | infection  | no      | tacrolimus       | treated
    D53        | 11    | Bronchitis                   | infection  |         |                  | treated
    D54        | 24    | Hypertension                 | other      | no      | tacrolimus       | treated
""")
