using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Efficiency.Gateway.Tests;

/// <summary>Stands in for one copy of a service and keeps what it was asked.</summary>
internal sealed class FakeService : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeService(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    public ConcurrentQueue<Received> Requests { get; } = new();

    /// <summary>Answers under /api; 200 with the body <c>{}</c> where not set.</summary>
    public Func<HttpContext, Task>? Answer { get; set; }

    public bool Ready { get; set; } = true;

    public string[] Busy { get; set; } = [];

    public bool HasBusinessRows { get; set; }

    public bool TakesClock { get; set; } = true;

    /// <summary>Every offset that was pushed.</summary>
    public ConcurrentQueue<long> Offsets { get; } = new();

    public int QuietAsked { get; private set; }

    public static async Task<FakeService> StartAsync(Func<HttpContext, Task>? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var service = new FakeService(app) { Answer = answer };
        app.MapGet("/health/ready", () => service.Ready ? Results.Ok() : Results.StatusCode(503));
        app.MapGet("/internal/quiet", () =>
        {
            service.QuietAsked++;
            return new { quiet = service.Busy.Length == 0, reasons = service.Busy, hasBusinessRows = service.HasBusinessRows };
        });
        app.MapPut("/internal/clock", (Pushed pushed) =>
        {
            if (!service.TakesClock)
            {
                return Results.StatusCode(503);
            }
            service.Offsets.Enqueue(pushed.OffsetTicks);
            return Results.NoContent();
        });
        app.Map("/{**path}", service.HandleAsync);
        await app.StartAsync();
        service.Address = new Uri(app.Urls.Single());
        return service;
    }

    /// <summary>An address that nobody listens at.</summary>
    public static async Task<Uri> NowhereAsync()
    {
        await using var gone = await StartAsync();
        return gone.Address;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        Requests.Enqueue(new Received(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body));
        if (Answer is { } answer)
        {
            await answer(context);
        }
        else
        {
            await context.Response.WriteAsJsonAsync(new { });
        }
    }

    internal sealed record Received(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

    private sealed record Pushed(long OffsetTicks);
}
