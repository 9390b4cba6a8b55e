using System;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Efficiency.Appraisal.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "ledger_entry",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    year = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    counts_as = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject_kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    deadline_id = table.Column<Guid>(type: "uuid", nullable: true),
                    light_id = table.Column<Guid>(type: "uuid", nullable: true),
                    source_event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_event_name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    points = table.Column<decimal>(type: "numeric", nullable: true),
                    policy_version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    reverses_entry_id = table.Column<Guid>(type: "uuid", nullable: true),
                    rests_on = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    evidence = table.Column<string>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_ledger_entry", x => x.id);
                    table.ForeignKey(
                        name: "fk_ledger_entry_ledger_entry_reverses_entry_id",
                        column: x => x.reverses_entry_id,
                        principalTable: "ledger_entry",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "policy_version",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    document_number = table.Column<string>(type: "text", nullable: false),
                    in_force_from = table.Column<DateOnly>(type: "date", nullable: false),
                    regimes = table.Column<string[]>(type: "text[]", nullable: false),
                    effective_values = table.Column<JsonElement>(type: "jsonb", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_policy_version", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "post",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_post", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "post_assignment",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    seat = table.Column<string>(type: "text", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_post_assignment", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "staff",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    title = table.Column<string>(type: "text", nullable: false),
                    office_phone = table.Column<string>(type: "text", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_staff", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "stand_in",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    for_staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stand_in", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "uncovered_post",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    held_by_staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_uncovered_post", x => new { x.id, x.post_id });
                });

            migrationBuilder.CreateTable(
                name: "unit",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    parent_id = table.Column<Guid>(type: "uuid", nullable: true),
                    kind = table.Column<string>(type: "text", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    division_code = table.Column<string>(type: "text", nullable: true),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    valid_to = table.Column<DateOnly>(type: "date", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_unit", x => x.id);
                });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entry_fact",
                table: "ledger_entry",
                columns: new[] { "source_event_id", "kind", "reverses_entry_id", "rests_on" },
                unique: true)
                .Annotation("Npgsql:NullsDistinct", false);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entry_light_id",
                table: "ledger_entry",
                column: "light_id",
                filter: "light_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entry_rests_on",
                table: "ledger_entry",
                column: "rests_on")
                .Annotation("Npgsql:IndexMethod", "gin");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entry_reverses_entry_id",
                table: "ledger_entry",
                column: "reverses_entry_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entry_subject_id",
                table: "ledger_entry",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entry_unit_id_id",
                table: "ledger_entry",
                columns: new[] { "unit_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_ledger_entry_unit_id_year_counts_as_occurred_at",
                table: "ledger_entry",
                columns: new[] { "unit_id", "year", "counts_as", "occurred_at" });

            migrationBuilder.CreateIndex(
                name: "ix_policy_version_unit_id_in_force_from_number",
                table: "policy_version",
                columns: new[] { "unit_id", "in_force_from", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_policy_version_unit_id_number",
                table: "policy_version",
                columns: new[] { "unit_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_post_unit_id_kind",
                table: "post",
                columns: new[] { "unit_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_post_assignment_post_id_starts_at",
                table: "post_assignment",
                columns: new[] { "post_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_post_assignment_staff_id_starts_at",
                table: "post_assignment",
                columns: new[] { "staff_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_staff_unit_id",
                table: "staff",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_stand_in_for_staff_id_starts_at",
                table: "stand_in",
                columns: new[] { "for_staff_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_stand_in_post_id_starts_at",
                table: "stand_in",
                columns: new[] { "post_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_stand_in_staff_id_starts_at",
                table: "stand_in",
                columns: new[] { "staff_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_uncovered_post_post_id_starts_at",
                table: "uncovered_post",
                columns: new[] { "post_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_unit_code",
                table: "unit",
                column: "code");

            migrationBuilder.CreateIndex(
                name: "ix_unit_parent_id",
                table: "unit",
                column: "parent_id");

            // A line of the ledger is never changed and never removed, whoever asks and with whatever login.
            migrationBuilder.Sql("""
                create function ledger_entry_is_append_only() returns trigger language plpgsql as $body$
                begin
                    raise exception 'ledger_entry is append-only: % is refused', tg_op using errcode = 'restrict_violation';
                end $body$;
                create trigger ledger_entry_append_only before update or delete on ledger_entry
                    for each row execute function ledger_entry_is_append_only();
                create trigger ledger_entry_never_empty before truncate on ledger_entry
                    for each statement execute function ledger_entry_is_append_only();
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ledger_entry");

            migrationBuilder.Sql("drop function ledger_entry_is_append_only();");

            migrationBuilder.DropTable(
                name: "policy_version");

            migrationBuilder.DropTable(
                name: "post");

            migrationBuilder.DropTable(
                name: "post_assignment");

            migrationBuilder.DropTable(
                name: "staff");

            migrationBuilder.DropTable(
                name: "stand_in");

            migrationBuilder.DropTable(
                name: "uncovered_post");

            migrationBuilder.DropTable(
                name: "unit");
        }
    }
}
