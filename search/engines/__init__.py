"""Engines behind the port, one room each; one process is served by one of them."""
