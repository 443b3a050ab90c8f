"""What Samspil's way of working costs and saves, against the service people usually write and the strongest peer."""
