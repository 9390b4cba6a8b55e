using System.Globalization;
using System.Text;
using System.Text.Json;
using Efficiency.Deadlines.Domain;

namespace Efficiency.Deadlines.Features.Deadlines;

/// <summary>
/// The words of an explanation, from the embedded <c>Resources/explanations.json</c>: Domain gives codes and data, this gives
/// what a clerk reads, in both languages.
/// </summary>
internal sealed class ExplanationTexts
{
    private const string Resource = "Efficiency.Deadlines.Resources.explanations.json";

    private readonly Dictionary<string, Dictionary<string, BilingualText>> _texts;

    public ExplanationTexts()
    {
        using var stream = typeof(ExplanationTexts).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"{Resource} is not embedded.");
        _texts = JsonSerializer.Deserialize<Dictionary<string, Dictionary<string, BilingualText>>>(stream, JsonSerializerOptions.Web)!;
    }

    public BilingualText HoursSource(HoursSource source) => _texts["hoursSources"][Code.Of(source)];

    /// <summary>The catalogued reason; a newer release's reason shows as its code.</summary>
    public BilingualText PauseReason(string? reason) => Lookup("pauseReasons", reason);

    public BilingualText Day(ExplainedDay day, Deadline deadline, WorkSchedule schedule)
    {
        var text = Fill(_texts["days"][TextOf(day.Code, deadline.Unit)],
            ("ordinal", Same(day.Ordinal?.ToString(CultureInfo.InvariantCulture) ?? "")),
            ("holiday", Lookup("holidays", day.Holiday)),
            ("weekday", _texts["weekdays"][Code.Of(day.Day.DayOfWeek)]),
            ("worked", Duration(day.Worked ?? TimeSpan.Zero)),
            ("reason", PauseReason(day.PauseReason)));
        if (day.IsDueDay)
        {
            text = Fill(_texts["days"]["due"],
                ("text", text),
                ("time", Same(schedule.InZone(deadline.DueAt).ToString("HH:mm", CultureInfo.InvariantCulture))));
        }

        return day.Provisional ? Fill(_texts["days"]["provisional"], ("text", text)) : text;
    }

    public BilingualText Summary(Deadline deadline, WorkSchedule schedule)
    {
        var code = deadline.State != DeadlineState.Closed ? Code.Of(deadline.State) : deadline.InTime == true ? "closed-in-time" : "closed-late";
        return Fill(_texts["summary"][code],
            ("start", Instant(deadline.StartedAt)),
            ("amount", Fill(_texts["units"][Code.Of(deadline.Unit)], ("amount", Same(deadline.Amount.ToString(CultureInfo.InvariantCulture))))),
            ("due", Instant(deadline.DueAt)),
            ("completed", deadline.CompletedAt is { } completed ? Instant(completed) : Same("")),
            ("late", Same((deadline.WorkingDaysLate ?? 0).ToString(CultureInfo.InvariantCulture))));

        BilingualText Instant(DateTimeOffset instant) =>
            Same(schedule.InZone(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture));
    }

    private static string TextOf(string code, LimitUnit unit) => code switch
    {
        DayCodes.Counted => unit == LimitUnit.WorkingDays ? "counted-working" : "counted-calendar",
        DayCodes.CountedMakeUp => "counted-make-up-working",
        _ => code,
    };

    private BilingualText Duration(TimeSpan worked) => Fill(_texts["duration"]["minutes"],
        ("hours", Same(((int)worked.TotalHours).ToString(CultureInfo.InvariantCulture))),
        ("minutes", Same(worked.Minutes.ToString(CultureInfo.InvariantCulture))));

    private BilingualText Lookup(string group, string? key) =>
        key is null ? Same("") : _texts[group].GetValueOrDefault(key) ?? Same(key);

    private static BilingualText Same(string text) => new(text, text);

    private static BilingualText Fill(BilingualText template, params ReadOnlySpan<(string Name, BilingualText Value)> arguments)
    {
        var zh = new StringBuilder(template.Zh);
        var en = new StringBuilder(template.En);
        foreach (var (name, value) in arguments)
        {
            zh.Replace("{" + name + "}", value.Zh);
            en.Replace("{" + name + "}", value.En);
        }

        return new BilingualText(zh.ToString(), en.ToString());
    }
}
