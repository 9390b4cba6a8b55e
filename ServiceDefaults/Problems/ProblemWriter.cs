using System.Diagnostics;
using System.Globalization;
using Efficiency.Contracts;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Efficiency.ServiceDefaults;

/// <summary>
/// Writes every error of the service: refusals of features, errors of binding, bare 401/403/404 and exceptions all pass
/// here, so that there is one shape, one place for the status and one for the language.
/// </summary>
internal sealed class ProblemWriter(RefusalTexts texts) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => !context.HttpContext.Response.HasStarted;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var problem = context.ProblemDetails as RefusalProblem;
        IReadOnlyList<Refusal> refusals = problem?.Refusals
            ?? [CommonRefusals.OfStatus(context.ProblemDetails.Status ?? http.Response.StatusCode)];
        var status = texts.StatusOf(refusals);
        var english = PrefersEnglish(http.Request);

        http.Response.StatusCode = status;
        http.Response.Headers.ContentLanguage = english ? "en" : "zh-CN";
        http.Response.Headers.Vary = HeaderNames.AcceptLanguage;
        http.Response.Headers.CacheControl = "no-store";
        if ((problem?.RetryAfter ?? (status == 503 ? 2 : null)) is { } seconds)
        {
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (HttpMethods.IsHead(http.Request.Method))
        {
            return;
        }

        await http.Response.WriteAsJsonAsync(
            Body(refusals, status, english),
            Json.Options,
            "application/problem+json; charset=utf-8",
            http.RequestAborted);
    }

    private ProblemBody Body(IReadOnlyList<Refusal> refusals, int status, bool english)
    {
        var code = refusals.All(refusal => string.Equals(refusal.Code, refusals[0].Code, StringComparison.Ordinal)) ? refusals[0].Code : "several-errors";
        var errors = refusals
            .Select(refusal => new ProblemError(
                refusal.Code, refusal.RuleId, refusal.Field, texts.Chinese(refusal), texts.English(refusal)))
            .ToArray();
        return new ProblemBody
        {
            Type = "urn:problem-type:efficiency:" + code,
            Title = texts.Title(status, english),
            Status = status,
            Detail = string.Join(
                english ? " " : "",
                errors.Select(error => english ? error.MessageEn : error.Message).Distinct(StringComparer.Ordinal)),
            Code = code,
            TraceId = Activity.Current?.TraceId.ToHexString(),
            Errors = errors,
        };
    }

    private static bool PrefersEnglish(HttpRequest request)
    {
        var languages = request.GetTypedHeaders().AcceptLanguage;
        var first = languages.Count == 0 ? null : languages.MaxBy(language => language.Quality ?? 1);
        return first?.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true;
    }
}
