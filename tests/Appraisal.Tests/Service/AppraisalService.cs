using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Efficiency.Contracts.Accountability;
using Efficiency.Contracts.Appraisal;
using Efficiency.Contracts.Deadlines;
using Efficiency.Contracts.Intake;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Efficiency.TestKit;
using Npgsql;

namespace Efficiency.Appraisal.Tests;

/// <summary>Appraisal as it runs, with a small city: a district and two departments, the first with a section.</summary>
public sealed class AppraisalService : IAsyncLifetime
{
    public static readonly Guid City = Guid.CreateVersion7();
    public static readonly Guid Department = Guid.CreateVersion7();
    public static readonly Guid Section = Guid.CreateVersion7();
    public static readonly Guid OtherDepartment = Guid.CreateVersion7();

    private ServiceUnderTest<Program>? _service;

    public ServiceUnderTest<Program> Service => _service!;

    public async Task InitializeAsync()
    {
        _service = await ServiceUnderTest<Program>.StartAsync("appraisal");
        await RegisterAsync(City, null, "city");
        await RegisterAsync(Department, City, "department");
        await RegisterAsync(Section, Department, "section");
        await RegisterAsync(OtherDepartment, City, "department");
        await ActivateAsync(City, 1, new DateOnly(2026, 1, 1), ExampleCity());
    }

    public async Task DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    /// <summary>A unit of its own below the city, for a test that counts lines.</summary>
    public async Task<Guid> NewUnitAsync()
    {
        var unit = Guid.CreateVersion7();
        await RegisterAsync(unit, City, "department");
        return unit;
    }

    public Task RegisterAsync(Guid unit, Guid? parent, string kind) => Service.ReceiveAsync(
        new UnitRegistered
        {
            UnitId = unit,
            ParentId = parent,
            Kind = kind,
            Code = unit.ToString("N")[^8..],
            Name = "示范单位",
            ValidFrom = new DateOnly(2020, 1, 1),
        },
        unit,
        version: 1,
        unit,
        ServiceUnderTest<Program>.Start);

    public Task ActivateAsync(
        Guid unit, int number, DateOnly inForceFrom, IReadOnlyDictionary<string, JsonElement> values, params string[] regimes) =>
        Service.ReceiveAsync(
            new PolicyVersionActivated
            {
                PolicyVersionId = Guid.CreateVersion7(),
                UnitId = unit,
                Number = number,
                DocumentTitle = "机关效能建设制度",
                DocumentNumber = string.Create(CultureInfo.InvariantCulture, $"示效能〔2026〕{number}号"),
                AdoptedBy = "局务会",
                InForceFrom = inForceFrom,
                Regimes = regimes.Length == 0 ? ["PA", "UA", "TL"] : regimes,
                Values = values,
            },
            unit,
            number,
            unit,
            ServiceUnderTest<Program>.Start);

    public async Task<LightRaised> RaiseAsync(Guid unit, string rung, DateTimeOffset raisedFor, Guid? deadline = null)
    {
        var light = Light(unit, rung, raisedFor, deadline);
        await SendAsync(light);
        return light;
    }

    public Task<Guid> SendAsync(LightRaised light, Guid? eventId = null) =>
        Service.ReceiveAsync(light, light.DeadlineId, version: 2, light.UnitId, light.RaisedFor.ToUniversalTime(), eventId);

    public Task<Guid> WithdrawAsync(LightRaised light, Guid? eventId = null) => Service.ReceiveAsync(
        new LightWithdrawn
        {
            LightId = light.LightId,
            DeadlineId = light.DeadlineId,
            SubjectKind = light.SubjectKind,
            SubjectId = light.SubjectId,
            UnitId = light.UnitId,
            Rung = light.Rung,
            Reason = "completed-in-time",
            WithdrawnAt = light.RaisedFor.AddMinutes(10),
        },
        light.DeadlineId,
        version: 3,
        light.UnitId,
        light.RaisedFor.AddMinutes(10).ToUniversalTime(),
        eventId);

    public Task<Guid> CloseAsync(
        Guid unit, DateTimeOffset completedAt, bool inTime = true, decimal usedShare = 0.9m, Guid? deadline = null, int late = 0) =>
        CloseAsync(unit, deadline ?? Guid.CreateVersion7(), completedAt, inTime, usedShare, late);

    public static LightRaised Light(Guid unit, string rung, DateTimeOffset raisedFor, Guid? deadline = null) => new()
    {
        LightId = Guid.CreateVersion7(),
        DeadlineId = deadline ?? Guid.CreateVersion7(),
        SubjectKind = "case",
        SubjectId = Guid.CreateVersion7(),
        UnitId = unit,
        PostId = Guid.CreateVersion7(),
        LimitKind = "promised",
        Rung = rung,
        StartedAt = raisedFor.AddDays(-10),
        DueAt = raisedFor.AddDays(1),
        RaisedFor = raisedFor,
    };

    public Task<Guid> NoticeAsync(Guid unit, Guid caseId, int ordinal) => Service.ReceiveAsync(
        new OneTimeNoticeGiven
        {
            CaseId = caseId,
            UnitId = unit,
            NoticeId = Guid.CreateVersion7(),
            Ordinal = ordinal,
            MissingMaterials = ["M-01"],
            GivenAt = ServiceUnderTest<Program>.Start,
        },
        caseId,
        version: ordinal,
        unit,
        ServiceUnderTest<Program>.Start);

    /// <summary>The amounts of the shipped profile.</summary>
    public static Dictionary<string, JsonElement> ExampleCity() => new(StringComparer.Ordinal)
    {
        ["UnitScore.Yellow"] = JsonSerializer.SerializeToElement(0),
        ["UnitScore.YellowThreeRunning"] = JsonSerializer.SerializeToElement(-3),
        ["UnitScore.Red"] = JsonSerializer.SerializeToElement(-5),
        ["UnitScore.SecondRed"] = JsonSerializer.SerializeToElement(-10),
    };

    public HttpClient Office() => Service.ClientAs(Roles.EfficiencyOffice, [City]);

    public async Task<JsonElement[]> LedgerAsync(Guid unit)
    {
        using var client = Office();
        var page = await client.GetFromJsonAsync<JsonElement>($"/api/appraisal/v1/ledger?unitId={unit}&limit=200");
        return [.. page.GetProperty("items").EnumerateArray()];
    }

    /// <summary>The ledger of a unit once it has so many lines.</summary>
    public Task<JsonElement[]> LedgerAsync(Guid unit, int lines) =>
        Eventually.AsyncUntil(() => LedgerAsync(unit), ledger => ledger.Length >= lines, what: $"{lines} lines");

    /// <summary>Kind and points of each line in the order of recording: <c>light-red -5, light-withdrawn 5</c>.</summary>
    public static string Told(IEnumerable<JsonElement> ledger) => string.Join(", ", ledger.Select(line =>
        $"{line.GetProperty("kind").GetString()} {line.GetProperty("points").GetRawText()}"));

    public async Task<JsonElement> EntryAsync(Guid id)
    {
        using var client = Office();
        return await client.GetFromJsonAsync<JsonElement>($"/api/appraisal/v1/ledger/{id}");
    }

    /// <summary>How many rows of a table meet a condition.</summary>
    public Task<long> CountAsync(string rows) => Service.ScalarAsync<long>($"select count(*) from {rows}");

    /// <summary>Runs SQL with the database's administrator.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Service.Database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What the service has published about a unit's ledger.</summary>
    public async Task<LedgerEntryRecorded[]> PublishedAsync(Guid unit)
    {
        var payloads = await Service.ScalarAsync<string[]>(
            "select array_agg(payload::text order by event_id) from feed where name = 'appraisal.ledger-entry-recorded' and unit_id = $1",
            unit);
        return [.. (payloads ?? []).Select(payload => JsonSerializer.Deserialize<LedgerEntryRecorded>(payload, EventJson.Options)!)];
    }

    private Task<Guid> CloseAsync(Guid unit, Guid deadline, DateTimeOffset completedAt, bool inTime, decimal usedShare, int late) =>
        Service.ReceiveAsync(
            new DeadlineClosed
            {
                DeadlineId = deadline,
                SubjectKind = "case",
                SubjectId = Guid.CreateVersion7(),
                UnitId = unit,
                PostId = Guid.CreateVersion7(),
                LimitKind = "promised",
                DueAt = completedAt.AddDays(inTime ? 1 : -1),
                CompletedAt = completedAt,
                InTime = inTime,
                WorkingDaysLate = late,
                UsedShare = usedShare,
            },
            deadline,
            version: 4,
            unit,
            completedAt.ToUniversalTime());
}
