using System.Globalization;
using Efficiency.Contracts;

namespace Efficiency.Deadlines.Domain;

/// <summary>Everything that this service says no to. Texts and status stand in Resources/refusals.json.</summary>
internal static class Refusals
{
    public static readonly Refusal CalendarWithoutYears = new("calendar-without-years", "LAW-17", "years");
    public static readonly Refusal OfficeHoursEmpty = new("office-hours-empty", "AT-09", "periods");
    public static readonly Refusal LimitKindTwice = new("limit-kind-twice", "TL-01", "limits");
    public static readonly Refusal AlreadyClosed = new("deadline-already-closed", "TL-01");

    public static Refusal CalendarAlreadyLoaded(string region) =>
        new("calendar-already-loaded", "LAW-17", "region", With(("region", region)));

    public static Refusal CalendarYearMissing(int year) =>
        new("calendar-year-missing", "LAW-17", "years", With(("year", Text(year))));

    public static Refusal CalendarWithoutWorkingDays(int year) =>
        new("calendar-without-working-days", "LAW-17", "years", With(("year", Text(year))));

    public static Refusal CalendarDayInWrongYear(DateOnly day, int year) =>
        new("calendar-day-in-wrong-year", "LAW-17", "years", With(("day", Text(day)), ("year", Text(year))));

    public static Refusal MakeUpDayIsNoWeekend(DateOnly day) =>
        new("make-up-day-is-no-weekend", "LAW-17", "years", With(("day", Text(day))));

    public static Refusal BeyondCalendar(DateOnly day) =>
        new("beyond-calendar", "LAW-17", null, With(("day", Text(day))));

    public static Refusal OfficePeriodTooShort(int index) =>
        new("office-period-too-short", "AT-09", Period(index), With(("number", Text(index + 1))));

    public static Refusal OfficePeriodsOverlap(int index) =>
        new("office-periods-overlap", "AT-09", Period(index), With(("number", Text(index + 1))));

    public static Refusal OfficeHoursAlreadySet(DateOnly day) =>
        new("office-hours-already-set", "AT-09", "validFrom", With(("day", Text(day))));

    public static Refusal TimeOfDayInvalid(string field) => new("time-of-day-invalid", "AT-09", field);

    public static Refusal LimitUnitUnknown(string unit) =>
        new("limit-unit-unknown", "TL-01", "unit", With(("unit", unit)));

    public static Refusal LimitOutOfRange(int amount, string unit, int least, int most) =>
        new("limit-out-of-range", "TL-01", "amount", With(("amount", Text(amount)), ("unit", unit), ("least", Text(least)), ("most", Text(most))));

    private static string Period(int index) => string.Create(CultureInfo.InvariantCulture, $"periods[{index}]");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Dictionary<string, string> With(params ReadOnlySpan<(string Key, string Value)> arguments)
    {
        var result = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in arguments)
        {
            result.Add(key, value);
        }

        return result;
    }
}
