using System.Net.Http.Json;
using System.Text.Json;
using Efficiency.Contracts.Accountability;
using Efficiency.Contracts.Intake;
using Efficiency.TestKit;

namespace Efficiency.Deadlines.Tests;

/// <summary>The service on a real database and broker, with a city, a bureau and a section in its directory.</summary>
public sealed class DeadlinesFixture : IAsyncLifetime
{
    public static readonly Guid City = Guid.CreateVersion7();
    public static readonly Guid Bureau = Guid.CreateVersion7();
    public static readonly Guid Section = Guid.CreateVersion7();
    public static readonly Guid OtherBureau = Guid.CreateVersion7();

    private ServiceUnderTest<Program>? _service;

    public ServiceUnderTest<Program> Service => _service ?? throw new InvalidOperationException("Not started.");

    /// <summary>An administrator of the whole city.</summary>
    public HttpClient Administrator => Service.ClientAs("administrator");

    /// <summary>A handler of the bureau.</summary>
    public HttpClient Handler => Service.ClientAs("handler", [Bureau]);

    public async Task InitializeAsync()
    {
        _service = await ServiceUnderTest<Program>.StartAsync("deadlines");
        await RegisterUnitAsync(City, null, "city");
        await RegisterUnitAsync(Bureau, City, "department");
        await RegisterUnitAsync(Section, Bureau, "section");
        await RegisterUnitAsync(OtherBureau, City, "department");
    }

    public async Task DisposeAsync()
    {
        if (_service is not null)
        {
            await _service.DisposeAsync();
        }
    }

    public Task RegisterUnitAsync(Guid id, Guid? parent, string kind) => Service.ReceiveAsync(
        new UnitRegistered
        {
            UnitId = id,
            ParentId = parent,
            Kind = kind,
            Code = $"{kind}-{id:N}",
            Name = kind,
            ValidFrom = new DateOnly(2020, 1, 1),
        },
        id, 1, id, ServiceUnderTest<Program>.Start);

    /// <summary>Loads the calendar unless a test before this one has.</summary>
    public async Task CalendarAsync()
    {
        if (await Service.ScalarAsync<long>("select count(*) from calendar_version") == 0)
        {
            await LoadCalendarAsync();
        }
    }

    private async Task LoadCalendarAsync()
    {
        using var response = await Administrator.PostAsJsonAsync("/api/deadlines/v1/calendars", new { region = "CN", source = "default" });
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
    }

    public static LimitPromise Promise(int amount = 5, string unit = "working-days", string kind = "promised", string basis = "TL-09") =>
        new() { Kind = kind, Amount = amount, Unit = unit, Basis = basis };

    public static CaseAccepted Accepted(
        Guid caseId, string acceptedAt, IReadOnlyList<LimitPromise>? limits = null, string itemKind = "management-service", Guid? unit = null) => new()
    {
        CaseId = caseId,
        UnitId = unit ?? Section,
        PostId = Guid.CreateVersion7(),
        ItemId = Guid.CreateVersion7(),
        ItemVersion = 1,
        ItemKind = itemKind,
        Limits = limits ?? [Promise()],
        AcceptedAt = Domain.City.At(acceptedAt),
    };

    public static CaseRegistered Registered(Guid caseId, string receivedAt, string itemKind = "administrative-licence") => new()
    {
        CaseId = caseId,
        UnitId = Section,
        PostId = Guid.CreateVersion7(),
        ItemId = Guid.CreateVersion7(),
        ItemVersion = 1,
        ItemKind = itemKind,
        ReceivedAt = Domain.City.At(receivedAt),
    };

    public static CasePaused Paused(Guid caseId, Guid pauseId, string at) => new()
    {
        CaseId = caseId,
        UnitId = Section,
        PauseId = pauseId,
        Reason = "expert-review",
        PausedAt = Domain.City.At(at),
    };

    public static CaseResumed Resumed(Guid caseId, Guid pauseId, string at) => new()
    {
        CaseId = caseId,
        UnitId = Section,
        PauseId = pauseId,
        ResumedAt = Domain.City.At(at),
    };

    public static CaseCompleted Completed(Guid caseId, string at) => new()
    {
        CaseId = caseId,
        UnitId = Section,
        PostId = Guid.CreateVersion7(),
        CompletedAt = Domain.City.At(at),
    };

    /// <summary>Delivers a fact of a case.</summary>
    public Task<Guid> ReceiveAsync<TEvent>(TEvent message, Guid caseId, int version = 1, Guid? eventId = null)
        where TEvent : class =>
        Service.ReceiveAsync(message, caseId, version, Section, Service.Clock.Now, eventId);

    /// <summary>Accepts a case and returns its id.</summary>
    public async Task<Guid> AcceptAsync(string acceptedAt, params LimitPromise[] limits)
    {
        var caseId = Guid.CreateVersion7();
        await ReceiveAsync(Accepted(caseId, acceptedAt, limits.Length == 0 ? null : limits), caseId);
        return caseId;
    }

    public async Task<JsonElement> GetAsync(string path, HttpClient? client = null)
    {
        using var response = await (client ?? Handler).GetAsync(new Uri($"/api/deadlines/v1/{path}", UriKind.Relative));
        response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The limits of a case, the tightest first.</summary>
    public async Task<JsonElement[]> LimitsOfAsync(Guid caseId) =>
        [.. (await GetAsync($"deadlines?subjectKind=case&subjectId={caseId}")).GetProperty("items").EnumerateArray()];

    public async Task<JsonElement[]> LightsOfAsync(Guid caseId) =>
        [.. (await GetAsync($"lights?subjectId={caseId}")).GetProperty("items").EnumerateArray()];

    public Task<long> EventsAsync(string name, Guid caseId) => Service.ScalarAsync<long>(
        "select count(*) from feed where name = $1 and payload->>'subjectId' = $2", name, caseId.ToString());

    /// <summary>Waits until no rung is due.</summary>
    public Task SweptAsync() => Eventually.AsyncUntil(
        async () => !await Service.ScalarAsync<bool>(
            "select exists(select from deadline where next_alert_at <= $1)", Service.Clock.Now.UtcDateTime));
}
