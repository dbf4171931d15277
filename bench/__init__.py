"""`make bench`: how much each screen costs, on seeded data of three sizes (docs/performance.md)."""
