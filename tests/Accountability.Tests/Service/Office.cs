using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Efficiency.Contracts;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.TestKit;
using Npgsql;

namespace Efficiency.Accountability.Tests.Service;

/// <summary>A section of its own: a head and a post with A (甲) and B (乙); 丙 sits there without a seat.</summary>
internal sealed record Desk(Guid Section, Guid HeadPost, Guid Head, Guid Post, Guid A, Guid B, Guid C);

/// <summary>
/// The service with a city and a department, built through its own front door. Tests share it and take a desk of their own.
/// Business time stands at Thursday 24 September 2026, 09:00, when a test begins.
/// </summary>
public sealed class Office : IAsyncLifetime
{
    public const string Api = "/api/accountability/v1";

    private int _desks;

    internal ServiceUnderTest<Program> Service { get; private set; } = null!;

    internal HttpClient Administrator { get; private set; } = null!;

    internal Guid City { get; private set; }
    internal Guid Department { get; private set; }
    internal Guid LeaderPost { get; private set; }
    internal Guid Leader { get; private set; }

    /// <summary>An instant of 2026 in the city's zone.</summary>
    public static DateTimeOffset Day(int month, int day, int hour = 0, int minute = 0) =>
        new(2026, month, day, hour, minute, 0, TimeSpan.FromHours(8));

    public async Task InitializeAsync()
    {
        Service = await ServiceUnderTest<Program>.StartAsync("accountability");
        Administrator = Service.ClientAs(Roles.Administrator);
        City = await UnitAsync("city", null, "440000");
        Department = await UnitAsync("department", City, "440000-01");
        Leader = await StaffAsync(Department, "分管");
        LeaderPost = await PostAsync(Department, "leader", "leader");
        await AssignAsync(LeaderPost, Leader, "A");
    }

    public async Task DisposeAsync() => await Service.DisposeAsync();

    /// <summary>A desk of its own, and the clock back at the beginning.</summary>
    internal async Task<Desk> DeskAsync(bool withB = true)
    {
        Service.MoveTo(ServiceUnderTest<Program>.Start);
        var number = ++_desks;
        var section = await UnitAsync("section", Department, $"440000-01-{number}");
        var people = await Task.WhenAll(new[] { "科长", "甲", "乙", "丙" }.Select(name => StaffAsync(section, name)));
        var head = await PostAsync(section, "head", "section-head");
        var post = await PostAsync(section, "window", "handler");
        await AssignAsync(head, people[0], "A");
        await AssignAsync(post, people[1], "A");
        if (withB)
        {
            await AssignAsync(post, people[2], "B");
        }
        return new Desk(section, head, people[0], post, people[1], people[2], people[3]);
    }

    internal Task<Guid> UnitAsync(string kind, Guid? parent, string code) => IdAsync(
        "/units", new { kind, parentId = parent, code, name = $"单位 {code}", validFrom = "2020-01-01" });

    internal Task<Guid> StaffAsync(Guid unit, string name) =>
        IdAsync("/staff", new { unitId = unit, name, title = "科员", officePhone = "8568581" });

    internal Task<Guid> PostAsync(Guid unit, string code, string kind) =>
        IdAsync("/posts", new { unitId = unit, code, name = $"岗位 {code}", kind });

    internal Task<Guid> AssignAsync(Guid post, Guid staff, string seat, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        IdAsync($"/posts/{post}/assignments", new { staffId = staff, seat, from = from ?? Day(1, 1), to });

    internal Task<HttpResponseMessage> AwayAsync(
        Guid staff, string kind, DateTimeOffset from, DateTimeOffset? to, params (Guid Post, Guid Staff)[] thirds) =>
        PostAsync(Administrator, "/absences", new
        {
            staffId = staff,
            kind,
            from,
            to,
            thirds = thirds.Select(t => new { postId = t.Post, staffId = t.Staff }),
        });

    /// <summary>Who is responsible, as <c>capacity name</c>.</summary>
    internal async Task<string> ResponsibleAsync(Guid post, DateTimeOffset at, DateTimeOffset? knownAt = null)
    {
        var known = knownAt is { } instant ? $"&asKnownAt={Uri.EscapeDataString(instant.ToString("O"))}" : "";
        var view = await GetAsync(Administrator, $"/posts/{post}/responsibility?at={Uri.EscapeDataString(at.ToString("O"))}{known}");
        return $"{view.GetProperty("capacity").GetString()} {view.GetProperty("staffName").GetString() ?? "-"}";
    }

    internal static async Task<JsonElement> GetAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(Api + path, UriKind.Relative));
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    internal static Task<HttpResponseMessage> PostAsync(HttpClient client, string path, object body, string? etag = null) =>
        SendAsync(client, HttpMethod.Post, path, body, etag);

    internal static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, HttpMethod method, string path, object? body, string? etag = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(Api + path, UriKind.Relative));
        request.Content = body is null ? null : JsonContent.Create(body);
        if (etag is not null)
        {
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(etag));
        }
        return await client.SendAsync(request);
    }

    /// <summary>The codes of a refusal; empty for a success.</summary>
    internal static async Task<string[]> CodesAsync(HttpResponseMessage response)
    {
        if (response.IsSuccessStatusCode)
        {
            return [];
        }
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        return [.. problem.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("code").GetString()!)];
    }

    internal static async Task<JsonElement> CreatedAsync(HttpResponseMessage response)
    {
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Every event of a kind that the service has told, in order.</summary>
    internal async Task<IReadOnlyList<TEvent>> ToldAsync<TEvent>()
        where TEvent : class
    {
        await using var source = NpgsqlDataSource.Create(Service.Database);
        await using var command = source.CreateCommand("select payload from feed where name = $1 order by event_id");
        command.Parameters.Add(new NpgsqlParameter { Value = EventCatalogue.NameOf(typeof(TEvent)) });
        await using var reader = await command.ExecuteReaderAsync();
        var told = new List<TEvent>();
        while (await reader.ReadAsync())
        {
            told.Add(JsonSerializer.Deserialize<TEvent>(reader.GetString(0), EventJson.Options)!);
        }
        return told;
    }

    private async Task<Guid> IdAsync(string path, object body) =>
        (await CreatedAsync(await PostAsync(Administrator, path, body))).GetProperty("id").GetGuid();
}
