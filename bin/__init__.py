"""What `make` runs. Only the standard library: it makes the environment that holds the rest."""
