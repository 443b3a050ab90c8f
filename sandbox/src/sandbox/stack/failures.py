"""What can go wrong, told so that a reader knows what to do."""


class StackError(Exception):
    """Kafka or Postgres could not be had; the message says why and what to do."""


class PortTaken(StackError):
    """Somebody else was quicker to listen on the port; another one will do."""


class FalsifiedJar(StackError):
    """A jar is not the one that kafka.lock names; nothing was started."""
