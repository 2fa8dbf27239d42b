"""Row security for workspace tables, and the rights of the application's role. Used by migrations."""

from alembic import op

APP_ROLE = "lorecast_app"
MINE = "workspace_id = nullif(current_setting('lorecast.workspace', true), '')::uuid"


def create_app_role() -> None:
    """Make the role once for the whole server, and let the connecting user become it."""
    op.execute(f"""
        do $$ begin
            if not exists (select from pg_roles where rolname = '{APP_ROLE}') then
                create role {APP_ROLE} nologin nosuperuser nobypassrls;
            end if;
        exception when duplicate_object or unique_violation then null;
        end $$
    """)
    op.execute(f"grant {APP_ROLE} to current_user")
    op.execute(f"grant usage on schema public to {APP_ROLE}")


def grant(*tables: str) -> None:
    """Let the application read and write these tables."""
    op.execute(f"grant select, insert, update, delete on {', '.join(tables)} to {APP_ROLE}")


def protect(*tables: str) -> None:
    """Show and accept only rows of the workspace that the transaction has named; none when it has named none."""
    for table in tables:
        grant(table)
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy workspace on {table} using ({MINE}) with check ({MINE})")
