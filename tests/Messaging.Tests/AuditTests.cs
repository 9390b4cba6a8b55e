using Efficiency.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Efficiency.Messaging.Tests;

/// <summary>What was done stays written, and whoever changes it is found out.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    private readonly SampleFixture _fixture = new();
    private SampleService _service = null!;

    public async Task InitializeAsync()
    {
        await _fixture.InitializeAsync();
        _service = await _fixture.StartAsync();
        await _service.ActAsync(db =>
        {
            for (var i = 0; i < 5; i++)
            {
                db.Audit(new AuditEntry
                {
                    Action = "sample.act",
                    SubjectKind = "contact",
                    SubjectId = Guid.CreateVersion7(),
                    BusinessAt = DateTimeOffset.UnixEpoch,
                    Detail = new Dictionary<string, string>(StringComparer.Ordinal) { ["code"] = "甲" },
                });
            }
            return db.SaveChangesAsync();
        });
        await Eventually.AsyncUntil(async () => (await VerifyAsync()) is { Rows: 5, Unsealed: 0 });
    }

    public async Task DisposeAsync()
    {
        await _service.DisposeAsync();
        await _fixture.DisposeAsync();
    }

    [Fact]
    public async Task An_untouched_trail_verifies() => (await VerifyAsync()).Problems.ShouldBeEmpty();

    [Theory]
    [InlineData("update audit set actor_id = 'somebody'")]
    [InlineData("update audit set seal_number = 7")]
    [InlineData("delete from audit")]
    [InlineData("truncate audit")]
    [InlineData("update audit_seal set rows = 4")]
    [InlineData("delete from audit_seal")]
    public async Task The_database_refuses_to_change_it(string sql)
    {
        var refused = await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(sql));
        refused.SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
    }

    [Theory]
    [InlineData("update audit set actor_id = 'somebody' where seal_position = 2", "rows-changed")]
    [InlineData("delete from audit where seal_position = 4", "rows-changed")]
    [InlineData("update audit_seal set head = sha256(head)", "head-changed")]
    [InlineData("update audit_seal set signature = signature || '\\x00'", "signature-wrong")]
    [InlineData("update audit_seal set number = number + 1", "gap")]
    public async Task Verification_finds_what_the_owner_of_the_database_changed(string sql, string code)
    {
        await ExecuteAsync($"set session_replication_role = replica; {sql}");

        (await VerifyAsync()).Problems.ShouldContain(p => p.Code == code);
    }

    [Fact]
    public async Task Another_service_keeps_the_head_as_a_witness()
    {
        await using var other = await SampleService.StartAsync(
            await TestServers.CreateDatabaseAsync("other"), _fixture.Broker, _fixture.Keys, "other",
            new TopologyFile(
                ["intake.contact-registered", "intake.contact-answered", "audit.sealed"],
                [
                    new("other.intake.contact-registered", "intake.contact-registered"),
                    new("other.intake.contact-answered", "intake.contact-answered"),
                    new("other.audit.sealed", "audit.sealed"),
                ]));
        await _service.ActAsync(db =>
        {
            db.Audit(new AuditEntry
            {
                Action = "sample.act", SubjectKind = "contact", SubjectId = Guid.CreateVersion7(), BusinessAt = DateTimeOffset.UnixEpoch,
            });
            return db.SaveChangesAsync();
        });

        var witness = await Eventually.AsyncUntil(() => other.ReadAsync(async db =>
            (await new AuditVerifier(db, Keys(other), Catalogue(other)).WitnessesAsync("sample", 1, default)).SingleOrDefault()),
            w => w is not null);
        witness!.Head.ShouldBe((await VerifyAsync()).Head);
    }

    [Fact]
    public async Task The_services_own_login_cannot_touch_what_is_sealed()
    {
        var login = $"svc_{Guid.CreateVersion7().ToString("N")[^12..]}";
        await using var scope = _service.Services.CreateAsyncScope();
        var configuration = scope.ServiceProvider.GetRequiredService<Microsoft.Extensions.Configuration.IConfiguration>();
        configuration["Database:Username"] = login;
        configuration["Database:Password"] = "s3cret'";
        await MigrationStep.RunAsync(_service.Services);

        var own = new NpgsqlConnectionStringBuilder(_fixture.Database) { Username = login, Password = "s3cret'" }.ConnectionString;
        foreach (var sql in new[] { "delete from audit", "update audit set actor_id = 'x'", "delete from audit_seal", "drop table audit", "create table t (a int)" })
        {
            (await Should.ThrowAsync<PostgresException>(() => ExecuteAsync(sql, own))).SqlState
                .ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
        }
        await ExecuteAsync("insert into known_contact values (gen_random_uuid(), 1, false, 1)", own);
        await ExecuteAsync("select maintain_partitions(now())", own);
    }

    private Task<AuditVerification> VerifyAsync() =>
        _service.ReadAsync(db => new AuditVerifier(db, Keys(_service), Catalogue(_service)).VerifyAsync(0, default));

    private static AuditKeys Keys(SampleService service) => service.Services.GetRequiredService<AuditKeys>();

    private static HandlerCatalogue Catalogue(SampleService service) => service.Services.GetRequiredService<HandlerCatalogue>();

    private Task ExecuteAsync(string sql) => ExecuteAsync(sql, _fixture.Database);

    private static async Task ExecuteAsync(string sql, string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
