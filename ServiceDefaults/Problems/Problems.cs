using Efficiency.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Efficiency.ServiceDefaults;

/// <summary>Refusals as HTTP results. Status and words are filled in when the result is written.</summary>
public static class Problems
{
    /// <summary>All refusals in one answer; 400 if any of them is an input error.</summary>
    public static ProblemHttpResult From(params IReadOnlyList<Refusal> refusals) => Write(refusals, retryAfter: null);

    /// <summary>404, also where the caller may not know that it exists.</summary>
    public static ProblemHttpResult NotFound(string? field = null) => From(CommonRefusals.NotFound(field));

    /// <summary>403: role, unit or ownership.</summary>
    public static ProblemHttpResult Forbidden() => From(CommonRefusals.NotAllowed);

    /// <summary>409 <c>not-yet-known</c> with Retry-After: what <paramref name="field"/> names has not arrived by event yet.</summary>
    public static ProblemHttpResult NotYetKnown(string field) => Write([CommonRefusals.NotYetKnown(field)], retryAfter: 1);

    /// <summary>412: the version in If-Match is not the current one.</summary>
    public static ProblemHttpResult Stale() => From(CommonRefusals.Stale);

    /// <summary>Writes a refusal from a middleware, where no result can be returned.</summary>
    public static Task WriteAsync(HttpContext http, params IReadOnlyList<Refusal> refusals) => From(refusals).ExecuteAsync(http);

    private static ProblemHttpResult Write(IReadOnlyList<Refusal> refusals, int? retryAfter) => refusals.Count > 0
        ? TypedResults.Problem(new RefusalProblem { Refusals = refusals, RetryAfter = retryAfter })
        : throw new ArgumentException("A problem needs at least one refusal.", nameof(refusals));
}
