"""`python -m app.cli` is `lorecast`, for processes that must not depend on what is on the PATH."""

from app.cli import app

app()
