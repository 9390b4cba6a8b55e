namespace Efficiency.Deadlines.Domain;

/// <summary>What the yearly notices of a region say (LAW-17): the weekly days off, and per announced year the exceptions to them.</summary>
/// <param name="Region">Region code, for example <c>CN</c>.</param>
/// <param name="Weekend">Days of the week that are off unless a notice makes them working days.</param>
/// <param name="Years">Announced years. They follow one another without a gap; whatever lies after the last one is provisional.</param>
internal sealed record CalendarNotice(
    string Region,
    IReadOnlySet<DayOfWeek> Weekend,
    IReadOnlyDictionary<int, AnnouncedYear> Years);

/// <summary>The exceptions of one year, each with the holiday that it belongs to.</summary>
/// <param name="DaysOff">Public holidays, also where they fall on a weekend.</param>
/// <param name="MakeUpWorkingDays">Weekend days that are worked in exchange (调休上班).</param>
internal sealed record AnnouncedYear(
    IReadOnlyDictionary<DateOnly, string> DaysOff,
    IReadOnlyDictionary<DateOnly, string> MakeUpWorkingDays);
