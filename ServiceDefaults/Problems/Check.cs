using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Efficiency.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Efficiency.ServiceDefaults;

/// <summary>
/// Collects every error of a request, so that a caller is told all at once, as the regime asks of a clerk (OT-01). Each method
/// hands back the value in the type that the feature needs; it means nothing once <see cref="Failed"/> is true.
/// </summary>
public sealed class Check
{
    private readonly List<Refusal> _refusals = [];

    public bool Failed => _refusals.Count > 0;

    public IReadOnlyList<Refusal> Refusals => _refusals;

    public T Required<T>(T? value, string field)
        where T : struct
    {
        if (value is null)
        {
            _refusals.Add(CommonRefusals.Required(field));
        }

        return value.GetValueOrDefault();
    }

    /// <summary>Any object, for example a nested one.</summary>
    public T? Required<T>([NotNull] T? value, string field)
        where T : class
    {
        if (value is null)
        {
            _refusals.Add(CommonRefusals.Required(field));
        }

#pragma warning disable CS8777 // The caller stops at Failed before it reads the value.
        return value;
#pragma warning restore CS8777
    }

    /// <summary>A list of 1..<paramref name="max"/> entries, none of them null.</summary>
    public IReadOnlyList<T> Entries<T>(IReadOnlyList<T>? value, string field, int max = 200)
    {
        if (value is null or { Count: 0 })
        {
            _refusals.Add(CommonRefusals.Required(field));
        }
        else if (value.Count > max)
        {
            _refusals.Add(CommonRefusals.TooMany(field, max));
        }

        for (var i = 0; i < (value?.Count ?? 0); i++)
        {
            if (value![i] is null)
            {
                _refusals.Add(CommonRefusals.Required(string.Create(CultureInfo.InvariantCulture, $"{field}[{i}]")));
            }
        }

        return value ?? [];
    }

    /// <summary>Required, trimmed, 1..<paramref name="max"/> characters, no control characters except tab and line ends.</summary>
    public string Text(string? value, string field, int max)
    {
        var text = OptionalText(value, field, max);
        if (text is null)
        {
            _refusals.Add(CommonRefusals.Required(field));
        }

        return text ?? "";
    }

    /// <summary>As <see cref="Text"/>, but blank or missing is null and no error.</summary>
    public string? OptionalText(string? value, string field, int max)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        var text = value.Trim();
        if (text.Length > max)
        {
            _refusals.Add(CommonRefusals.TooLong(field, max));
        }

        if (text.Any(character => char.IsControl(character) && character is not ('\t' or '\r' or '\n')))
        {
            _refusals.Add(CommonRefusals.NotPlain(field));
        }

        return text;
    }

    /// <summary>Required and one of <paramref name="allowed"/>, by exact spelling.</summary>
    public string OneOf(string? value, string field, params IReadOnlyCollection<string> allowed)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            _refusals.Add(CommonRefusals.Required(field));
        }
        else if (!allowed.Contains(value, StringComparer.Ordinal))
        {
            _refusals.Add(CommonRefusals.NotOneOf(field, allowed));
        }

        return value ?? "";
    }

    /// <summary>Required and within both ends, which are included.</summary>
    public T Range<T>(T? value, string field, T min, T max)
        where T : struct, IComparable<T>, IFormattable
    {
        if (value is null)
        {
            _refusals.Add(CommonRefusals.Required(field));
        }
        else if (value.Value.CompareTo(min) < 0 || value.Value.CompareTo(max) > 0)
        {
            _refusals.Add(CommonRefusals.OutOfRange(
                field, min.ToString(null, CultureInfo.InvariantCulture), max.ToString(null, CultureInfo.InvariantCulture)));
        }

        return value.GetValueOrDefault();
    }

    public void That(bool holds, Refusal otherwise)
    {
        if (!holds)
        {
            _refusals.Add(otherwise);
        }
    }

    /// <summary>Takes the answer of a domain method; null is none.</summary>
    public void Add(Refusal? refusal)
    {
        if (refusal is not null)
        {
            _refusals.Add(refusal);
        }
    }

    /// <summary>Every error at once.</summary>
    public ProblemHttpResult Problem() => Problems.From(_refusals);
}
