-- What every service's database has besides its own tables. Run as the migration login, once, in order.

create table outbox (
    seq bigint generated always as identity primary key,
    event_id uuid not null,
    lane smallint not null,
    created_at timestamptz not null
);
create index outbox_lane on outbox (lane, seq);
-- The table is short and turns over quickly: vacuum by count, not by share.
alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create sequence feed_seq;
create table feed (
    event_id uuid not null,
    seq bigint not null default nextval('feed_seq'),
    number bigint,
    name text not null,
    aggregate_id uuid not null,
    version int not null,
    unit_id uuid,
    occurred_at timestamptz not null,
    created_at timestamptz not null,
    trace_parent text,
    payload json not null,
    primary key (event_id, created_at)
) partition by range (created_at);
create index feed_number on feed (number);
create index feed_unnumbered on feed (seq) where number is null;
create index feed_aggregate on feed (aggregate_id);
create index feed_unit on feed (unit_id, number);
create table feed_head (
    only_row boolean primary key default true check (only_row),
    number bigint not null
);
insert into feed_head (number) values (0);

create table inbox (
    event_id uuid not null,
    consumer text not null,
    event_created_at timestamptz not null,
    handled_at timestamptz not null default now(),
    primary key (event_id, consumer, event_created_at)
) partition by range (event_created_at);

create table early (
    event_id uuid not null,
    consumer text not null,
    awaited_key uuid not null,
    name text not null,
    aggregate_id uuid not null,
    version int not null,
    unit_id uuid,
    occurred_at timestamptz not null,
    created_at timestamptz not null,
    trace_parent text,
    payload json not null,
    kept_at timestamptz not null,
    primary key (event_id, consumer)
);
create index early_awaited on early (awaited_key);
create index early_kept on early (kept_at);

create table idempotency (
    caller text not null,
    key text not null,
    body_hash bytea not null,
    status int not null,
    location text,
    response bytea,
    created_at timestamptz not null,
    primary key (caller, key)
);
create index idempotency_created on idempotency (created_at);

create table audit (
    id uuid not null,
    at timestamptz not null,
    business_at timestamptz not null,
    actor_kind text not null,
    actor_id text not null,
    action text not null,
    subject_kind text not null,
    subject_id uuid not null,
    unit_id uuid,
    policy_version_id uuid,
    acting_for_post_id uuid,
    trace_id text,
    detail json not null,
    seal_number bigint,
    seal_position int,
    primary key (id, at)
) partition by range (at);
create index audit_unsealed on audit (at) where seal_number is null;
create index audit_sealed on audit (seal_number, seal_position);
create index audit_subject on audit (subject_id, at);

create table audit_seal (
    number bigint primary key,
    rows int not null,
    root bytea not null,
    head bytea not null,
    signature bytea not null,
    key_id text not null,
    sealed_at timestamptz not null
);

create table audit_witness (
    service text not null,
    number bigint not null,
    head bytea not null,
    signature bytea not null,
    key_id text not null,
    sealed_at timestamptz not null,
    primary key (service, number)
);

-- An audit row is written once and sealed once. Nothing else ever happens to it.
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE'
        and old.seal_number is null
        and new.seal_number is not null
        and row(new.id, new.at, new.business_at, new.actor_kind, new.actor_id, new.action, new.subject_kind, new.subject_id,
                new.unit_id, new.policy_version_id, new.acting_for_post_id, new.trace_id, new.detail::text)
            is not distinct from
            row(old.id, old.at, old.business_at, old.actor_kind, old.actor_id, old.action, old.subject_kind, old.subject_id,
                old.unit_id, old.policy_version_id, old.acting_for_post_id, old.trace_id, old.detail::text)
    then
        return new;
    end if;
    raise exception 'the audit trail is append-only' using errcode = 'restrict_violation';
end $$;
create trigger audit_append_only before update or delete on audit
    for each row execute function audit_is_append_only();

create function append_only() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger audit_no_truncate before truncate on audit for each statement execute function append_only();
create trigger audit_seal_append_only before update or delete on audit_seal for each row execute function append_only();
create trigger audit_seal_no_truncate before truncate on audit_seal for each statement execute function append_only();
create trigger audit_witness_append_only before update or delete on audit_witness for each row execute function append_only();

-- Months ahead are made before they begin; inbox months older than the replay window are dropped whole. Runs with the rights of
-- the migration login, so that the service's own login needs none to change the schema.
create function maintain_partitions(at timestamptz) returns void
    language plpgsql security definer set search_path = public as $$
declare
    parent text;
    month timestamptz;
    old text;
begin
    perform pg_advisory_xact_lock(hashtext('maintain_partitions'));
    foreach parent in array array['feed', 'inbox', 'audit'] loop
        for i in -1..3 loop
            month := date_trunc('month', at, 'UTC') + make_interval(months => i);
            execute format('create table if not exists %I partition of %I for values from (%L) to (%L)',
                parent || to_char(month at time zone 'UTC', '_YYYY_MM'), parent, month, month + interval '1 month');
        end loop;
    end loop;
    for old in
        select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent = 'inbox'::regclass and c.relname ~ '^inbox_\d{4}_\d{2}$'
            and to_date(right(c.relname, 7), 'YYYY_MM') < date_trunc('month', at - interval '30 days', 'UTC') at time zone 'UTC'
            and to_date(right(c.relname, 7), 'YYYY_MM') < date_trunc('month', at, 'UTC') at time zone 'UTC' - interval '1 month'
    loop
        execute format('drop table %I', old);
    end loop;
end $$;
create table feed_default partition of feed default;
create table inbox_default partition of inbox default;
create table audit_default partition of audit default;
