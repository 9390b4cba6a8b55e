using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Efficiency.EndToEnd.Tests;

/// <summary>One span as some process of the suite reported it.</summary>
internal sealed record CollectedSpan(string Service, string TraceId, string Name);

/// <summary>Receives traces over OTLP (HTTP, protobuf), as an operations team's collector would.</summary>
internal sealed class TraceCollector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TraceCollector(WebApplication app) => _app = app;

    public ConcurrentQueue<CollectedSpan> Spans { get; } = new();

    public string Address => _app.Urls.Single();

    public static async Task<TraceCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var collector = new TraceCollector(builder.Build());
        collector._app.MapPost("/v1/traces", collector.ReceiveAsync);
        collector._app.MapPost("/v1/{other}", () => Results.Ok());
        await collector._app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        Fields(body.ToArray(), (field, resourceSpans) => ReadResource(field, resourceSpans));
        return Results.Bytes([], "application/x-protobuf");
    }

    // ExportTraceServiceRequest.resource_spans = 1
    private void ReadResource(int field, byte[] content)
    {
        if (field != 1)
        {
            return;
        }
        var service = "";
        Fields(content, (inner, bytes) =>
        {
            // ResourceSpans.resource = 1, its attributes = 1
            if (inner == 1)
            {
                Fields(bytes, (attribute, keyValue) => service = attribute == 1 ? ServiceName(keyValue) ?? service : service);
            }
        });
        Fields(content, (inner, bytes) =>
        {
            // ResourceSpans.scope_spans = 2, its spans = 2
            if (inner == 2)
            {
                Fields(bytes, (scope, span) =>
                {
                    if (scope == 2)
                    {
                        Spans.Enqueue(ReadSpan(service, span));
                    }
                });
            }
        });
    }

    private static string? ServiceName(byte[] keyValue)
    {
        string key = "", value = "";
        Fields(keyValue, (field, bytes) =>
        {
            if (field == 1)
            {
                key = System.Text.Encoding.UTF8.GetString(bytes);
            }
            else
            {
                // AnyValue.string_value = 1
                Fields(bytes, (inner, text) => value = inner == 1 ? System.Text.Encoding.UTF8.GetString(text) : value);
            }
        });
        return key == "service.name" ? value : null;
    }

    // Span.trace_id = 1, name = 5
    private static CollectedSpan ReadSpan(string service, byte[] span)
    {
        string trace = "", name = "";
        Fields(span, (field, bytes) =>
        {
            trace = field == 1 ? Convert.ToHexStringLower(bytes) : trace;
            name = field == 5 ? System.Text.Encoding.UTF8.GetString(bytes) : name;
        });
        return new(service, trace, name);
    }

    /// <summary>Calls back for each length-delimited field and passes over the others.</summary>
    private static void Fields(byte[] message, Action<int, byte[]> read)
    {
        var input = new CodedInputStream(message);
        for (var tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                read(WireFormat.GetTagFieldNumber(tag), input.ReadBytes().ToByteArray());
            }
            else
            {
                input.SkipLastField();
            }
        }
    }
}
