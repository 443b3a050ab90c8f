"""The paths that are measured: each a process of its own that reads events, changes states and tells what follows."""
