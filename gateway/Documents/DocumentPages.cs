using System.Text.Json.Nodes;
using Efficiency.Gateway.Issuer;
using Efficiency.Gateway.Suite;
using Efficiency.ServiceDefaults;
using Scalar.AspNetCore;

namespace Efficiency.Gateway.Documents;

/// <summary>The suite's API document at /openapi/v1.json and, for reading, at /docs. Everything comes from this server.</summary>
internal static class DocumentPages
{
    public const string DocumentPath = "/openapi/v1.json";
    public const string PagePath = "/docs";

    /// <summary>The page runs its own script and styles and asks only this server.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; " +
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; " +
        "frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private static readonly string[] Parts = [.. SuiteServices.Names, "gateway"];

    public static bool Owns(PathString path) => path.StartsWithSegments(PagePath, StringComparison.Ordinal);

    public static void MapDocuments(this WebApplication app)
    {
        var issuer = new Uri(app.Configuration["Auth:Issuer"]!);
        var document = new Lazy<string>(() => MergedDocument.Of(Committed(), issuer).ToJsonString(Json.Options));
        app.MapGet(DocumentPath, (HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "public, max-age=300";
                return Results.Text(document.Value, "application/json; charset=utf-8");
            })
            .ExcludeFromDescription()
            .AllowAnyone();
        app.MapScalarApiReference(PagePath, options => options
                .WithTitle("机关效能建设 API")
                .WithOpenApiRoutePattern(DocumentPath)
                .DisableDefaultFonts()
                .DisableTelemetry()
                .DisableAgent()
                .DisableMcp()
                .HideClientButton()
                .HideDeveloperTools()
                .AddPreferredSecuritySchemes(MergedDocument.Scheme)
                .AddClientCredentialsFlow(MergedDocument.Scheme, flow => flow.TokenUrl = IssuerSetup.TokenPath))
            .AllowAnyone();
    }

    /// <summary>The documents that stand committed beside each service, embedded at build.</summary>
    internal static Dictionary<string, JsonObject> Committed()
    {
        var assembly = typeof(DocumentPages).Assembly;
        var parts = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var part in Parts)
        {
            using var stream = assembly.GetManifestResourceStream($"openapi/{part}.json");
            if (stream is not null)
            {
                parts.Add(part, JsonNode.Parse(stream)!.AsObject());
            }
        }
        return parts;
    }
}
