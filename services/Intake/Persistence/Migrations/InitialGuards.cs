using Microsoft.EntityFrameworkCore.Migrations;

namespace Efficiency.Intake.Persistence.Migrations;

/// <summary>What the first migration adds that a model can't say: rules that hold against every client of the database.</summary>
internal static class InitialGuards
{
    public static void Add(MigrationBuilder migrationBuilder)
    {
        // FI-09: a deferred trigger runs inside the commit, so the counter of a unit is locked for the length of a commit.
        migrationBuilder.Sql(
            """
            create function enter_in_register() returns trigger language plpgsql as $$
            declare
                assigned bigint;
            begin
                insert into register_counter as counter (unit_id, last_number) values (new.unit_id, 1)
                    on conflict (unit_id) do update set last_number = counter.last_number + 1
                    returning last_number into assigned;
                insert into register_entry (unit_id, number, case_id) values (new.unit_id, assigned, new.id);
                return null;
            end $$;
            create constraint trigger case_file_enters_register after insert on case_file
                deferrable initially deferred for each row execute function enter_in_register();
            create trigger register_entry_append_only before update or delete on register_entry
                for each row execute function append_only();
            create trigger case_notice_append_only before update or delete on case_notice
                for each row execute function append_only();
            """);
        // FI-01: the first person asked is recorded once and for ever.
        migrationBuilder.Sql(
            """
            create function first_inquiry_is_final() returns trigger language plpgsql as $$
            begin
                raise exception 'the first person asked stays recorded' using errcode = 'restrict_violation';
            end $$;
            create trigger contact_first_inquiry_is_final before update of first_inquiry_staff_id on contact
                for each row when (old.first_inquiry_staff_id is distinct from new.first_inquiry_staff_id)
                execute function first_inquiry_is_final();
            """);
        // OG-14: what was reviewed is what is public; a change is a new version.
        migrationBuilder.Sql(
            """
            create function item_version_is_written_once() returns trigger language plpgsql as $$
            begin
                raise exception 'a version of an item is written once' using errcode = 'restrict_violation';
            end $$;
            create trigger item_version_written_once before update on item_version
                for each row when (
                    (old.item_id, old.number, old.name, old.basis, old.conditions, old.procedure, old.materials, old.limits, old.author)
                    is distinct from
                    (new.item_id, new.number, new.name, new.basis, new.conditions, new.procedure, new.materials, new.limits, new.author))
                execute function item_version_is_written_once();
            """);
        // Exact search by phone goes over the keyed hash.
        migrationBuilder.Sql(
            """
            create index ix_case_file_applicant_phone_hash on case_file (applicant_phone_hash)
                where applicant_phone_hash is not null;
            create index ix_contact_caller_phone_hash on contact (caller_phone_hash) where caller_phone_hash is not null;
            """);
    }
}
