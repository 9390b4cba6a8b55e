using System.Net.Http.Json;
using System.Reflection;
using System.Text.Json.Nodes;
using Efficiency.Contracts;
using Efficiency.Deadlines.Domain;
using Efficiency.ServiceDefaults;
using static Efficiency.Deadlines.Tests.DeadlinesFixture;

namespace Efficiency.Deadlines.Tests;

/// <summary>Every refusal of the service as its caller reads it, compared with the committed bodies.</summary>
public sealed class RefusalTests(DeadlinesFixture fixture) : IClassFixture<DeadlinesFixture>
{
    private const string Root = "/api/deadlines/v1";

    [Fact]
    public async Task Bodies_through_the_front_door_are_the_committed_ones()
    {
        await fixture.CalendarAsync();
        var bodies = new JsonObject();

        await PostAsync(bodies, "calendar loaded twice", "calendars", new { region = "CN", source = "default" });
        await PostAsync(bodies, "calendar of nowhere from nowhere", "calendars", new { region = "XX", source = "upload" });
        await PostAsync(bodies, "calendar without anything", "calendars", new { });
        await PostAsync(bodies, "hours without anything", "office-hours", new { });
        await PostAsync(bodies, "hours without a period", "office-hours", Hours());
        await PostAsync(bodies, "hours that are no times", "office-hours", Hours(("8:30", "25:00"), ("14", "")));
        await PostAsync(bodies, "hours that end before they begin", "office-hours", Hours(("12:00", "08:30")));
        await PostAsync(bodies, "hours that overlap", "office-hours", Hours(("08:30", "12:00"), ("11:00", "17:30")));
        await PostAsync(bodies, "hours of a unit that is not known yet", "office-hours", Hours(new Guid("0199fd0a-0000-7000-8000-000000000001"), ("08:30", "12:00")));
        await PostAsync(bodies, "hours set", "office-hours", Hours(OtherBureau, ("08:30", "12:00")), record: false);
        await PostAsync(bodies, "hours set twice", "office-hours", Hours(OtherBureau, ("08:30", "12:00")));
        await GetAsync(bodies, "limits under an unknown light", "deadlines?light=green");
        await GetAsync(bodies, "limit that does not exist", "deadlines/0199fd0a-0000-7000-8000-000000000001");
        await GetAsync(bodies, "calendar that does not exist", "calendars/XX");

        Snapshot.ShouldMatch(bodies, "tests/Deadlines.Tests/Snapshots/refusal-bodies.json");
    }

    [Fact]
    public void Every_refusal_of_the_rules_has_its_committed_words()
    {
        var texts = new RefusalTexts(typeof(Refusals).Assembly);
        var words = new JsonObject();
        foreach (var refusal in All().OrderBy(refusal => refusal.Code, StringComparer.Ordinal))
        {
            words[refusal.Code] = new JsonObject
            {
                ["rule"] = refusal.RuleId,
                ["status"] = texts.StatusOf(refusal),
                ["zh"] = texts.Chinese(refusal),
                ["en"] = texts.English(refusal),
            };
        }

        Snapshot.ShouldMatch(words, "tests/Deadlines.Tests/Snapshots/refusals.json");
    }

    private static IEnumerable<Refusal> All()
    {
        const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public;
        var fields = typeof(Refusals).GetFields(Statics).Select(field => (Refusal)field.GetValue(null)!);
        var methods = typeof(Refusals).GetMethods(Statics).Where(method => method.ReturnType == typeof(Refusal))
            .Select(method => (Refusal)method.Invoke(null, [.. method.GetParameters().Select(parameter => Sample(parameter.ParameterType))])!);
        return fields.Concat(methods);
    }

    private static object Sample(Type type) =>
        type == typeof(string) ? "weeks" : type == typeof(DateOnly) ? new DateOnly(2026, 10, 9) : 7;

    private static object Hours(params (string Opens, string Closes)[] periods) => Hours(OtherBureau, periods);

    private static object Hours(Guid unitId, params (string Opens, string Closes)[] periods) => new
    {
        unitId,
        validFrom = "2026-01-01",
        periods = periods.Select(period => new { opens = period.Opens, closes = period.Closes }),
    };

    private async Task PostAsync(JsonObject bodies, string name, string route, object body, bool record = true)
    {
        using var response = await fixture.Administrator.PostAsJsonAsync($"{Root}/{route}", body);
        if (record)
        {
            await RecordAsync(bodies, name, response);
        }
    }

    private async Task GetAsync(JsonObject bodies, string name, string path)
    {
        using var response = await fixture.Administrator.GetAsync(new Uri($"{Root}/{path}", UriKind.Relative));
        await RecordAsync(bodies, name, response);
    }

    private static async Task RecordAsync(JsonObject bodies, string name, HttpResponseMessage response)
    {
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
        // The only part that differs from run to run.
        body.Remove("traceId").ShouldBeTrue();
        bodies[name] = body;
    }
}
