"""What may tell who a patient is: found, left out, renamed, grouped."""
