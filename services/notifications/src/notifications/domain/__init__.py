"""Which letter a citizen gets, and what it says."""
