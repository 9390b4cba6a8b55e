using System;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Efficiency.Accountability.Persistence.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "person_key",
                columns: table => new
                {
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    key_id = table.Column<string>(type: "text", nullable: false),
                    master_key_id = table.Column<string>(type: "text", nullable: false),
                    wrapped = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_person_key", x => x.person_id);
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
                    table.ForeignKey(
                        name: "fk_unit_unit_parent_id",
                        column: x => x.parent_id,
                        principalTable: "unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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
                    table.ForeignKey(
                        name: "fk_post_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "regulation",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: true),
                    document_title = table.Column<string>(type: "text", nullable: false),
                    document_number = table.Column<string>(type: "text", nullable: false),
                    adopted_by = table.Column<string>(type: "text", nullable: false),
                    in_force_from = table.Column<DateOnly>(type: "date", nullable: false),
                    profile = table.Column<string>(type: "text", nullable: true),
                    inherits_from_unit_id = table.Column<Guid>(type: "uuid", nullable: true),
                    inherited_version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    regimes = table.Column<string[]>(type: "text[]", nullable: false),
                    own_values = table.Column<JsonElement>(type: "jsonb", nullable: false),
                    effective_regimes = table.Column<string[]>(type: "text[]", nullable: true),
                    effective_values = table.Column<JsonElement>(type: "jsonb", nullable: true),
                    author_subject = table.Column<string>(type: "text", nullable: false),
                    author_staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    drafted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    approver_subject = table.Column<string>(type: "text", nullable: true),
                    approver_staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    approved_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    withdrawn_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_regulation", x => x.id);
                    table.ForeignKey(
                        name: "fk_regulation_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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
                    table.ForeignKey(
                        name: "fk_staff_unit_unit_id",
                        column: x => x.unit_id,
                        principalTable: "unit",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "lead",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    subject_kind = table.Column<string>(type: "text", nullable: false),
                    subject_id = table.Column<Guid>(type: "uuid", nullable: false),
                    deadline_id = table.Column<Guid>(type: "uuid", nullable: false),
                    limit_kind = table.Column<string>(type: "text", nullable: false),
                    rung = table.Column<string>(type: "text", nullable: false),
                    light_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source_event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    responsible_staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    capacity = table.Column<string>(type: "text", nullable: false),
                    policy_version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    raised_for = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    opened_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    close_reason = table.Column<string>(type: "text", nullable: true),
                    closed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lead", x => x.id);
                    table.ForeignKey(
                        name: "fk_lead_post_post_id",
                        column: x => x.post_id,
                        principalTable: "post",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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
                    version = table.Column<int>(type: "integer", nullable: false),
                    for_staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    origin_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    superseded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_uncovered_post", x => new { x.id, x.post_id });
                    table.ForeignKey(
                        name: "fk_uncovered_post_post_post_id",
                        column: x => x.post_id,
                        principalTable: "post",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "absence",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    planned = table.Column<bool>(type: "boolean", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: true),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    away_until = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    returned_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_absence", x => x.id);
                    table.ForeignKey(
                        name: "fk_absence_staff_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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
                    version = table.Column<int>(type: "integer", nullable: false),
                    absence_id = table.Column<Guid>(type: "uuid", nullable: true),
                    origin_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    superseded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_post_assignment", x => x.id);
                    table.ForeignKey(
                        name: "fk_post_assignment_post_post_id",
                        column: x => x.post_id,
                        principalTable: "post",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_post_assignment_staff_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
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
                    version = table.Column<int>(type: "integer", nullable: false),
                    origin_id = table.Column<Guid>(type: "uuid", nullable: true),
                    recorded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    superseded_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_stand_in", x => x.id);
                    table.ForeignKey(
                        name: "fk_stand_in_post_post_id",
                        column: x => x.post_id,
                        principalTable: "post",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stand_in_staff_for_staff_id",
                        column: x => x.for_staff_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_stand_in_staff_staff_id",
                        column: x => x.staff_id,
                        principalTable: "staff",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "lead_evidence",
                columns: table => new
                {
                    lead_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    reference_id = table.Column<Guid>(type: "uuid", nullable: true),
                    staff_id = table.Column<Guid>(type: "uuid", nullable: true),
                    capacity = table.Column<string>(type: "text", nullable: true),
                    starts_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    share = table.Column<decimal>(type: "numeric(9,4)", precision: 9, scale: 4, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_lead_evidence", x => new { x.lead_id, x.ordinal });
                    table.ForeignKey(
                        name: "fk_lead_evidence_leads_lead_id",
                        column: x => x.lead_id,
                        principalTable: "lead",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "ix_absence_staff_id_starts_at",
                table: "absence",
                columns: new[] { "staff_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_absence_unit_id_id",
                table: "absence",
                columns: new[] { "unit_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_lead_deadline_id_rung",
                table: "lead",
                columns: new[] { "deadline_id", "rung" },
                unique: true,
                filter: "status = 'open'");

            migrationBuilder.CreateIndex(
                name: "ix_lead_light_id",
                table: "lead",
                column: "light_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_lead_post_id",
                table: "lead",
                column: "post_id");

            migrationBuilder.CreateIndex(
                name: "ix_lead_responsible_staff_id_id",
                table: "lead",
                columns: new[] { "responsible_staff_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_lead_status_id",
                table: "lead",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_lead_subject_id_id",
                table: "lead",
                columns: new[] { "subject_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_lead_unit_id_id",
                table: "lead",
                columns: new[] { "unit_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_lead_unit_id_status_id",
                table: "lead",
                columns: new[] { "unit_id", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_person_key_master_key_id",
                table: "person_key",
                column: "master_key_id");

            migrationBuilder.CreateIndex(
                name: "ix_post_unit_id_code",
                table: "post",
                columns: new[] { "unit_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_post_unit_id_id",
                table: "post",
                columns: new[] { "unit_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_post_unit_id_kind",
                table: "post",
                columns: new[] { "unit_id", "kind" });

            migrationBuilder.CreateIndex(
                name: "ix_post_assignment_absence_id",
                table: "post_assignment",
                column: "absence_id",
                filter: "absence_id is not null");

            migrationBuilder.CreateIndex(
                name: "ix_post_assignment_post_id_id",
                table: "post_assignment",
                columns: new[] { "post_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_post_assignment_post_id_starts_at",
                table: "post_assignment",
                columns: new[] { "post_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_post_assignment_staff_id_starts_at",
                table: "post_assignment",
                columns: new[] { "staff_id", "starts_at" });

            migrationBuilder.CreateIndex(
                name: "ix_regulation_unit_id_id",
                table: "regulation",
                columns: new[] { "unit_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_regulation_unit_id_in_force_from_number",
                table: "regulation",
                columns: new[] { "unit_id", "in_force_from", "number" },
                filter: "status = 'approved'");

            migrationBuilder.CreateIndex(
                name: "ix_regulation_unit_id_number",
                table: "regulation",
                columns: new[] { "unit_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_staff_unit_id",
                table: "staff",
                column: "unit_id");

            migrationBuilder.CreateIndex(
                name: "ix_staff_unit_id_id",
                table: "staff",
                columns: new[] { "unit_id", "id" });

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
                column: "code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_unit_parent_id",
                table: "unit",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "ix_unit_parent_id_id",
                table: "unit",
                columns: new[] { "parent_id", "id" });

            migrationBuilder.Sql(Constraints.Initial);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(Constraints.InitialDown);

            migrationBuilder.DropTable(
                name: "absence");

            migrationBuilder.DropTable(
                name: "lead_evidence");

            migrationBuilder.DropTable(
                name: "person_key");

            migrationBuilder.DropTable(
                name: "post_assignment");

            migrationBuilder.DropTable(
                name: "regulation");

            migrationBuilder.DropTable(
                name: "stand_in");

            migrationBuilder.DropTable(
                name: "uncovered_post");

            migrationBuilder.DropTable(
                name: "lead");

            migrationBuilder.DropTable(
                name: "staff");

            migrationBuilder.DropTable(
                name: "post");

            migrationBuilder.DropTable(
                name: "unit");
        }
    }
}
