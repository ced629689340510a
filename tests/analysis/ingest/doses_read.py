"""What was read from a sheet with one column of doses, its third."""


def prednisone(cohort):
    return cohort.visits["prednisone_mg"].tolist()


def rules(cohort):
    rows = cohort.conversions
    return rows[rows["cell"].str.startswith("C")].set_index("cell")["rule"].to_dict()
