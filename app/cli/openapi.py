"""`lorecast openapi`: the description of the HTTP API, as committed in docs/openapi.json."""

import json

import typer


def command() -> None:
    """Print the description of the HTTP API (OpenAPI 3.1)."""
    from app.main import create_app

    typer.echo(json.dumps(create_app().openapi(), indent=1, ensure_ascii=False))
