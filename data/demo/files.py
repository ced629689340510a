"""Every file that this package makes, by its name below `data/`."""

from data.demo.layouts import demo_csv, demo_wide, demo_workbook
from data.demo.sheets import sheets
from data.demo.template import codebook, template


def files() -> dict[str, bytes]:
    """File name -> content; the same bytes each time."""
    demo = sheets()
    return {
        "demo_cohort.xlsx": demo_workbook(demo),
        **{f"demo_cohort_csv/{name}": content for name, content in demo_csv(demo).items()},
        "demo_cohort_wide.xlsx": demo_wide(demo),
        "template.xlsx": template(),
        "codebook.md": codebook(),
    }
