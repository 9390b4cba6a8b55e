using System.Globalization;
using Efficiency.Deadlines.Domain;

namespace Efficiency.Deadlines.Calendars;

/// <summary>Periods as text: <c>08:30-12:00 14:00-17:30</c> in a column, one <c>HH:mm</c> at a time in a request.</summary>
internal static class OfficePeriods
{
    private const string Format = "HH:mm";

    public static bool TryParseTime(string? text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);

    public static string Text(TimeOnly time) => time.ToString(Format, CultureInfo.InvariantCulture);

    public static string Text(OfficeHours hours) =>
        string.Join(' ', hours.Periods.Select(period => $"{Text(period.Opens)}-{Text(period.Closes)}"));

    /// <summary>Reads what was checked when it was written.</summary>
    public static OfficeHours Read(string text)
    {
        var periods = text.Split(' ').Select(period => period.Split('-')).Select(ends => new OfficePeriod(Time(ends[0]), Time(ends[1]))).ToArray();
        return OfficeHours.TryCreate(periods, out var hours, out var refusal) ? hours : throw new FormatException($"{text}: {refusal.Code}");
    }

    private static TimeOnly Time(string text) =>
        TryParseTime(text, out var time) ? time : throw new FormatException($"{text} is no time of day.");
}
