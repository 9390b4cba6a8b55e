using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Efficiency.ServiceDefaults;

public static class ProblemHosting
{
    /// <summary>JSON and problems of the suite.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="texts">The assemblies whose embedded <c>Resources/refusals.json</c> hold the texts.</param>
    public static void AddProblems(this IHostApplicationBuilder builder, params Assembly[] texts)
    {
        builder.Services.AddSingleton(new RefusalTexts(texts));
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ExceptionProblems>();
        builder.Services.Configure<JsonOptions>(options => Json.Configure(options.SerializerOptions));
        // Binding errors become exceptions everywhere, not in Development only, so that they are written like all others.
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
    }

    /// <summary>First in the pipeline: exceptions and bare statuses become problems.</summary>
    public static void UseProblems(this IApplicationBuilder app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages();
    }
}
