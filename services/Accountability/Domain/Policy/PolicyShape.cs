using System.Globalization;
using System.Text.Json;
using Efficiency.Contracts;

namespace Efficiency.Accountability.Domain;

/// <summary>What a value may be. <see cref="Check"/> yields every fault of a value, not only the first.</summary>
internal abstract record PolicyShape
{
    /// <summary>Kebab-case name of the shape, as the key list of the API shows it.</summary>
    public abstract string Kind { get; }

    /// <summary>Allowed codes where the shape has any, else empty.</summary>
    public virtual IReadOnlyList<string> Allowed => [];

    /// <summary>Least and greatest value, both inclusive, where the shape is a number.</summary>
    public virtual (decimal Min, decimal Max)? Range => null;

    public abstract IEnumerable<Refusal> Check(PolicyKey key, JsonElement value);

    protected static string Shown(JsonElement value)
    {
        var text = value.ToString();
        return text.Length <= 60 ? text : text[..60];
    }
}

/// <summary>A field of the regulation itself; it can't be given as a value (GV-11, GV-14).</summary>
internal sealed record FieldShape : PolicyShape
{
    public override string Kind => "regulation-field";

    public override IEnumerable<Refusal> Check(PolicyKey key, JsonElement value) => [key.IsField()];
}

internal sealed record FlagShape : PolicyShape
{
    public override string Kind => "flag";

    public override IEnumerable<Refusal> Check(PolicyKey key, JsonElement value) =>
        value.ValueKind is JsonValueKind.True or JsonValueKind.False ? [] : [key.WrongKind()];
}

/// <summary>A whole number, both ends inclusive.</summary>
internal sealed record WholeNumberShape(int Min, int Max) : PolicyShape
{
    public override string Kind => "whole-number";

    public override (decimal Min, decimal Max)? Range => (Min, Max);

    public override IEnumerable<Refusal> Check(PolicyKey key, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt32(out var number))
        {
            return [key.WrongKind()];
        }
        return number < Min || number > Max
            ? [key.OutOfRange(string.Create(CultureInfo.InvariantCulture, $"{Min}..{Max}"))]
            : [];
    }
}

/// <summary>A decimal number, both ends inclusive; points and money are never binary floating point (AMB-21).</summary>
internal sealed record NumberShape(decimal Min, decimal Max) : PolicyShape
{
    public override string Kind => "number";

    public override (decimal Min, decimal Max)? Range => (Min, Max);

    public override IEnumerable<Refusal> Check(PolicyKey key, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number || !value.TryGetDecimal(out var number))
        {
            return [key.WrongKind()];
        }
        return number < Min || number > Max
            ? [key.OutOfRange(string.Create(CultureInfo.InvariantCulture, $"{Min}..{Max}"))]
            : [];
    }
}

/// <summary>A text of 1 to <paramref name="MaxLength"/> characters.</summary>
internal sealed record TextShape(int MaxLength) : PolicyShape
{
    public override string Kind => "text";

    public override IEnumerable<Refusal> Check(PolicyKey key, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return [key.WrongKind()];
        }
        var length = value.GetString()!.Trim().Length;
        return length is 0 || length > MaxLength
            ? [key.OutOfRange(string.Create(CultureInfo.InvariantCulture, $"1..{MaxLength}"))]
            : [];
    }
}

/// <summary>One code out of a list.</summary>
internal sealed record ChoiceShape(params IReadOnlyList<string> Codes) : PolicyShape
{
    public override string Kind => "choice";

    public override IReadOnlyList<string> Allowed => Codes;

    public override IEnumerable<Refusal> Check(PolicyKey key, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return [key.WrongKind()];
        }
        return Codes.Contains(value.GetString(), StringComparer.Ordinal) ? [] : [key.NotAllowed(Shown(value))];
    }
}

/// <summary>Codes out of a list, at least one, each once.</summary>
internal sealed record ChoicesShape(params IReadOnlyList<string> Codes) : PolicyShape
{
    public override string Kind => "choices";

    public override IReadOnlyList<string> Allowed => Codes;

    public override IEnumerable<Refusal> Check(PolicyKey key, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0)
        {
            yield return key.WrongKind();
            yield break;
        }
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in value.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.String || !Codes.Contains(item.GetString(), StringComparer.Ordinal))
            {
                yield return key.NotAllowed(Shown(item));
            }
            else if (!seen.Add(item.GetString()!))
            {
                yield return key.Twice(Shown(item));
            }
        }
    }
}

/// <summary>Free texts, 1 to <paramref name="MaxCount"/> of them, each of 1 to <paramref name="MaxLength"/> characters, each once.</summary>
internal sealed record TextsShape(int MaxCount, int MaxLength) : PolicyShape
{
    public override string Kind => "texts";

    public override IEnumerable<Refusal> Check(PolicyKey key, JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(i => i.ValueKind != JsonValueKind.String))
        {
            yield return key.WrongKind();
            yield break;
        }
        var texts = value.EnumerateArray().Select(i => i.GetString()!.Trim()).ToArray();
        if (texts.Length is 0 || texts.Length > MaxCount || texts.Any(t => t.Length is 0 || t.Length > MaxLength))
        {
            yield return key.OutOfRange(string.Create(CultureInfo.InvariantCulture, $"1..{MaxCount} × 1..{MaxLength}"));
        }
        foreach (var twice in texts.GroupBy(t => t, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            yield return key.Twice(twice.Key);
        }
    }
}
