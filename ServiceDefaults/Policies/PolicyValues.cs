using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Efficiency.ServiceDefaults;

/// <summary>The values in force for a unit on a day. A decision records <see cref="Id"/>.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "A value is asked for by its type.")]
public sealed class PolicyValues
{
    private readonly HashSet<string> _regimes;
    private readonly JsonElement _values;

    /// <param name="id">Null: no version is in force, every question gives its default.</param>
    /// <param name="regimes">Family codes.</param>
    /// <param name="values">A JSON object.</param>
    public PolicyValues(Guid? id, IEnumerable<string> regimes, JsonElement values)
    {
        Id = id;
        _regimes = regimes.ToHashSet(StringComparer.Ordinal);
        _values = values;
    }

    public static PolicyValues None { get; } = new(null, [], JsonDocument.Parse("{}").RootElement);

    public Guid? Id { get; }

    /// <summary>Whether a regime, by its family code (<c>FI</c>), is active. An inactive one starts nothing; statutes always apply.</summary>
    public bool Has(string regime) => _regimes.Contains(regime);

    /// <summary>A missing or JSON null value gives <paramref name="otherwise"/>; another type is an error of the register and throws.</summary>
    public int Int(string key, int otherwise) => Find(key)?.GetInt32() ?? otherwise;

    public int? Int(string key) => Find(key)?.GetInt32();

    public decimal Decimal(string key, decimal otherwise) => Decimal(key) ?? otherwise;

    /// <summary>Also reads a number written as text, as amounts may be.</summary>
    public decimal? Decimal(string key) => Find(key) switch
    {
        { ValueKind: JsonValueKind.String } text => decimal.Parse(text.GetString()!, CultureInfo.InvariantCulture),
        { } number => number.GetDecimal(),
        null => null,
    };

    public string Text(string key, string otherwise) => Text(key) ?? otherwise;

    public string? Text(string key) => Find(key)?.GetString();

    public bool Flag(string key, bool otherwise) => Find(key)?.GetBoolean() ?? otherwise;

    /// <summary>Anything else, for example a list.</summary>
    public JsonElement? Find(string key) =>
        _values.ValueKind == JsonValueKind.Object && _values.TryGetProperty(key, out var value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;
}
