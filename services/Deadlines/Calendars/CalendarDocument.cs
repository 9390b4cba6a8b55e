using System.Globalization;
using System.Text.Json;
using Efficiency.Deadlines.Domain;

namespace Efficiency.Deadlines.Calendars;

/// <summary>
/// The file format of a calendar: <c>region</c>, <c>weekend</c> (English day names) and <c>years</c> with <c>daysOff</c>
/// and <c>makeUpWorkingDays</c>, each date with its holiday. The State Council's years ship with the service (LAW-17).
/// </summary>
internal static class CalendarDocument
{
    private const string ShippedName = "Efficiency.Deadlines.Calendars.cn-public-holidays.json";

    /// <summary>The shipped document, 2007 to 2026.</summary>
    public static string Shipped()
    {
        using var stream = typeof(CalendarDocument).Assembly.GetManifestResourceStream(ShippedName)
            ?? throw new InvalidOperationException($"{ShippedName} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    public static CalendarNotice Parse(string json)
    {
        var content = JsonSerializer.Deserialize<Content>(json, JsonSerializerOptions.Web)
            ?? throw new JsonException("A calendar document is an object.");
        return new CalendarNotice(
            content.Region,
            content.Weekend.Select(name => Enum.Parse<DayOfWeek>(name)).ToHashSet(),
            content.Years.ToDictionary(
                year => int.Parse(year.Key, CultureInfo.InvariantCulture),
                year => new AnnouncedYear(year.Value.DaysOff, year.Value.MakeUpWorkingDays)));
    }

    private sealed record Content(string Region, IReadOnlyList<string> Weekend, IReadOnlyDictionary<string, Year> Years);

    private sealed record Year(IReadOnlyDictionary<DateOnly, string> DaysOff, IReadOnlyDictionary<DateOnly, string> MakeUpWorkingDays);
}
