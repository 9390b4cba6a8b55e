using System;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Efficiency.Intake.Persistence.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateSequence(
                name: "receipt_sequence");

            migrationBuilder.CreateTable(
                name: "contact",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    channel = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    first_inquiry_staff_id = table.Column<Guid>(type: "uuid", nullable: false),
                    anonymous = table.Column<bool>(type: "boolean", nullable: false),
                    sealed_content = table.Column<string>(type: "text", nullable: true),
                    registered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: true),
                    outcome = table.Column<string>(type: "text", nullable: true),
                    sealed_answer = table.Column<string>(type: "text", nullable: true),
                    answered_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false),
                    caller_identity_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    caller_phone_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    caller_identity_number = table.Column<string>(type: "text", nullable: true),
                    caller_name = table.Column<string>(type: "text", nullable: true),
                    caller_phone = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_contact", x => x.id);
                    table.CheckConstraint("contact_anonymous", "not anonymous or (caller_name is null and caller_phone is null)");
                    table.CheckConstraint("contact_case", "status <> 'case-opened' or case_id is not null");
                    table.CheckConstraint("contact_channel", "channel in ('visit', 'phone', 'letter', 'official-letter', 'e-mail', 'online', 'forwarded', 'hotline')");
                    table.CheckConstraint("contact_closed_by_answer", "(status = 'answered') = (answered_at is not null and sealed_answer is not null and outcome in ('answered', 'handled'))");
                    table.CheckConstraint("contact_kind", "kind in ('consultation', 'application', 'situation-report', 'tip-off', 'complaint', 'crime-report')");
                    table.CheckConstraint("contact_status", "status in ('open', 'case-opened', 'answered')");
                });

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
                name: "register_counter",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    last_number = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_register_counter", x => x.unit_id);
                })
                .Annotation("Npgsql:StorageParameter:fillfactor", 10);

            migrationBuilder.CreateTable(
                name: "service_item",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    kind = table.Column<string>(type: "text", nullable: false),
                    latest_version = table.Column<int>(type: "integer", nullable: false),
                    published_version = table.Column<int>(type: "integer", nullable: true),
                    version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_service_item", x => x.id);
                    table.CheckConstraint("service_item_kind", "kind in ('administrative-licence', 'management-service')");
                    table.CheckConstraint("service_item_versions", "latest_version >= 1 and published_version <= latest_version");
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
                name: "item_version",
                columns: table => new
                {
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    basis = table.Column<string>(type: "text", nullable: true),
                    conditions = table.Column<string>(type: "text", nullable: true),
                    procedure = table.Column<string>(type: "text", nullable: true),
                    materials = table.Column<string>(type: "jsonb", nullable: false),
                    limits = table.Column<string>(type: "jsonb", nullable: false),
                    author = table.Column<string>(type: "text", nullable: false),
                    drafted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    submitted_by = table.Column<string>(type: "text", nullable: true),
                    submitted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    published_by = table.Column<string>(type: "text", nullable: true),
                    published_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_item_version", x => new { x.item_id, x.number });
                    table.CheckConstraint("item_version_published_by_another", "status in ('draft', 'submitted') or (submitted_at is not null and published_at is not null and published_by is not null and published_by <> author)");
                    table.CheckConstraint("item_version_status", "status in ('draft', 'submitted', 'published', 'superseded')");
                    table.ForeignKey(
                        name: "fk_item_version_service_item_item_id",
                        column: x => x.item_id,
                        principalTable: "service_item",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_file",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    post_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_id = table.Column<Guid>(type: "uuid", nullable: false),
                    item_version = table.Column<int>(type: "integer", nullable: false),
                    contact_id = table.Column<Guid>(type: "uuid", nullable: true),
                    receipt_number = table.Column<string>(type: "text", nullable: false),
                    supplied = table.Column<string>(type: "jsonb", nullable: false),
                    status = table.Column<string>(type: "text", nullable: false),
                    registered_by = table.Column<string>(type: "text", nullable: false),
                    received_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    accepted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    policy_version_id = table.Column<Guid>(type: "uuid", nullable: true),
                    completed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    sealed_answer = table.Column<string>(type: "text", nullable: true),
                    notice_count = table.Column<int>(type: "integer", nullable: false),
                    version = table.Column<int>(type: "integer", nullable: false),
                    applicant_identity_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    person_id = table.Column<Guid>(type: "uuid", nullable: false),
                    applicant_phone_hash = table.Column<byte[]>(type: "bytea", nullable: true),
                    applicant_identity_number = table.Column<string>(type: "text", nullable: true),
                    applicant_name = table.Column<string>(type: "text", nullable: true),
                    applicant_phone = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_file", x => x.id);
                    table.CheckConstraint("case_file_accepted", "(status in ('registered', 'notice-given')) = (accepted_at is null)");
                    table.CheckConstraint("case_file_completed", "(status = 'completed') = (completed_at is not null)");
                    table.CheckConstraint("case_file_notices", "status <> 'notice-given' or notice_count >= 1");
                    table.CheckConstraint("case_file_order", "received_at <= accepted_at and (completed_at is null or accepted_at <= completed_at)");
                    table.CheckConstraint("case_file_status", "status in ('registered', 'notice-given', 'accepted', 'paused', 'completed')");
                    table.ForeignKey(
                        name: "fk_case_file_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "contact",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_case_file_item_version_item_id_item_version",
                        columns: x => new { x.item_id, x.item_version },
                        principalTable: "item_version",
                        principalColumns: new[] { "item_id", "number" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_notice",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    ordinal = table.Column<int>(type: "integer", nullable: false),
                    missing = table.Column<string[]>(type: "text[]", nullable: false),
                    given_by = table.Column<string>(type: "text", nullable: false),
                    given_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_notice", x => x.id);
                    table.CheckConstraint("case_notice_ordinal", "ordinal >= 1");
                    table.CheckConstraint("case_notice_tells", "cardinality(missing) >= 1");
                    table.ForeignKey(
                        name: "fk_case_notice_case_file_case_id",
                        column: x => x.case_id,
                        principalTable: "case_file",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_pause",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    reason = table.Column<string>(type: "text", nullable: false),
                    expected_working_days = table.Column<int>(type: "integer", nullable: false),
                    paused_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    resumed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_pause", x => x.id);
                    table.CheckConstraint("case_pause_expected", "expected_working_days >= 1");
                    table.CheckConstraint("case_pause_order", "paused_at <= resumed_at");
                    table.CheckConstraint("case_pause_reason", "reason in ('hearing', 'tender', 'auction', 'inspection', 'testing', 'quarantine', 'appraisal', 'expert-review')");
                    table.ForeignKey(
                        name: "fk_case_pause_cases_case_id",
                        column: x => x.case_id,
                        principalTable: "case_file",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "case_timeline",
                columns: table => new
                {
                    source_event_id = table.Column<Guid>(type: "uuid", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false),
                    occurred_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    code = table.Column<string>(type: "text", nullable: false),
                    arguments = table.Column<string>(type: "jsonb", nullable: false),
                    deadline_id = table.Column<Guid>(type: "uuid", nullable: true),
                    deadline_version = table.Column<int>(type: "integer", nullable: true),
                    limit_kind = table.Column<string>(type: "text", nullable: true),
                    due_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_case_timeline", x => x.source_event_id);
                    table.ForeignKey(
                        name: "fk_case_timeline_case_file_case_id",
                        column: x => x.case_id,
                        principalTable: "case_file",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "register_entry",
                columns: table => new
                {
                    unit_id = table.Column<Guid>(type: "uuid", nullable: false),
                    number = table.Column<long>(type: "bigint", nullable: false),
                    case_id = table.Column<Guid>(type: "uuid", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_register_entry", x => new { x.unit_id, x.number });
                    table.CheckConstraint("register_entry_number", "number >= 1");
                    table.ForeignKey(
                        name: "fk_register_entry_case_file_case_id",
                        column: x => x.case_id,
                        principalTable: "case_file",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_case_file_contact_id",
                table: "case_file",
                column: "contact_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_file_receipt_number",
                table: "case_file",
                column: "receipt_number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_file_unit_id_id",
                table: "case_file",
                columns: new[] { "unit_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_file_unit_id_status_id",
                table: "case_file",
                columns: new[] { "unit_id", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_case_notice_case_id_ordinal",
                table: "case_notice",
                columns: new[] { "case_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_case_pause_case_id_paused_at",
                table: "case_pause",
                columns: new[] { "case_id", "paused_at" });

            migrationBuilder.CreateIndex(
                name: "ix_case_pause_one_open",
                table: "case_pause",
                column: "case_id",
                unique: true,
                filter: "resumed_at is null");

            migrationBuilder.CreateIndex(
                name: "ix_case_timeline_case_id_occurred_at",
                table: "case_timeline",
                columns: new[] { "case_id", "occurred_at" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_case_id",
                table: "contact",
                column: "case_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_contact_unit_id_id",
                table: "contact",
                columns: new[] { "unit_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_contact_unit_id_status_id",
                table: "contact",
                columns: new[] { "unit_id", "status", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_item_version_one_published",
                table: "item_version",
                column: "item_id",
                unique: true,
                filter: "status = 'published'");

            migrationBuilder.CreateIndex(
                name: "ix_person_key_master_key_id",
                table: "person_key",
                column: "master_key_id");

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
                name: "ix_register_entry_case_id",
                table: "register_entry",
                column: "case_id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_item_unit_id_code",
                table: "service_item",
                columns: new[] { "unit_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_service_item_unit_id_id",
                table: "service_item",
                columns: new[] { "unit_id", "id" });

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

            InitialGuards.Add(migrationBuilder);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "case_notice");

            migrationBuilder.DropTable(
                name: "case_pause");

            migrationBuilder.DropTable(
                name: "case_timeline");

            migrationBuilder.DropTable(
                name: "person_key");

            migrationBuilder.DropTable(
                name: "policy_version");

            migrationBuilder.DropTable(
                name: "post");

            migrationBuilder.DropTable(
                name: "post_assignment");

            migrationBuilder.DropTable(
                name: "register_counter");

            migrationBuilder.DropTable(
                name: "register_entry");

            migrationBuilder.DropTable(
                name: "staff");

            migrationBuilder.DropTable(
                name: "stand_in");

            migrationBuilder.DropTable(
                name: "uncovered_post");

            migrationBuilder.DropTable(
                name: "unit");

            migrationBuilder.DropTable(
                name: "case_file");

            migrationBuilder.DropTable(
                name: "contact");

            migrationBuilder.DropTable(
                name: "item_version");

            migrationBuilder.DropTable(
                name: "service_item");

            migrationBuilder.DropSequence(
                name: "receipt_sequence");
        }
    }
}
