using Efficiency.Gateway.Documents;

namespace Efficiency.Gateway.Limits;

/// <summary>
/// The same protective headers on every answer, the services' included. No answer allows another origin: CORS stays closed.
/// </summary>
internal sealed class SecurityHeaders(RequestDelegate next, IConfiguration configuration)
{
    /// <summary>Answers are data: nothing in them may be run, framed or embedded.</summary>
    private const string DataOnly = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private readonly bool _https =
        configuration["Auth:Issuer"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true;

    public Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(_https ? SetWithTransportSecurity : Set, context.Response);
        return next(context);
    }

    private static readonly Func<object, Task> Set = static state =>
    {
        var response = (HttpResponse)state;
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy = DocumentPages.Owns(response.HttpContext.Request.Path)
            ? DocumentPages.ContentSecurityPolicy
            : DataOnly;
        if (headers.CacheControl.Count == 0)
        {
            headers.CacheControl = "no-store";
        }
        return Task.CompletedTask;
    };

    private static readonly Func<object, Task> SetWithTransportSecurity = static state =>
    {
        ((HttpResponse)state).Headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        return Set(state);
    };
}
