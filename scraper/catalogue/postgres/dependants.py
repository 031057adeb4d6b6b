"""What depends on a PostgreSQL table, and must be made again when another table takes its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg import sql

from scraper.catalogue.postgres.connection import Connection

_KEYS = """
SELECT format('ALTER TABLE %%I.%%I ADD CONSTRAINT %%I %%s',
    %(schema)s::text, %(table)s::text, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE conrelid = to_regclass(%(table)s::text) AND contype IN ('p', 'u') ORDER BY conname
"""
_INDEXES = """
SELECT regexp_replace(
    pg_get_indexdef(indexrelid), ' ON .*? USING ', format(' ON %%I.%%I USING ', %(schema)s::text, %(table)s::text))
FROM pg_index WHERE indrelid = to_regclass(%(table)s::text)
AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid) ORDER BY indexrelid
"""
_GRANTS = """
SELECT format('GRANT %%s ON %%s TO %%s%%s', privilege_type, relation,
    CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END,
    CASE WHEN is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
FROM (SELECT oid::regclass::text AS relation, relowner, (aclexplode(relacl)).* FROM pg_class
    WHERE oid = to_regclass(%(relation)s::text)) given
WHERE grantee <> relowner
"""
_VIEWS = """
WITH RECURSIVE dependent (oid) AS (
    SELECT oid FROM pg_class WHERE oid = ANY(%(tables)s::text[]::regclass[])
    UNION
    SELECT r.ev_class FROM dependent
    JOIN pg_depend d ON d.refobjid = dependent.oid AND d.refclassid = 'pg_class'::regclass
    JOIN pg_rewrite r ON r.oid = d.objid AND d.classid = 'pg_rewrite'::regclass
)
SELECT n.nspname, c.relname, pg_get_viewdef(c.oid)
FROM dependent JOIN pg_class c USING (oid) JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'v' ORDER BY c.oid
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DependentView:
    """A view, of the catalogue's or another program's, that reads from tables that are replaced."""

    name: sql.Identifier
    definition: str
    grants: Sequence[str]
    """Statements that give others the rights that they have on it."""


def indexes(db: Connection, table: str, schema: str) -> list[bytes]:
    """Return the statements that give the table of this name in `schema` the keys and indexes of the present one.

    Indexes that other programs have added are among them.
    """
    names = {"schema": schema, "table": table}
    return [str(row[0]).encode() for query in (_KEYS, _INDEXES) for row in db.execute(query.encode(), names)]


def grants(db: Connection, relation: str) -> list[str]:
    """Return the statements that give others the rights that they have on a table or view."""
    return [str(row[0]) for row in db.execute(_GRANTS.encode(), {"relation": relation})]


def dependent_views(db: Connection, tables: Sequence[str]) -> list[DependentView]:
    """Return the views that read from tables, and views of those views, each after the views that it reads from."""
    rows = db.execute(_VIEWS.encode(), {"tables": list(tables)}).fetchall()
    return [_view(db, str(schema), str(name), str(definition)) for schema, name, definition in rows]


def _view(db: Connection, schema: str, name: str, definition: str) -> DependentView:
    identifier = sql.Identifier(schema, name)
    return DependentView(name=identifier, definition=definition, grants=grants(db, identifier.as_string(db)))


def restore(db: Connection, table_grants: Sequence[str], views: Sequence[DependentView]) -> None:
    """Create views again that were dropped, and give back the rights on tables and views."""
    for view in views:
        db.execute(sql.SQL("CREATE VIEW {} AS {}").format(view.name, sql.SQL(view.definition)))
    for statement in (*table_grants, *(grant for view in views for grant in view.grants)):
        db.execute(statement.encode())
