"""Reads and writes of the vault's tables, and the locks on what lies in them."""
