-- Makes a PostgreSQL server (15 or later) ready for CareCoord. A superuser runs it once; running it again is harmless.
--
-- Feed the variables by standard input, never by -v (which `ps` shows to everybody on the machine):
--
--   psql -X -h db.example.org -U postgres -d postgres <<'END'
--   \set database carecoord
--   \set owner_password '...'
--   \set app_password '...'
--   \set backup_password '...'
--   \set actor_key '64 hexadecimal digits, or nothing'
--   \i deploy/bootstrap.sql
--   END
--
-- A password left empty stays as it is. An actor key left empty stays as it is; where there is none yet, one is made
-- and shown once: it is the portal's CareCoord__ActorKey.

\set ON_ERROR_STOP on
\set QUIET on
\pset footer off

\if :{?database}
\else
  \set database carecoord
\endif
\if :{?owner_password}
\else
  \set owner_password ''
\endif
\if :{?app_password}
\else
  \set app_password ''
\endif
\if :{?backup_password}
\else
  \set backup_password ''
\endif
\if :{?actor_key}
\else
  \set actor_key ''
\endif

-- Passwords pass through this session: nothing of it may reach the server's log or statistics.
set log_statement = 'none';
set log_min_error_statement = 'panic';
set log_min_duration_statement = -1;
set log_min_duration_sample = -1;
set log_error_verbosity = 'terse';
set pg_stat_statements.track = 'none';
set client_min_messages = 'warning';

-- Roles belong to the whole server: two runs for two databases take turns.
select pg_advisory_lock(hashtext('carecoord bootstrap')) \g /dev/null

select format('create role %I', name)
  from (values ('carecoord_owner'), ('carecoord_app'), ('carecoord_backup')) as wanted (name)
 where not exists (select from pg_roles where rolname = name) \gexec

alter role carecoord_owner  login inherit nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role carecoord_app    login inherit nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
alter role carecoord_backup login inherit nosuperuser nocreatedb nocreaterole noreplication bypassrls;

-- A setting left on a role (search_path, row_security, a log setting) would change what every session means.
alter role carecoord_owner  reset all;
alter role carecoord_app    reset all;
alter role carecoord_backup reset all;

select format('alter role %I password %L', name, password)
  from (values ('carecoord_owner', :'owner_password'),
               ('carecoord_app', :'app_password'),
               ('carecoord_backup', :'backup_password')) as given (name, password)
 where password <> '' \gexec

select format('create database %I owner carecoord_owner template template0 encoding ''UTF8''', :'database')
 where not exists (select from pg_database where datname = :'database') \gexec

alter database :"database" owner to carecoord_owner;
revoke all on database :"database" from public, carecoord_app, carecoord_backup;
grant connect on database :"database" to carecoord_app, carecoord_backup;
alter role carecoord_owner  in database :"database" reset all;
alter role carecoord_app    in database :"database" reset all;
alter role carecoord_backup in database :"database" reset all;

\connect :"database"

set log_statement = 'none';
set log_min_error_statement = 'panic';
set log_min_duration_statement = -1;
set log_min_duration_sample = -1;
set log_error_verbosity = 'terse';
set pg_stat_statements.track = 'none';
set client_min_messages = 'warning';

alter schema public owner to carecoord_owner;
revoke create on schema public from public, carecoord_app, carecoord_backup;
grant usage on schema public to carecoord_app, carecoord_backup;

create extension if not exists pgcrypto with schema public;
create extension if not exists btree_gist with schema public;
create extension if not exists unaccent with schema public;

create schema if not exists app authorization carecoord_owner;
alter schema app owner to carecoord_owner;
revoke all on schema app from public, carecoord_app, carecoord_backup;
grant usage on schema app to carecoord_app, carecoord_backup;

-- What the owner makes later belongs to nobody else until a migration says so; only the backup may read it all.
alter default privileges for role carecoord_owner revoke execute on functions from public;
alter default privileges for role carecoord_owner revoke usage on types from public;
alter default privileges for role carecoord_owner grant usage on schemas to carecoord_backup;
alter default privileges for role carecoord_owner grant select on tables to carecoord_backup;
alter default privileges for role carecoord_owner grant select on sequences to carecoord_backup;

-- The key that signs who is asking. It is left out of backups too: a stolen dump must not let anybody sign.
set role carecoord_owner;
create table if not exists app.signing_key (
    id              int primary key check (id = 1),
    key             bytea not null check (octet_length(key) = 32),
    clock_tolerance interval not null default '60 seconds'
);
revoke all on app.signing_key from public, carecoord_app, carecoord_backup;
comment on table app.signing_key is 'The key that signs the actor context. Read by definer functions of the owner only.';

select :'actor_key' = '' and not exists (select from app.signing_key) as key_is_new \gset

insert into app.signing_key (id, key)
select 1, case when :'actor_key' = '' then public.gen_random_bytes(32) else decode(:'actor_key', 'hex') end
    on conflict (id) do update set key = excluded.key
 where :'actor_key' <> '' and signing_key.key <> excluded.key;

\if :key_is_new
  \echo 'A new actor key was made. Give it to the portal, and to nobody else:'
  select encode(key, 'hex') as "CareCoord__ActorKey" from app.signing_key;
\endif
reset role;

-- Powers that arrive by another way are not taken away silently, but named.
do $check$
declare
    found text;
begin
    select string_agg(format('%s is a member of %s', member.rolname, granted.rolname), ', ')
      into found
      from pg_auth_members as membership
      join pg_roles as member on member.oid = membership.member
      join pg_roles as granted on granted.oid = membership.roleid
     where member.rolname in ('carecoord_owner', 'carecoord_app', 'carecoord_backup');
    if found is not null then
        raise exception 'CareCoord''s roles must stand alone: %. Revoke that and run this again.', found;
    end if;

    if exists (select from pg_shdepend
                where refclassid = 'pg_authid'::regclass and refobjid = 'carecoord_app'::regrole and deptype = 'o') then
        raise exception 'carecoord_app must own nothing. Give what it owns to carecoord_owner and run this again.';
    end if;

    if (select pg_encoding_to_char(encoding) from pg_database where datname = current_database()) <> 'UTF8' then
        raise exception 'The database % must be encoded in UTF8.', current_database();
    end if;
end
$check$;
