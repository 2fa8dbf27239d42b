"""The role that owns the search functions: it may read every workspace's passages, and owns nothing else."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import op

from migrations.security import APP_ROLE

SEARCH_ROLE = "lorecast_search"


def create_search_role(*tables: str) -> None:
    """A role nobody signs in as. Its policy is constant, so that PostgreSQL may use an index inside its functions."""
    op.execute(f"""
        do $$ begin
            if not exists (select from pg_roles where rolname = '{SEARCH_ROLE}') then
                create role {SEARCH_ROLE} nologin nosuperuser nobypassrls;
            end if;
        exception when duplicate_object or unique_violation then null;
        end $$
    """)
    # To make it the owner of functions, and not to see what it sees.
    op.execute(f"grant {SEARCH_ROLE} to current_user with inherit false, set true")
    op.execute(f"grant usage on schema public to {SEARCH_ROLE}")
    for table in tables:
        op.execute(f"grant select on {table} to {SEARCH_ROLE}")
        op.execute(f"create policy search on {table} for select to {SEARCH_ROLE} using (true)")


def own_by_search_role(*functions: str) -> None:
    """Hand these functions to the role, callable by the application only. Each filters by workspace itself."""
    with _may_create():
        for function in functions:
            op.execute(f"alter function {function} owner to {SEARCH_ROLE}")
            op.execute(f"revoke all on function {function} from public")
            op.execute(f"grant execute on function {function} to {APP_ROLE}")


@contextmanager
def as_search_role() -> Iterator[None]:
    """Its functions are replaced by itself: whoever migrates does not own them."""
    with _may_create():
        op.execute(f"set local role {SEARCH_ROLE}")
        yield
        op.execute("reset role")


@contextmanager
def _may_create() -> Iterator[None]:
    op.execute(f"grant create on schema public to {SEARCH_ROLE}")
    yield
    op.execute(f"revoke create on schema public from {SEARCH_ROLE}")
