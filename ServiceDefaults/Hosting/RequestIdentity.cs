using Efficiency.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Efficiency.ServiceDefaults;

/// <summary>The version of an API; answered in the header <c>API-Version</c>.</summary>
internal sealed record ApiVersion(string Text);

/// <summary>Tells the unit of work who acts, answers the version of the API, and keeps reads from being tracked.</summary>
internal sealed class RequestIdentity(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http, Caller caller, SaveContext save)
    {
        caller.Read(http.User);
        save.Actor = caller.Actor;
        if (http.GetEndpoint()?.Metadata.GetMetadata<ApiVersion>() is { } version)
        {
            // Written late, so that a problem, which clears the headers, has it as well.
            http.Response.OnStarting(static state =>
            {
                var (response, text) = ((HttpResponse, string))state;
                response.Headers["API-Version"] = text;
                return Task.CompletedTask;
            }, (http.Response, version.Text));
            if (HttpMethods.IsGet(http.Request.Method))
            {
                http.RequestServices.GetRequiredService<ServiceDbContext>()
                    .ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
            }
            else if (!HttpMethods.IsPost(http.Request.Method))
            {
                RequestBodies.Guard(http);
            }
        }

        return next(http);
    }
}
