"""The panels of the manager's dashboard: each module computes what one partial shows."""
