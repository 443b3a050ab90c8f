"""`samspil play`: a scenario file against the calendar, in memory in a blink or through the real services."""
