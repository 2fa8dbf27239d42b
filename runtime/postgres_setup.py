"""The first minutes of a new PostgreSQL: our role, our database, and the extensions that only a superuser may add."""

import psycopg
from psycopg import sql

# Into template1 too, so that databases made later, such as those of tests, have them from birth.
EXTENSIONS = ("vector", "pg_trgm", "unaccent", "btree_gin", "pg_stat_statements")


def make_database(template_url: str, role: str, password: str, database: str) -> None:
    """Make role and database unless they exist; may be repeated after a crash at any point."""
    with psycopg.connect(template_url, autocommit=True) as connection:
        _extend(connection)
        if not _exists(connection, "select 1 from pg_roles where rolname = %s", role):
            connection.execute(_role(role, password))
        connection.execute(_self_grant(role))
        if not _exists(connection, "select 1 from pg_database where datname = %s", database):
            statement = sql.SQL("create database {} owner {}")
            connection.execute(statement.format(sql.Identifier(database), sql.Identifier(role)))


def _extend(connection: psycopg.Connection) -> None:
    for name in EXTENSIONS:
        connection.execute(sql.SQL("create extension if not exists {}").format(sql.Identifier(name)))


def _exists(connection: psycopg.Connection, query: str, name: str) -> bool:
    return connection.execute(query.encode(), [name]).fetchone() is not None


def _role(role: str, password: str) -> sql.Composed:
    statement = sql.SQL("create role {} login createrole createdb password {}")
    return statement.format(sql.Identifier(role), sql.Literal(password))


def _self_grant(role: str) -> sql.Composed:
    """Let the role become the roles that it makes, as migrations do for row security."""
    return sql.SQL("alter role {} set createrole_self_grant = 'set, inherit'").format(sql.Identifier(role))
