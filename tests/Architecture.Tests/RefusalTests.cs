using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Efficiency.Contracts;

namespace Efficiency.Architecture.Tests;

/// <summary>A refusal is a code with a rule in Domain and a text in two languages in <c>Resources/refusals.json</c>.</summary>
public sealed partial class RefusalTests
{
    public static TheoryData<string> Catalogues => new(Owners().Select(owner => owner.GetName().Name!.Split('.')[^1]));

    [Theory]
    [MemberData(nameof(Catalogues))]
    public void Every_code_has_texts_and_every_text_a_code(string owner)
    {
        var codes = Refusals(owner).Select(refusal => refusal.Code).ToHashSet(StringComparer.Ordinal);
        var texts = Texts(owner).Keys;
        codes.Except(texts, StringComparer.Ordinal).ShouldBeEmpty("refused without words");
        texts.Except(codes, StringComparer.Ordinal).ShouldBeEmpty("words that nobody says");
    }

    [Theory]
    [MemberData(nameof(Catalogues))]
    public void Codes_are_kebab_case_and_stand_once(string owner)
    {
        var codes = Refusals(owner).Select(refusal => refusal.Code).ToArray();
        codes.ShouldAllBe(code => Kebab().IsMatch(code));
        codes.GroupBy(code => code, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key)
            .ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Catalogues))]
    public void Rule_ids_exist(string owner)
    {
        var known = RuleList.Read().Select(rule => rule.Id).ToHashSet(StringComparer.Ordinal);
        Refusals(owner).Where(refusal => RuleList.IsRuleId(refusal.RuleId) && !known.Contains(refusal.RuleId))
            .Select(refusal => $"{refusal.Code}: {refusal.RuleId}").ShouldBeEmpty();
    }

    // Only what stands at the edge speaks of its own faults; a service's rules speak of the caller's.
    [Theory]
    [MemberData(nameof(Catalogues))]
    public void Refusals_are_client_errors(string owner) =>
        Texts(owner).Where(text => !(text.Value.Status is >= 400 and <= 499
                || (text.Value.Status is 500 or 502 or 503 or 504 && owner is "ServiceDefaults" or "Gateway")))
            .Select(text => text.Key)
            .ShouldBeEmpty();

    private static IEnumerable<Assembly> Owners() => Binaries.Hosts.Append(Binaries.Of("ServiceDefaults"));

    private static List<Refusal> Refusals(string owner)
    {
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var catalogues = Binaries.Of(owner).GetTypes()
            .Where(type => type.Name.EndsWith("Refusals", StringComparison.Ordinal) && type is { IsAbstract: true, IsSealed: true });
        var refusals = new List<Refusal>();
        foreach (var catalogue in catalogues)
        {
            refusals.AddRange(catalogue.GetFields(Any).Where(field => field.FieldType == typeof(Refusal))
                .Select(field => (Refusal)field.GetValue(null)!));
            refusals.AddRange(catalogue.GetProperties(Any).Where(property => property.PropertyType == typeof(Refusal))
                .Select(property => (Refusal)property.GetValue(null)!));
            refusals.AddRange(catalogue.GetMethods(Any)
                .Where(method => method.ReturnType == typeof(Refusal) && !method.IsSpecialName && !method.IsPrivate)
                .SelectMany(Made));
        }

        // A code that several overloads make is one code. A backing field and its property are one as well.
        return [.. refusals.DistinctBy(refusal => (refusal.Code, refusal.RuleId))];
    }

    /// <summary>What a method makes; one that translates an HTTP status is asked for every status.</summary>
    private static IEnumerable<Refusal> Made(MethodInfo method) => method.GetParameters() is [{ Name: "status" } parameter] && parameter.ParameterType == typeof(int)
        ? Enumerable.Range(400, 200).Select(status => (Refusal)method.Invoke(null, [status])!)
        : [(Refusal)method.Invoke(null, [.. method.GetParameters().Select(Dummy)])!];

    private static object? Dummy(ParameterInfo parameter) => parameter.ParameterType switch
    {
        { } type when type == typeof(string) => "x",
        { IsArray: true } type => Array.CreateInstance(type.GetElementType()!, 0),
        { IsGenericType: true } type when type.IsAssignableFrom(typeof(List<>).MakeGenericType(type.GetGenericArguments()[^1])) =>
            Activator.CreateInstance(typeof(List<>).MakeGenericType(type.GetGenericArguments()[^1])),
        { IsValueType: true } type => Activator.CreateInstance(type),
        _ => null,
    };

    private static Dictionary<string, Text> Texts(string owner)
    {
        var assembly = Binaries.Of(owner);
        var resource = assembly.GetManifestResourceNames()
            .SingleOrDefault(name => name.EndsWith("refusals.json", StringComparison.OrdinalIgnoreCase));
        if (resource is null)
        {
            return [];
        }

        using var stream = assembly.GetManifestResourceStream(resource)!;
        return JsonSerializer.Deserialize<Dictionary<string, Text>>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record Text(string Zh, string En, int Status = 409);

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Kebab();
}
