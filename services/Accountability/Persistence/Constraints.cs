namespace Efficiency.Accountability.Persistence;

/// <summary>
/// What the database refuses by itself, whoever writes: the last guard behind the rules of the domain. Corrections stand beside what
/// they correct, so exclusions hold for rows that are believed (<c>superseded_at is null</c>) only.
/// </summary>
internal static class Constraints
{
    public const string Initial =
        """
        create extension if not exists btree_gist;

        -- PR-03: one person on a seat at a time. AB-02: A, B and the third of a post are different people.
        alter table post_assignment
          add constraint ck_post_assignment_seat check (seat in ('A', 'B', 'third')),
          add constraint ck_post_assignment_period check (ends_at is null or ends_at >= starts_at),
          add constraint ex_post_assignment_seat exclude using gist
            (post_id with =, seat with =, tstzrange(starts_at, ends_at) with &&) where (superseded_at is null),
          add constraint ex_post_assignment_person exclude using gist
            (post_id with =, staff_id with =, tstzrange(starts_at, ends_at) with &&) where (superseded_at is null);

        -- AB-01: one stand-in at a time, and nobody for himself.
        alter table stand_in
          add constraint ck_stand_in_period check (ends_at is null or ends_at >= starts_at),
          add constraint ck_stand_in_person check (staff_id <> for_staff_id),
          add constraint ex_stand_in_post exclude using gist
            (post_id with =, tstzrange(starts_at, ends_at) with &&) where (superseded_at is null);
        alter table uncovered_post
          add constraint ck_uncovered_post_period check (ends_at is null or ends_at >= starts_at),
          add constraint ex_uncovered_post exclude using gist
            (post_id with =, tstzrange(starts_at, ends_at) with &&) where (superseded_at is null);

        -- AT-04: one absence of a person at a time.
        alter table absence
          add constraint ck_absence_status check (status in ('recorded', 'returned', 'cancelled')),
          add constraint ck_absence_period check (ends_at is null or ends_at > starts_at),
          add constraint ex_absence_person exclude using gist
            (staff_id with =, tstzrange(starts_at, away_until) with &&) where (status <> 'cancelled');
        -- WN-05: who of a unit is away at an instant, however long the past has become.
        create index ix_absence_whereabouts on absence using gist (unit_id, tstzrange(starts_at, away_until))
          where status <> 'cancelled';

        alter table unit
          add constraint ck_unit_kind check (kind in ('city', 'district', 'town', 'department', 'section')),
          add constraint ck_unit_validity check (valid_to is null or valid_to > valid_from);

        -- GV-09: approved by a second person, with a number; an approved version never changes again.
        alter table regulation
          add constraint ck_regulation_status check (status in ('draft', 'approved', 'withdrawn')),
          add constraint ck_regulation_approval check (status <> 'approved' or (
            number is not null and approved_at is not null and effective_values is not null and effective_regimes is not null
            and approver_subject is not null and approver_subject <> author_subject
            and (author_staff_id is null or approver_staff_id is distinct from author_staff_id)));
        create function keep_approved_regulation() returns trigger language plpgsql as $$
        begin
          raise exception 'an approved regulation never changes' using errcode = 'restrict_violation';
        end $$;
        create trigger regulation_is_kept before update or delete on regulation
          for each row when (old.status = 'approved') execute function keep_approved_regulation();

        alter table lead
          add constraint ck_lead_status check (
            (status = 'open' and close_reason is null and closed_at is null)
            or (status = 'closed' and close_reason is not null and closed_at is not null));

        -- The shared policy questions read the register itself.
        create view policy_version as
          select id, unit_id, number, document_number, in_force_from, effective_regimes as regimes, effective_values
          from regulation where status = 'approved';
        """;

    public const string InitialDown = "drop view policy_version; drop function keep_approved_regulation cascade;";
}
