using System.Reflection;
using System.Text.Json.Nodes;
using Efficiency.Contracts;
using Efficiency.Gateway.Domain;
using Efficiency.ServiceDefaults;

namespace Efficiency.Gateway.Tests;

/// <summary>What the gateway refuses, as its caller reads it.</summary>
public sealed class RefusalTests
{
    [Fact]
    public void Every_refusal_has_its_committed_words()
    {
        var texts = new RefusalTexts(typeof(Refusals).Assembly);
        var words = new JsonObject();
        foreach (var refusal in All().OrderBy(refusal => refusal.Code, StringComparer.Ordinal))
        {
            words[refusal.Code] = new JsonObject
            {
                ["rule"] = refusal.RuleId,
                ["status"] = texts.StatusOf(refusal),
                ["field"] = refusal.Field,
                ["zh"] = texts.Chinese(refusal),
                ["en"] = texts.English(refusal),
            };
        }
        Snapshot.ShouldMatch(words, "tests/Gateway.Tests/Snapshots/refusals.json");
    }

    private static IEnumerable<Refusal> All()
    {
        const BindingFlags Statics = BindingFlags.Static | BindingFlags.Public;
        var fields = typeof(Refusals).GetFields(Statics).Select(field => (Refusal)field.GetValue(null)!);
        var methods = typeof(Refusals).GetMethods(Statics).Where(method => method.ReturnType == typeof(Refusal))
            .Select(method => (Refusal)method.Invoke(null, [.. method.GetParameters().Select(p => Sample(p.ParameterType))])!);
        return fields.Concat(methods);
    }

    private static object Sample(Type type) =>
        type == typeof(string) ? "intake" : type == typeof(TimeSpan) ? TimeSpan.FromSeconds(60) : new[] { "intake/0", "deadlines/1" };
}
