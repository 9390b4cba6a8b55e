namespace Efficiency.Deadlines.Persistence;

/// <summary>A version of a region's working calendar (LAW-17). It never changes; what is announced later is a new version.</summary>
internal sealed class CalendarVersion
{
    public required Guid Id { get; init; }
    public required string Region { get; init; }

    /// <summary>1, 2, 3 ... per region; the highest is in force.</summary>
    public required int Number { get; init; }

    /// <summary><c>default</c>: the calendar that ships with the service.</summary>
    public required string Source { get; init; }

    /// <summary>SHA-256 of the document, lower-case hexadecimal: the same document is not loaded twice.</summary>
    public required string Digest { get; init; }
    public required int FirstYear { get; init; }
    public required int LastAnnouncedYear { get; init; }

    /// <summary>Business time.</summary>
    public required DateTimeOffset LoadedAt { get; init; }

    /// <summary>The calendar itself, in the format of the shipped one.</summary>
    public required string Document { get; init; }
}

/// <summary>Hours of a unit and of every unit below it that has none (AT-09), from a day on.</summary>
internal sealed class OfficeHoursRow
{
    public required Guid Id { get; init; }
    public required Guid UnitId { get; init; }

    /// <summary>First day; until the unit's next version.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>For example <c>08:30-12:00 14:00-17:30</c>.</summary>
    public required string Periods { get; init; }

    /// <summary>Business time.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}

/// <summary>A pause of a matter as Intake decided it (LAW-03): the ledger from which every limit of the matter is worked out.</summary>
internal sealed class PauseRow
{
    /// <summary>The pause's id in the service that decided it.</summary>
    public required Guid Id { get; init; }
    public required string SubjectKind { get; init; }
    public required Guid SubjectId { get; init; }
    public required Guid UnitId { get; init; }
    public required string Reason { get; init; }

    /// <summary>When it took effect, whenever it was heard of.</summary>
    public required DateTimeOffset PausedAt { get; init; }

    /// <summary>Exclusive end; null while the matter stands still.</summary>
    public DateTimeOffset? ResumedAt { get; set; }

    public Domain.Pause Fact => new(Id, Reason, PausedAt, ResumedAt);
}
