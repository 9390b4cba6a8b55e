using Efficiency.Contracts;
using Microsoft.AspNetCore.Mvc;

namespace Efficiency.ServiceDefaults;

/// <summary>Carries refusals to <see cref="ProblemWriter"/>, which alone knows their status and words.</summary>
internal sealed class RefusalProblem : ProblemDetails
{
    public required IReadOnlyList<Refusal> Refusals { get; init; }

    /// <summary>Seconds.</summary>
    public int? RetryAfter { get; init; }
}

/// <summary>Leaves parameter binding, where no result can be returned; becomes the same problem as a returned refusal.</summary>
internal sealed class RefusedException(params Refusal[] refusals) : Exception(refusals[0].Code)
{
    public IReadOnlyList<Refusal> Refusals { get; } = refusals;
}
