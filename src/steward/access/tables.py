"""The tables that access reads and writes, by role, and the statements on them. Each is built once and kept by the store."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import sqlalchemy as sa

from steward.engine.store.port import Store
from steward.vocabulary.item import Model

ENTITY_VERSIONS = ("entity",)
SETTING_VERSIONS = ("apiclient", "config")

Statement = Callable[[], sa.sql.expression.ClauseElement]


@dataclass(frozen=True)
class Tables:
    """SQLAlchemy tables of the special types, and Steward's own."""

    user: sa.Table
    email: sa.Table
    profile: sa.Table
    right: sa.Table
    profile_user: sa.Table
    group: sa.Table
    group_user: sa.Table
    entity: sa.Table
    config: sa.Table
    apiclient: sa.Table
    log: sa.Table
    sessions: sa.Table
    failures: sa.Table
    outbox: sa.Table
    versions: sa.Table


_OWN = {
    "sessions": "steward_sessions",
    "failures": "steward_login_failures",
    "outbox": "steward_outbox",
    "versions": "steward_versions",
}


def tables_of(model: Model, store: Store) -> Tables:
    names = {name: _OWN.get(name) or model.role(name).table for name in Tables.__dataclass_fields__}
    return Tables(**{name: store.tables[table] for name, table in names.items() if table})


def _sum_of_versions(t: Tables) -> sa.Subquery:
    """Three counters that move when entities, settings, or anything about people and rights was written."""
    name, value = t.versions.c.name, t.versions.c.value
    of_entities = sa.or_(*(name == role for role in ENTITY_VERSIONS))
    of_settings = sa.or_(*(name == role for role in SETTING_VERSIONS))

    def total(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
        # A sum of integers is no integer in PostgreSQL.
        return sa.cast(sa.func.coalesce(sa.func.sum(sa.case((condition, value), else_=0)), 0), sa.BigInteger)

    return sa.select(
        total(of_entities).label("entities"),
        total(sa.not_(sa.or_(of_entities, of_settings))).label("people"),
        total(of_settings).label("settings"),
    ).subquery("v")


def versions(t: Tables) -> sa.Select[tuple[int, ...]]:
    v = _sum_of_versions(t)
    return sa.select(v.c.entities, v.c.people, v.c.settings)


def gate(t: Tables) -> sa.Select[tuple[int, ...]]:
    """Versions and the session in one row; the session's columns are NULL when there is none."""
    v, s = _sum_of_versions(t), t.sessions
    return sa.select(
        v.c.entities,
        v.c.people,
        v.c.settings,
        s.c.users_id,
        s.c.profiles_id,
        s.c.entities_id,
        s.c.is_recursive,
        s.c.is_switched,
        s.c.credential,
        s.c.last_used,
    ).select_from(v.outerjoin(s, s.c.token_hash == sa.bindparam("token")))


USER_COLUMNS = (
    "id",
    "name",
    "realname",
    "firstname",
    "password",
    "authtype",
    "is_active",
    "is_deleted",
    "begin_date",
    "end_date",
    "profiles_id",
    "entities_id",
)


def _user(t: Tables) -> sa.Select[tuple[object, ...]]:
    return sa.select(*(t.user.c[name] for name in USER_COLUMNS))


def user_by_id(t: Tables) -> sa.Select[tuple[object, ...]]:
    return _user(t).where(t.user.c.id == sa.bindparam("id"))


def users_by_login(t: Tables) -> sa.Select[tuple[object, ...]]:
    return _user(t).where(t.user.c.name == sa.bindparam("login")).order_by(t.user.c.id)


def user_by_api_token(t: Tables) -> sa.Select[tuple[object, ...]]:
    return _user(t).where(t.user.c.api_token == sa.bindparam("digest"))


def user_by_reset_token(t: Tables) -> sa.Select[tuple[object, ...]]:
    return (
        _user(t)
        .add_columns(t.user.c.password_forget_token_date)
        .where(t.user.c.password_forget_token == sa.bindparam("digest"))
    )


def users_by_email(t: Tables) -> sa.Select[tuple[object, ...]]:
    holders = sa.select(t.email.c.users_id).where(t.email.c.email == sa.bindparam("email"))
    return _user(t).where(t.user.c.id.in_(holders)).order_by(t.user.c.id)


def rehash(t: Tables) -> sa.Update:
    """Only while the old hash still stands: somebody may just have changed the password."""
    return (
        t.user.update()
        .where(t.user.c.id == sa.bindparam("user"), t.user.c.password == sa.bindparam("old"))
        .values(password=sa.bindparam("new"))
    )


def held_profiles(t: Tables) -> sa.Select[tuple[object, ...]]:
    p, pu = t.profile, t.profile_user
    return (
        sa.select(p.c.id, p.c.name, p.c.interface, pu.c.entities_id, pu.c.is_recursive)
        .select_from(pu.join(p, p.c.id == pu.c.profiles_id))
        .where(pu.c.users_id == sa.bindparam("user"))
        .order_by(p.c.name, p.c.id, pu.c.id)
    )


def rights_of_profile(t: Tables) -> sa.Select[tuple[object, ...]]:
    return sa.select(t.right.c.name, t.right.c.rights).where(t.right.c.profiles_id == sa.bindparam("profile"))


def groups_of_user(t: Tables) -> sa.Select[tuple[object, ...]]:
    g, gu = t.group, t.group_user
    return (
        sa.select(g.c.id, g.c.entities_id, g.c.is_recursive)
        .select_from(gu.join(g, g.c.id == gu.c.groups_id))
        .where(gu.c.users_id == sa.bindparam("user"))
        .order_by(g.c.id)
    )


def entity_tree(t: Tables) -> sa.Select[tuple[object, ...]]:
    return sa.select(t.entity.c.id, t.entity.c.entities_id, t.entity.c.completename)


def config_rows(t: Tables) -> sa.Select[tuple[object, ...]]:
    return sa.select(t.config.c.context, t.config.c.name, t.config.c.value)


def active_clients(t: Tables) -> sa.Select[tuple[object, ...]]:
    c = t.apiclient.c
    return (
        sa.select(c.id, c.name, c.ipv4_range_start, c.ipv4_range_end, c.ipv6, c.app_token, c.dolog_method)
        .where(c.is_active == sa.literal(1))
        .order_by(c.id)
    )


def failures_of(t: Tables) -> sa.Select[tuple[object, ...]]:
    f = t.failures.c
    return sa.select(f.failures, f.last_failure).where(f.key_hash == sa.bindparam("key"))


def set_failures(t: Tables) -> sa.Update:
    return (
        t.failures.update()
        .where(t.failures.c.key_hash == sa.bindparam("key"))
        .values(failures=sa.bindparam("count"), last_failure=sa.bindparam("now"))
    )


def forget_failures(t: Tables) -> sa.Delete:
    return t.failures.delete().where(t.failures.c.key_hash == sa.bindparam("key"))


def forget_old_failures(t: Tables) -> sa.Delete:
    return t.failures.delete().where(t.failures.c.last_failure < sa.bindparam("before"))


def touch_session(t: Tables) -> sa.Update:
    return (
        t.sessions.update()
        .where(t.sessions.c.token_hash == sa.bindparam("token"))
        .values(last_used=sa.bindparam("now"))
    )


def change_session(t: Tables) -> sa.Update:
    return (
        t.sessions.update()
        .where(t.sessions.c.token_hash == sa.bindparam("token"))
        .values(
            profiles_id=sa.bindparam("profile"),
            entities_id=sa.bindparam("entity"),
            is_recursive=sa.bindparam("recursive"),
            is_switched=sa.bindparam("switched"),
        )
    )


def change_credential(t: Tables) -> sa.Update:
    s = t.sessions
    return (
        s.update()
        .where(s.c.users_id == sa.bindparam("user"), s.c.credential == sa.bindparam("old"))
        .values(credential=sa.bindparam("new"))
    )


def end_session(t: Tables) -> sa.Delete:
    return t.sessions.delete().where(t.sessions.c.token_hash == sa.bindparam("token"))


def end_idle_sessions(t: Tables) -> sa.Delete:
    return t.sessions.delete().where(t.sessions.c.last_used < sa.bindparam("before"))
