using System.Security.Cryptography;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Efficiency.LocalHosting.Suite;

/// <summary>The values of the topology's parameters. Invented secrets are kept in a file that only its owner reads.</summary>
internal static class ParameterBook
{
    private const string File = "parameters.json";
    private const string Letters = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <exception cref="SuiteException">A parameter has no value and is no secret that could be invented.</exception>
    public static void Fill(IEnumerable<Resource> resources, SuiteSettings settings, DataFolder data)
    {
        var kept = data.Read(File) is { } text
            ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(text)!
            : [];
        foreach (var parameter in resources.OfType<ParameterResource>())
        {
            parameter.Value ??= Configured(parameter.Name, settings) ?? Secret(parameter, kept);
        }

        data.Replace(File, JsonSerializer.Serialize(kept));
    }

    private static string? Configured(string name, SuiteSettings settings) =>
        settings.Configuration($"Parameters__{name}")
        ?? settings.Configuration($"Parameters__{name.Replace('-', '_')}");

    private static string Secret(ParameterResource parameter, SortedDictionary<string, string> kept)
    {
        if (!parameter.Secret)
        {
            throw new SuiteException(
                $"Parameter {parameter.Name} has no value: set Parameters__{parameter.Name.Replace('-', '_')} in the environment."
            );
        }

        if (!kept.TryGetValue(parameter.Name, out var value))
        {
            kept[parameter.Name] = value = RandomNumberGenerator.GetString(Letters, 28);
        }

        return value;
    }
}
