namespace Efficiency.Deadlines.Domain;

/// <summary>Where the hours of a day come from.</summary>
internal enum HoursSource
{
    OwnUnit,
    UnitAbove,
    CityDefault,
}

/// <summary>A registered version of a unit's office hours.</summary>
/// <param name="Distance">0 for the unit itself, 1 for the unit above it, and so on.</param>
/// <param name="ValidFrom">First day on which it holds, until the same unit's next version.</param>
internal sealed record OfficeHoursVersion(Guid Id, int Distance, DateOnly ValidFrom, OfficeHours Hours);

/// <summary>The hours from a day on, until the next entry.</summary>
internal sealed record HoursInForce(DateOnly From, OfficeHours Hours, HoursSource Source, Guid? VersionId);

/// <summary>
/// Which office hours hold on which day: the unit's own, else those of the nearest unit above that has any by then, else
/// <see cref="OfficeHours.CityDefault"/>. Seasonal changes are versions with their first day.
/// </summary>
internal sealed class OfficeHoursTimeline
{
    private readonly HoursInForce[] _entries;

    private OfficeHoursTimeline(HoursInForce[] entries) => _entries = entries;

    /// <summary>In order of their first day; the first one holds from the beginning of time.</summary>
    public IReadOnlyList<HoursInForce> Entries => _entries;

    public static OfficeHoursTimeline Create(IReadOnlyCollection<OfficeHoursVersion> versions)
    {
        var days = versions.Select(version => version.ValidFrom).Append(DateOnly.MinValue).Distinct().Order();
        var entries = new List<HoursInForce>();
        foreach (var day in days)
        {
            var entry = InForce(versions, day);
            if (entries.Count == 0 || entries[^1].VersionId != entry.VersionId)
            {
                entries.Add(entry);
            }
        }

        return new OfficeHoursTimeline([.. entries]);
    }

    /// <summary>Index of the entry that holds on a day.</summary>
    public int IndexAt(DateOnly day)
    {
        var index = _entries.Length - 1;
        while (_entries[index].From > day)
        {
            index--;
        }

        return index;
    }

    private static HoursInForce InForce(IReadOnlyCollection<OfficeHoursVersion> versions, DateOnly day)
    {
        // Of one unit the version with the latest first day holds; of two registered for the same day, the later one.
        var version = versions
            .Where(candidate => candidate.ValidFrom <= day)
            .OrderBy(candidate => candidate.Distance)
            .ThenByDescending(candidate => candidate.ValidFrom)
            .ThenByDescending(candidate => candidate.Id)
            .FirstOrDefault();
        return version is null
            ? new HoursInForce(day, OfficeHours.CityDefault, HoursSource.CityDefault, null)
            : new HoursInForce(day, version.Hours, version.Distance == 0 ? HoursSource.OwnUnit : HoursSource.UnitAbove, version.Id);
    }
}
