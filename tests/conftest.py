"""What every test shares: how hypothesis looks for counter-examples."""

import os

from hypothesis import settings

# No deadline: a shared machine may be slow without anything being wrong. Where CI is set the examples are
# always the same, so that a failure there is the change's own.
settings.register_profile("suite", deadline=None, derandomize=bool(os.environ.get("CI")), print_blob=True)
settings.load_profile("suite")
