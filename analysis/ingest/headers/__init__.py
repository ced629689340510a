"""Which field, visit and antibody a header names, and how its values speak for it."""
