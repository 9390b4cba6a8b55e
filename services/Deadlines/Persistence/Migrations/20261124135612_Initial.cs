using System;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Efficiency.Deadlines.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "calendar_version",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    region = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    digest = table.Column<string>(type: "text", nullable: false),
                    first_year = table.Column<int>(type: "integer", nullable: false),
                    last_announced_year = table.Column<int>(type: "integer", nullable: false),
                    loaded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    document = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_calendar_version", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "office_hours",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    valid_from = table.Column<DateOnly>(type: "date", nullable: false),
                    periods = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_office_hours", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "pause",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    paused_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    resumed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_pause", x => x.id);
                    table.CheckConstraint("pause_order", "paused_at <= resumed_at");
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

            migrationBuilder.CreateTable(
                name: "deadline",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    limit_kind = table.Column<string>(type: "text", nullable: false),
                    amount = table.Column<int>(type: "integer", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false),
                    end = table.Column<string>(type: "text", nullable: false),
                    basis = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    yellow_working_days = table.Column<int>(type: "integer", nullable: false),
                    yellow_working_hours = table.Column<int>(type: "integer", nullable: false),
                    second_red_working_days = table.Column<int>(type: "integer", nullable: false),
                    policy_version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    calendar_version_id = table.Column<Guid>(type: "uuid", nullable: false),
                    office_hours_version_ids = table.Column<Guid[]>(type: "uuid[]", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    due_day = table.Column<DateOnly>(type: "date", nullable: false),
                    provisional = table.Column<bool>(type: "boolean", nullable: false),
                    yellow_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    red_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    second_red_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    next_rung = table.Column<string>(type: "text", nullable: true),
                    next_alert_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    light = table.Column<string>(type: "text", nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    in_time = table.Column<bool>(type: "boolean", nullable: true),
                    working_days_late = table.Column<int>(type: "integer", nullable: true),
                    used_share = table.Column<decimal>(type: "numeric(12,4)", precision: 12, scale: 4, nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_deadline", x => x.id);
                    table.CheckConstraint("deadline_amount", "amount >= 0");
                    table.CheckConstraint("deadline_closed", "(state = 'closed') = (completed_at is not null)");
                    table.CheckConstraint("deadline_next", "(next_rung is null) = (next_alert_at is null)");
                    table.CheckConstraint("deadline_outcome", "(completed_at is null) = (in_time is null) and (completed_at is null) = (used_share is null)");
                    table.CheckConstraint("deadline_state", "state in ('running', 'paused', 'closed')");
                    table.CheckConstraint("deadline_unit", "unit in ('working-days', 'working-hours', 'calendar-days', 'months')");
                    table.ForeignKey(
                        name: "fk_deadline_calendar_version_calendar_version_id",
                        column: x => x.calendar_version_id,
                        principalTable: "calendar_version",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "light",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    deadline_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    rung = table.Column<string>(type: "text", nullable: false),
                    raised_for = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    raised_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_reason = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_light", x => x.id);
                    table.CheckConstraint("light_rung", "rung in ('yellow', 'red', 'second-red')");
                    table.CheckConstraint("light_withdrawn", "(withdrawn_at is null) = (withdrawn_reason is null)");
                    table.ForeignKey(
                        name: "fk_light_deadline_deadline_id",
                        column: x => x.deadline_id,
                        principalTable: "deadline",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_calendar_version_region_digest",
                table: "calendar_version",
                columns: new[] { "region", "digest" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_calendar_version_region_number",
                table: "calendar_version",
                columns: new[] { "region", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deadline_calendar_version_id",
                table: "deadline",
                column: "calendar_version_id");

            migrationBuilder.CreateIndex(
                name: "ix_deadline_next_alert_at",
                table: "deadline",
                column: "next_alert_at",
                filter: "next_alert_at is not null");

            migrationBuilder.CreateIndex(
                name: "ix_deadline_open",
                table: "deadline",
                columns: new[] { "unit_id", "light", "due_at" },
                filter: "state <> 'closed'")
                .Annotation("Npgsql:IndexInclude", new[] { "state" });

            migrationBuilder.CreateIndex(
                name: "ix_deadline_subject_id_limit_kind_subject_kind",
                table: "deadline",
                columns: new[] { "subject_id", "limit_kind", "subject_kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_deadline_unit_id_id",
                table: "deadline",
                columns: new[] { "unit_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_light_one_per_rung",
                table: "light",
                columns: new[] { "deadline_id", "rung" },
                unique: true,
                filter: "withdrawn_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_light_subject_id",
                table: "light",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_light_unit_id_id",
                table: "light",
                columns: new[] { "unit_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_office_hours_unit_id_valid_from",
                table: "office_hours",
                columns: new[] { "unit_id", "valid_from" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_pause_subject_id",
                table: "pause",
                column: "subject_id");

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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "light");

            migrationBuilder.DropTable(
                name: "office_hours");

            migrationBuilder.DropTable(
                name: "pause");

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

            migrationBuilder.DropTable(
                name: "deadline");

            migrationBuilder.DropTable(
                name: "calendar_version");
        }
    }
}
