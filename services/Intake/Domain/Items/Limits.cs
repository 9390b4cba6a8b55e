using Efficiency.Contracts;
using Efficiency.Contracts.Intake;

namespace Efficiency.Intake.Domain.Items;

/// <summary>A limit as the author of an item writes it; what he leaves open is filled by the rules.</summary>
internal sealed record LimitDraft(LimitKind Kind, int Amount, LimitUnit Unit, string? Basis);

/// <summary>Which limits an item has: the law's, and a promise that may only be stricter than the law.</summary>
internal static class Limits
{
    /// <summary>TL-09, AMB-08: own limit of a management or service item, in working days, both ends inclusive.</summary>
    public const int OwnMinimum = 1;
    public const int OwnMaximum = 15;

    /// <summary>LAW-02: a licence is decided within 20 working days of acceptance.</summary>
    public const int LicenceWorkingDays = 20;

    /// <summary>Every reason why these limits can't be an item's; empty where they can.</summary>
    public static IReadOnlyList<Refusal> Check(ItemKind kind, IReadOnlyList<LimitDraft> drafts)
    {
        var refusals = new List<Refusal>();
        for (var i = 0; i < drafts.Count; i++)
        {
            if (drafts[i].Amount < 1)
            {
                refusals.Add(Refusals.LimitNotPositive with { Field = $"limits[{i}].amount" });
            }
            if (drafts.Take(i).Any(earlier => earlier.Kind == drafts[i].Kind))
            {
                refusals.Add(Refusals.LimitTwice with { Field = $"limits[{i}].kind" });
            }
        }
        var statutory = Find(drafts, LimitKind.Statutory);
        var promised = Find(drafts, LimitKind.Promised);
        if (statutory is { Draft.Basis: null } && !IsLicenceDefault(kind, statutory.Value.Draft))
        {
            refusals.Add(Refusals.StatutoryLimitWithoutBasis with { Field = $"limits[{statutory.Value.Index}].basis" });
        }
        if (promised is { } promise)
        {
            refusals.AddRange(CheckPromise(kind, statutory?.Draft, promise.Draft, promise.Index));
        }
        return refusals;
    }

    /// <summary>The limits that run on a case of the item. The drafts have passed <see cref="Check"/>.</summary>
    public static IReadOnlyList<LimitPromise> Effective(ItemKind kind, IReadOnlyList<LimitDraft> drafts)
    {
        var statutory = StatutoryOf(kind, Find(drafts, LimitKind.Statutory)?.Draft);
        var promised = Find(drafts, LimitKind.Promised)?.Draft;
        if (statutory is null)
        {
            // AMB-08: an item without a limit of its own gets the longest that the rule allows.
            promised ??= new LimitDraft(LimitKind.Promised, OwnMaximum, LimitUnit.WorkingDays, null);
            return [Promise(promised, "TL-09")];
        }
        return promised is null
            ? [Promise(statutory, "LAW-02")]
            : [Promise(statutory, "LAW-02"), Promise(promised, "TL-04")];
    }

    private static IEnumerable<Refusal> CheckPromise(ItemKind kind, LimitDraft? given, LimitDraft promise, int index)
    {
        var statutory = StatutoryOf(kind, given);
        if (statutory is null)
        {
            if (promise.Unit != LimitUnit.WorkingDays)
            {
                yield return Refusals.OwnLimitInWorkingDays with { Field = $"limits[{index}].unit" };
            }
            else if (promise.Amount > OwnMaximum)
            {
                yield return Refusals.OwnLimitTooLong(OwnMinimum, OwnMaximum) with { Field = $"limits[{index}].amount" };
            }
        }
        else if (promise.Unit != statutory.Unit)
        {
            // Whether 30 calendar days are longer than 20 working days depends on the calendar: such a promise
            // could turn out laxer than the law.
            yield return Refusals.PromiseInAnotherUnit(Code.Of(statutory.Unit)) with { Field = $"limits[{index}].unit" };
        }
        else if (promise.Amount > statutory.Amount)
        {
            yield return Refusals.PromiseLaxerThanLaw(statutory.Amount, Code.Of(statutory.Unit)) with
            {
                Field = $"limits[{index}].amount",
            };
        }
    }

    /// <summary>A licence has a statutory limit whether its author writes one or not (LAW-02).</summary>
    private static LimitDraft? StatutoryOf(ItemKind kind, LimitDraft? given) =>
        given ?? (kind == ItemKind.AdministrativeLicence
            ? new LimitDraft(LimitKind.Statutory, LicenceWorkingDays, LimitUnit.WorkingDays, "LAW-02")
            : null);

    private static bool IsLicenceDefault(ItemKind kind, LimitDraft limit) =>
        kind == ItemKind.AdministrativeLicence
        && limit is { Unit: LimitUnit.WorkingDays, Amount: <= LicenceWorkingDays };

    private static (LimitDraft Draft, int Index)? Find(IReadOnlyList<LimitDraft> drafts, LimitKind kind)
    {
        for (var i = 0; i < drafts.Count; i++)
        {
            if (drafts[i].Kind == kind)
            {
                return (drafts[i], i);
            }
        }
        return null;
    }

    private static LimitPromise Promise(LimitDraft limit, string basis) => new()
    {
        Kind = Code.Of(limit.Kind),
        Amount = limit.Amount,
        Unit = Code.Of(limit.Unit),
        Basis = limit.Basis ?? basis,
    };
}
