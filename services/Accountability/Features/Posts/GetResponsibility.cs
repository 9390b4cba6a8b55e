using Efficiency.Accountability.Persistence;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.Accountability.Features.Posts;

/// <summary>Who was responsible for a post at an instant, now or as it was believed at another instant (AB-08, AMB-12).</summary>
internal static class GetResponsibility
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/posts/{id:guid}/responsibility", HandleAsync).Allow([.. Roles.All]);

    /// <param name="StaffId">Null where nobody was.</param>
    /// <param name="Capacity"><c>holder</c>, <c>stand-in</c>, <c>third</c> or <c>section-head</c>.</param>
    internal sealed record View(
        Guid PostId, DateTimeOffset At, DateTimeOffset? AsKnownAt, Guid? StaffId, string? StaffName, string Capacity);

    private static async Task<Results<Ok<View>, ProblemHttpResult>> HandleAsync(
        Guid id,
        DateTimeOffset? at,
        DateTimeOffset? asKnownAt,
        AccountabilityDb db,
        BusinessClock clock,
        CancellationToken cancellationToken)
    {
        var instant = (at ?? clock.Now).ToUniversalTime();
        var knownAt = asKnownAt?.ToUniversalTime();
        var duty = await DutyHistory.ReadAsync(db, id, instant, instant, knownAt, cancellationToken);
        if (duty is null)
        {
            return Problems.NotFound("id");
        }
        var responsible = duty.At(instant);
        var name = await db.Staff.Where(s => s.Id == responsible.StaffId).Select(s => s.Name)
            .SingleOrDefaultAsync(cancellationToken);
        return TypedResults.Ok(new View(id, instant, knownAt, responsible.StaffId, name, responsible.Capacity));
    }
}
