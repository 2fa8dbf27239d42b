"""What only `make chaos` runs: it takes minutes."""

import os

import pytest

IS_LONG = bool(os.environ.get("CHAOS"))

long = pytest.mark.skipif(not IS_LONG, reason="takes minutes: make chaos")
