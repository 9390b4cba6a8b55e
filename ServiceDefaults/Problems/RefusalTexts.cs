using System.Reflection;
using System.Text;
using System.Text.Json;
using Efficiency.Contracts;

namespace Efficiency.ServiceDefaults;

/// <summary>
/// The words and the HTTP status of every refusal: those of this assembly and those of the service, each from its embedded
/// <c>Resources/refusals.json</c>. This is the one place where a refusal meets HTTP.
/// </summary>
public sealed class RefusalTexts
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<string, RefusalText> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RefusalText> _titles;

    /// <summary>A code that stands in two of the assemblies is a mistake and refuses to start.</summary>
    public RefusalTexts(params Assembly[] services)
    {
        foreach (var assembly in services.Prepend(typeof(RefusalTexts).Assembly).Distinct())
        {
            foreach (var (code, text) in Read(assembly, "refusals.json"))
            {
                if (!_texts.TryAdd(code, text))
                {
                    throw new InvalidOperationException($"The refusal {code} is defined twice.");
                }
            }
        }

        _titles = Read(typeof(RefusalTexts).Assembly, "titles.json");
    }

    public IReadOnlyCollection<string> Codes => _texts.Keys;

    /// <summary>409 where the catalogue gives none: the request was sound, the move is not allowed.</summary>
    public int StatusOf(Refusal refusal) => _texts.TryGetValue(refusal.Code, out var text) ? text.Status : 409;

    public string Chinese(Refusal refusal) => Fill(_texts.GetValueOrDefault(refusal.Code)?.Zh, refusal);

    public string English(Refusal refusal) => Fill(_texts.GetValueOrDefault(refusal.Code)?.En, refusal);

    /// <summary>400 if any input is wrong, so that a caller sees all input errors first; else the first refusal's status.</summary>
    public int StatusOf(IReadOnlyList<Refusal> refusals) =>
        refusals.Any(refusal => StatusOf(refusal) == 400) ? 400 : StatusOf(refusals[0]);

    internal string Title(int status, bool english)
    {
        var known = status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var text = _titles.GetValueOrDefault(known) ?? _titles[status >= 500 ? "500" : "400"];
        return english ? text.En : text.Zh;
    }

    private static string Fill(string? template, Refusal refusal)
    {
        if (template is null)
        {
            return refusal.Code;
        }

        if (refusal.Arguments is null)
        {
            return template;
        }

        var text = new StringBuilder(template);
        foreach (var (name, value) in refusal.Arguments)
        {
            text.Replace("{" + name + "}", value);
        }

        return text.ToString();
    }

    private static Dictionary<string, RefusalText> Read(Assembly assembly, string file)
    {
        var name = Array.Find(
            assembly.GetManifestResourceNames(),
            resource => resource.EndsWith("Resources." + file, StringComparison.Ordinal));
        if (name is null)
        {
            return [];
        }

        using var stream = assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize<Dictionary<string, RefusalText>>(stream, Reading) ?? [];
    }

    private sealed record RefusalText(string Zh, string En)
    {
        public int Status { get; init; } = 409;
    }
}
