"""What hangs on a table of PostgreSQL and has to come along when another takes its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from psycopg import sql

from scraper.catalogue.postgres.connection import Connection

_KEYS = """
SELECT format('ALTER TABLE %%I.%%I ADD CONSTRAINT %%I %%s',
    %(beside)s::text, %(table)s::text, conname, pg_get_constraintdef(oid))
FROM pg_constraint WHERE conrelid = to_regclass(%(table)s::text) AND contype IN ('p', 'u') ORDER BY conname
"""
_INDEXES = """
SELECT regexp_replace(
    pg_get_indexdef(indexrelid), ' ON .*? USING ', format(' ON %%I.%%I USING ', %(beside)s::text, %(table)s::text))
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
WITH RECURSIVE hanging (oid) AS (
    SELECT oid FROM pg_class WHERE oid = ANY(%(tables)s::text[]::regclass[])
    UNION
    SELECT r.ev_class FROM hanging h JOIN pg_depend d ON d.refobjid = h.oid AND d.refclassid = 'pg_class'::regclass
    JOIN pg_rewrite r ON r.oid = d.objid AND d.classid = 'pg_rewrite'::regclass
)
SELECT n.nspname, c.relname, pg_get_viewdef(c.oid)
FROM hanging JOIN pg_class c USING (oid) JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'v' ORDER BY c.oid
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Somebody's view of tables that are replaced."""

    name: sql.Identifier
    definition: str
    grants: Sequence[str]
    """Statements that give back who may read it."""


def indexes(db: Connection, table: str, beside: str) -> list[bytes]:
    """Return what makes a table's keys and indexes, those that others added too, for the one of its name beside it."""
    names = {"beside": beside, "table": table}
    return [str(row[0]).encode() for query in (_KEYS, _INDEXES) for row in db.execute(query.encode(), names)]


def grants(db: Connection, relation: str) -> list[str]:
    """Return the statements that give others the rights that they have on a table or view."""
    return [str(row[0]) for row in db.execute(_GRANTS.encode(), {"relation": relation})]


def dependants(db: Connection, tables: Sequence[str]) -> list[View]:
    """Return the views that read from tables, and views of those, each after what it reads from."""
    found = db.execute(_VIEWS.encode(), {"tables": list(tables)}).fetchall()
    return [_view(db, str(schema), str(name), str(definition)) for schema, name, definition in found]


def _view(db: Connection, schema: str, name: str, definition: str) -> View:
    identifier = sql.Identifier(schema, name)
    return View(name=identifier, definition=definition, grants=grants(db, identifier.as_string(db)))


def put_back(db: Connection, allowed: Sequence[str], views: Sequence[View]) -> None:
    """Give rights and views to the tables that are there now."""
    for view in views:
        made = sql.SQL("CREATE VIEW {} AS {}").format(view.name, sql.SQL(view.definition))
        db.execute(made)
    for statement in (*allowed, *(grant for view in views for grant in view.grants)):
        db.execute(statement.encode())
