using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Efficiency.Contracts;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Efficiency.ServiceDefaults;

/// <summary>
/// What an exception means to a caller. Wrong input and an unreachable database or issuer are answers; the rest is a bug:
/// 500, logged with its stack, and nothing of it shown.
/// </summary>
internal sealed partial class ExceptionProblems(IProblemDetailsService problems, ILogger<ExceptionProblems> logger)
    : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
        {
            http.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            return true;
        }

        var refusals = Refusals(http, exception);
        if (refusals[0] == CommonRefusals.Unexpected)
        {
            logger.LogError(exception, "{Method} {Path} failed", http.Request.Method, http.Request.Path);
        }
        else if (refusals[0] == CommonRefusals.Unavailable)
        {
            logger.LogWarning("{Method} {Path} was turned away: {Reason}",
                http.Request.Method, http.Request.Path, exception.Message);
        }

        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = http,
            Exception = exception,
            ProblemDetails = new RefusalProblem { Refusals = refusals },
        });
    }

    private static IReadOnlyList<Refusal> Refusals(HttpContext http, Exception exception) => exception switch
    {
        RefusedException refused => refused.Refusals,
        BadHttpRequestException bad => [OfRequest(bad)],
        DbUpdateConcurrencyException => [http.Request.Headers.IfMatch.Count > 0
            ? CommonRefusals.Stale
            : CommonRefusals.ChangedMeanwhile],
        _ => [OfInfrastructure(exception)],
    };

    private static Refusal OfRequest(BadHttpRequestException exception)
    {
        if (exception.StatusCode != StatusCodes.Status400BadRequest)
        {
            return CommonRefusals.OfStatus(exception.StatusCode);
        }

        if (exception.InnerException is JsonException json)
        {
            var field = json.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;
            return json switch
            {
                // The reader's own exception is inside: the text is not JSON at all.
                { InnerException: JsonException } => CommonRefusals.MalformedJson,
                _ when UnmappedMember().Match(json.Message) is { Success: true } match =>
                    CommonRefusals.UnknownMember(field ?? match.Groups["name"].Value),
                _ => CommonRefusals.MalformedValue(field),
            };
        }

        if (FailedParameter().Match(exception.Message) is { Success: true } failed)
        {
            return CommonRefusals.MalformedValue(failed.Groups["name"].Value);
        }

        return MissingParameter().Match(exception.Message) is { Success: true } missing
            ? CommonRefusals.Required(missing.Groups["name"].Value)
            : CommonRefusals.MalformedRequest;
    }

    private static Refusal OfInfrastructure(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException!)
        {
            switch (cause)
            {
                // The database is the last guard of the business keys: whoever came second in a race ends here.
                case PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ExclusionViolation }:
                    return CommonRefusals.AlreadyRecorded;
                case NpgsqlException { IsTransient: true } or IssuerUnreachableException or SocketException or TimeoutException:
                    return CommonRefusals.Unavailable;
                // Starting, shutting down, no connection free: the database is there but not for us, now.
                case PostgresException { SqlState: ['5', '7', 'P', ..] or ['5', '3', ..] }:
                    return CommonRefusals.Unavailable;
                default:
                    break;
            }
        }

        return CommonRefusals.Unexpected;
    }

    [GeneratedRegex("The JSON property '(?<name>[^']*)' could not be mapped", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnmappedMember();

    [GeneratedRegex("^Failed to bind parameter \"\\S+ (?<name>\\w+)\" from", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FailedParameter();

    [GeneratedRegex("^Required parameter \"\\S+ (?<name>\\w+)\" was not provided", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MissingParameter();
}
