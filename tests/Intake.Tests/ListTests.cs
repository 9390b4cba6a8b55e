using System.Text.Json;
using Efficiency.Intake.Features.Cases;
using Efficiency.Intake.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Efficiency.Intake.Tests;

/// <summary>Lists go by key and by unit (FI-09: in the order of registration), and never walk over other units' rows.</summary>
[Collection(IntakeCollection.Name)]
public sealed class ListTests(IntakeService intake)
{
    [Fact]
    public async Task Cases_are_paged_in_the_order_of_their_registration()
    {
        var organ = await intake.OrganAsync();
        var itemId = await organ.ItemAsync();
        var registered = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            registered.Add((await organ.CaseAsync(itemId, "a")).Id().ToString());
        }
        (await PagesAsync(organ.Clerk, "/cases?limit=2")).ShouldBe(registered);
        (await PagesAsync(organ.Clerk, $"/cases?unitId={organ.SectionId}&limit=3")).ShouldBe(registered);
        (await PagesAsync(organ.Clerk, "/cases?status=registered")).ShouldBe(registered);
        (await PagesAsync(organ.Clerk, "/cases?status=accepted")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Contacts_are_listed_by_status()
    {
        var organ = await intake.OrganAsync();
        var (first, second) = (await organ.ContactAsync(), await organ.ContactAsync());
        await (await organ.Clerk.PostToAsync(
            $"/contacts/{first.Id()}/answer", new { outcome = "answered", answer = "好" }, first.Version())).ReadAsync(200);
        // FI-21: what is open is what somebody still has to answer.
        (await PagesAsync(organ.Clerk, "/contacts?status=open")).ShouldBe([second.Id().ToString()]);
        (await PagesAsync(organ.Clerk, "/contacts?limit=1")).ShouldBe([first.Id().ToString(), second.Id().ToString()]);
    }

    [Theory]
    [InlineData("/cases?status=lost", "value-not-allowed API status")]
    [InlineData("/cases?limit=0", "page-limit-invalid API limit")]
    [InlineData("/cases?after=x", "page-cursor-invalid API after")]
    [InlineData("/contacts?status=closed", "value-not-allowed API status")]
    [InlineData("/items?status=superseded", "value-not-allowed API status")]
    [InlineData("/cases?unitId=x", "malformed-value API unitId")]
    public async Task Wrong_question_is_answered_with_its_error(string path, string errors)
    {
        var organ = await intake.OrganAsync();
        (await (await organ.Clerk.GetAsync(path, searchPhone: null)).ErrorsAsync(400)).ShouldBe(errors);
    }

    /// <summary>With many rows of other units: the plan begins with the unit's own index entries.</summary>
    [Fact]
    public async Task Page_of_a_small_unit_does_not_read_the_large_ones()
    {
        var (large, small) = (await intake.OrganAsync(), await intake.OrganAsync());
        var subject = await large.CaseAsync(await large.ItemAsync(), "a");
        await small.CaseAsync(await small.ItemAsync(), "a");
        await CopyAsync(subject.Id(), 20_000);

        var plan = await intake.Service.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<IntakeDb>();
            await using var command = ListCases.Query(db, [small.SectionId], null, null, Guid.Empty, 51).CreateDbCommand();
            command.CommandText = $"explain (format json) {command.CommandText}";
            await db.Database.OpenConnectionAsync();
            return (string)(await command.ExecuteScalarAsync())!;
        });
        plan.ShouldNotContain("\"JIT\"");
        Scans(JsonDocument.Parse(plan).RootElement, "case_file").Distinct(StringComparer.Ordinal).ShouldBe(["ix_case_file_unit_id_id"]);
        (await PagesAsync(small.Clerk, "/cases")).Count.ShouldBe(1);
        (await PagesAsync(large.Clerk, "/cases?limit=200", pages: 2)).Count.ShouldBe(400);
    }

    /// <summary>The indexes by which a plan reads a table; <c>none</c> where it reads the whole of it.</summary>
    private static IEnumerable<string> Scans(JsonElement plan, string table) => plan.ValueKind switch
    {
        JsonValueKind.Array => plan.EnumerateArray().SelectMany(part => Scans(part, table)),
        JsonValueKind.Object => plan.EnumerateObject().SelectMany(part => Scans(part.Value, table))
            .Concat(plan.Text("Relation Name") == table ? [plan.Text("Index Name") ?? "none"] : []),
        _ => [],
    };

    private static async Task<List<string>> PagesAsync(HttpClient client, string path, int pages = int.MaxValue)
    {
        var seen = new List<string>();
        string? after = null;
        for (var page = 0; page < pages && (page == 0 || after is not null); page++)
        {
            var sign = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var answer = await client.FetchAsync(after is null ? path : $"{path}{sign}after={after}");
            seen.AddRange(answer.Texts("items", "id"));
            after = answer.Text("next");
        }
        return seen;
    }

    private async Task CopyAsync(Guid caseId, int count)
    {
        await using var connection = new NpgsqlConnection(intake.Service.Database);
        await connection.OpenAsync();
        // Rows only: what a registration does besides is none of this test's.
        await ExecuteAsync("set session_replication_role = replica");
        await ExecuteAsync(
            """
            insert into case_file
            select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'receipt_number', 'x' || n))).*
            from case_file c, generate_series(1, $2) n where c.id = $1
            """,
            caseId,
            count);
        await ExecuteAsync("analyze case_file");

        async Task ExecuteAsync(string sql, params object[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            command.Parameters.AddRange(values.Select(value => new NpgsqlParameter { Value = value }).ToArray());
            await command.ExecuteNonQueryAsync();
        }
    }
}
