"""Outside worlds: the receivers of sealed documents, and a register without a database."""
