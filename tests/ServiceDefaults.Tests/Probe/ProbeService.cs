using System.Net.Http.Headers;
using Efficiency.Messaging;
using Efficiency.ServiceDefaults.Directory;
using Efficiency.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Efficiency.ServiceDefaults.Tests.Probe;

/// <summary>A tiny service made of ServiceDefaults alone, on a real PostgreSQL and a real broker.</summary>
public sealed class ProbeService : IAsyncLifetime
{
    private string _database = "";
    private string _broker = "";

    internal ProbeIssuer Issuer { get; } = new();

    internal string KeyFolder { get; } = System.IO.Directory.CreateTempSubdirectory("probe-keys-").FullName;

    internal WebApplication App { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Keys.CreateMissing(KeyFolder);
        AuditKeys.CreateMissing(KeyFolder);
        _database = await TestServers.CreateDatabaseAsync("probe");
        _broker = await TestServers.CreateVirtualHostAsync();
        await Issuer.StartAsync();
        await using (var migration = Build("migrate"))
        {
            await migration.RunServiceAsync<ProbeDb>(async (provider, cancellationToken) =>
            {
                var db = provider.GetRequiredService<ProbeDb>();
                await db.Database.ExecuteSqlRawAsync(db.Database.GenerateCreateScript(), cancellationToken);
            });
        }

        App = Build("serve");
        await App.StartAsync();
        // The time is told before any test changes what the gateway would tell.
        await Eventually.AsyncUntil(() => App.Services.GetRequiredService<ClockState>().Known);
    }

    public async Task DisposeAsync()
    {
        await App.StopAsync();
        await App.DisposeAsync();
        await Issuer.DisposeAsync();
        await TestServers.DropVirtualHostAsync(_broker);
        await TestServers.DropDatabaseAsync(_database);
        System.IO.Directory.Delete(KeyFolder, recursive: true);
    }

    /// <summary>A client of the service; without roles it has no token.</summary>
    internal HttpClient Client(params string[] roles) => ClientWith(roles.Length == 0 ? null : Issuer.Token(roles));

    internal HttpClient ClientWith(string? token)
    {
        var client = App.Client();
        if (token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        return client;
    }

    internal async Task<T> InDatabaseAsync<T>(Func<ProbeDb, Task<T>> work)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<ProbeDb>());
    }

    internal Task InDatabaseAsync(Func<ProbeDb, Task> work) => InDatabaseAsync(async db =>
    {
        await work(db);
        return 0;
    });

    internal WebApplication Build(string mode, Action<WebApplication>? map = null, IDictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Mode"] = mode,
            ["ConnectionStrings:probe"] = _database,
            ["ConnectionStrings:rabbitmq"] = _broker,
            ["Auth:Issuer"] = ProbeIssuer.Issuer,
            ["services:gateway:http:0"] = Issuer.Address.AbsoluteUri,
            ["Keys:Folder"] = KeyFolder,
        });
        builder.Configuration.AddInMemoryCollection(settings ?? new Dictionary<string, string?>(StringComparer.Ordinal));
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.AddService<ProbeDb>("probe", messaging => messaging.HandleDirectory().HandlePolicies());
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var app = builder.Build();
        (map ?? (web => ProbeEndpoints.Map(web.MapService("probe"))))(app);
        return app;
    }
}
