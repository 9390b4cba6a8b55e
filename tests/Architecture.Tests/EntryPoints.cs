using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Efficiency.Architecture.Tests;

/// <summary>
/// Runs the real <c>Program</c> of a host up to its <c>Build()</c> and hands out the services that it registered. Nothing
/// starts, and no address below is ever called.
/// </summary>
internal static class EntryPoints
{
    private static readonly ConcurrentDictionary<Assembly, Lazy<IServiceProvider?>> Built = new();

    private static readonly AsyncLocal<Capture?> Current = new();

    static EntryPoints() => DiagnosticListener.AllListeners.Subscribe(new Listeners());

    /// <summary>Null for a program that builds no host yet.</summary>
    public static IServiceProvider? ServicesOf(Assembly host) =>
        Built.GetOrAdd(host, assembly => new Lazy<IServiceProvider?>(() => Build(assembly))).Value;

    private static IServiceProvider? Build(Assembly assembly)
    {
        var capture = new Capture();
        Current.Value = capture;
        try
        {
            var main = assembly.EntryPoint!;
            main.Invoke(null, main.GetParameters().Length == 0 ? [] : [Arguments(Binaries.ServiceName(assembly))]);
        }
        catch (TargetInvocationException exception) when (exception.InnerException is HostAbortedException)
        {
            // Thrown below: the program may not go on to start.
        }
        finally
        {
            Current.Value = null;
        }

        return capture.Host?.Services;
    }

    private static string[] Arguments(string service) =>
    [
        "--environment=Development",
        "--Mode=migrate",
        "--Auth:Issuer=http://127.0.0.1:1/",
        "--services:gateway:http:0=http://127.0.0.1:1",
        "--Database:Endpoint=tcp://127.0.0.1:1",
        $"--Database:Name={service}",
        $"--Database:Username={service}",
        "--Database:Password=unused",
        $"--ConnectionStrings:{service}=Host=127.0.0.1;Port=1;Database={service};Username={service};Password=unused",
        "--ConnectionStrings:rabbitmq=amqp://guest:guest@127.0.0.1:1",
        $"--Keys:Folder={Path.Combine(Path.GetTempPath(), "efficiency-architecture-keys")}",
    ];

    private sealed class Capture
    {
        public IHost? Host { get; set; }
    }

    private sealed class Listeners : IObserver<DiagnosticListener>
    {
        public void OnNext(DiagnosticListener value)
        {
            if (value.Name is "Microsoft.Extensions.Hosting")
            {
                value.Subscribe(new Hosts());
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }

    private sealed class Hosts : IObserver<KeyValuePair<string, object?>>
    {
        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key is "HostBuilt" && Current.Value is { } capture)
            {
                capture.Host = (IHost)value.Value!;
                throw new HostAbortedException();
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }
    }
}
