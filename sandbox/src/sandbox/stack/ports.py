"""Ports of 127.0.0.1 that nobody listens on."""

import socket
from pathlib import Path

from samspil.clock import random_bytes

LOWEST = 10_240
OUTGOING = Path("/proc/sys/net/ipv4/ip_local_port_range")


def free_port() -> int:
    """A free port below those the kernel gives to outgoing connections.

    Above, a client that keeps knocking at a stopped server would sooner or later be given that very port as its own
    and keep the server from coming back. Somebody may still be quicker: then the server says so (`PortTaken`).
    """
    while True:
        port = LOWEST + int.from_bytes(random_bytes(4)) % (_lowest_outgoing() - LOWEST)
        if _is_free(port):
            return port


def _lowest_outgoing() -> int:
    try:
        lowest = int(OUTGOING.read_text().split()[0])
    except OSError:
        return 32_768
    return lowest if lowest > 2 * LOWEST else 65_536


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True
