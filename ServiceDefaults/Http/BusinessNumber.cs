using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Efficiency.ServiceDefaults;

/// <summary>
/// A number that people read aloud and type: prefix, day, sequence, check digit, as <c>SL20260924-000012-7</c>. The check digit
/// (ISO/IEC 7064 MOD 11,10) finds every single wrong digit and nearly every swap of neighbours.
/// </summary>
public readonly record struct BusinessNumber
{
    private BusinessNumber(string text) => Text = text;

    public string Text { get; }

    /// <param name="prefix">1..4 capital letters.</param>
    /// <param name="day">The city's day.</param>
    /// <param name="sequence">Positive; at least six digits are shown.</param>
    public static BusinessNumber Create(string prefix, DateOnly day, long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sequence);
        if (prefix.Length is < 1 or > 4 || !prefix.All(char.IsAsciiLetterUpper))
        {
            throw new ArgumentException("The prefix is 1 to 4 capital letters.", nameof(prefix));
        }

        var body = string.Create(CultureInfo.InvariantCulture, $"{prefix}{day:yyyyMMdd}-{sequence:D6}");
        return new BusinessNumber($"{body}-{CheckDigit(body)}");
    }

    /// <summary>Accepts what people type: lower case, spaces around.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BusinessNumber number)
    {
        number = default;
        var typed = text?.Trim().ToUpperInvariant();
        if (typed is not { Length: >= 18 and <= 34 } || typed[^2] != '-' || !char.IsAsciiDigit(typed[^1]))
        {
            return false;
        }

        var body = typed[..^2];
        var dash = body.IndexOf('-', StringComparison.Ordinal);
        if (dash is < 9 or > 12
            || !body[..(dash - 8)].All(char.IsAsciiLetterUpper)
            || !DateOnly.TryParseExact(body[(dash - 8)..dash], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            || !long.TryParse(body[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            || sequence < 1
            || CheckDigit(body) != typed[^1] - '0')
        {
            return false;
        }

        number = new BusinessNumber(typed);
        return true;
    }

    public override string ToString() => Text;

    private static int CheckDigit(string body)
    {
        var product = 10;
        foreach (var character in body)
        {
            // Letters count as two digits, so that most wrong prefixes are found as well.
            if (char.IsAsciiLetterUpper(character))
            {
                product = Step(product, (character - 'A') / 10);
                product = Step(product, (character - 'A') % 10);
            }
            else if (char.IsAsciiDigit(character))
            {
                product = Step(product, character - '0');
            }
        }

        return (11 - product) % 10;
    }

    private static int Step(int product, int digit)
    {
        var sum = (product + digit) % 10;
        return (sum == 0 ? 10 : sum) * 2 % 11;
    }
}
