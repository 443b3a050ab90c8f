"""What an event changes in the read model, and how it is said in plain words."""
