using Npgsql;

namespace Efficiency.Appraisal.Tests;

/// <summary>PA-24: no line is changed or removed, whatever the login: here with the database's administrator.</summary>
public sealed class AppendOnlyTests(AppraisalService appraisal) : IClassFixture<AppraisalService>
{
    private static readonly DateTimeOffset Due = new(2026, 10, 9, 17, 30, 0, TimeSpan.FromHours(8));

    [Theory]
    [InlineData("update ledger_entry set points = 0")]
    [InlineData("delete from ledger_entry")]
    [InlineData("truncate ledger_entry")]
    public async Task Database_refuses(string sql)
    {
        var unit = await appraisal.NewUnitAsync();
        await appraisal.RaiseAsync(unit, "red", Due);
        await appraisal.LedgerAsync(unit, lines: 1);

        var refused = await Should.ThrowAsync<PostgresException>(() => appraisal.ExecuteAsync(sql));
        refused.SqlState.ShouldBe(PostgresErrorCodes.RestrictViolation);
        AppraisalService.Told(await appraisal.LedgerAsync(unit)).ShouldBe("light-red -5");
    }

    [Fact]
    public async Task Database_refuses_a_second_line_for_an_event_and_a_second_taking_back()
    {
        var unit = await appraisal.NewUnitAsync();
        var light = await appraisal.RaiseAsync(unit, "red", Due);
        await appraisal.LedgerAsync(unit, lines: 1);
        await appraisal.WithdrawAsync(light);
        await appraisal.LedgerAsync(unit, lines: 2);

        foreach (var change in new[] { "", "source_event_id = gen_random_uuid()," })
        {
            var refused = await Should.ThrowAsync<PostgresException>(() => appraisal.ExecuteAsync(
                $"""
                create temporary table copy as select * from ledger_entry where unit_id = '{unit}' and reverses_entry_id is not null;
                update copy set {change} id = gen_random_uuid();
                insert into ledger_entry select * from copy;
                """));
            refused.SqlState.ShouldBe(PostgresErrorCodes.UniqueViolation);
        }
    }
}
