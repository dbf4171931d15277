"""How thorough a run is: `make test-deep` asks for every cell and for all rounds of each race."""

import os

DEEP = "FAIRWAY_DEEP" in os.environ
# A missing lock shows in the first rounds; fifty, once in a while, is what SECURITY.md asks for.
ROUNDS = 50 if DEEP else 20
