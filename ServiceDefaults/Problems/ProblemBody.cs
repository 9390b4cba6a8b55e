namespace Efficiency.ServiceDefaults;

/// <summary>RFC 9457 with <c>code</c>, <c>traceId</c> and every error.</summary>
public sealed record ProblemBody
{
    public required string Type { get; init; }
    /// <summary>The same for every occurrence of a status, in the caller's language.</summary>
    public required string Title { get; init; }
    public required int Status { get; init; }
    public required string Detail { get; init; }
    /// <summary>The first refusal's code; <c>several-errors</c> where there are several kinds.</summary>
    public required string Code { get; init; }
    public string? TraceId { get; init; }
    public required IReadOnlyList<ProblemError> Errors { get; init; }
}

/// <param name="Code">Kebab-case and stable.</param>
/// <param name="Rule">The rule that says no; <c>API</c> for a rule of the interface itself.</param>
/// <param name="Field">camelCase JSON path, parameter or header name; null for the whole request.</param>
/// <param name="Message">Chinese.</param>
/// <param name="MessageEn">English.</param>
public sealed record ProblemError(string Code, string Rule, string? Field, string Message, string MessageEn);
