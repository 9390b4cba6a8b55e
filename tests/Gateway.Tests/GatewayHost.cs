using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Efficiency.Gateway.Tests;

/// <summary>A gateway on a real server and port.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    public const string Issuer = "http://gateway.test:8080";

    private readonly Factory _factory;

    private GatewayHost(Factory factory, Uri address)
    {
        _factory = factory;
        Address = address;
        Http = NewClient();
    }

    public Uri Address { get; }

    /// <summary>Without a token.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _factory.Services;

    public LogLines Log => _factory.Log;

    public static GatewayHost Start(
        GatewayStore store,
        IEnumerable<KeyValuePair<string, string>>? settings = null,
        string environment = "Development",
        Action<IServiceCollection>? configure = null)
    {
        var all = store.Settings();
        // The limits of the door would slow the tests of everything else.
        all["Limits:AnonymousPerSecond"] = "1000";
        all["Limits:AnonymousBurst"] = "1000";
        foreach (var (key, value) in settings ?? [])
        {
            all[key] = value;
        }
        var factory = new Factory(all, environment, configure);
        factory.UseKestrel(0);
        factory.StartServer();
        var address = factory.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new GatewayHost(factory, new Uri(address));
    }

    public ValueTask DisposeAsync()
    {
        Http.Dispose();
        return _factory.DisposeAsync();
    }

    public Task<HttpResponseMessage> AskForTokenAsync(string clientId, string? secret, string grant = "client_credentials")
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal) { ["grant_type"] = grant, ["client_id"] = clientId };
        if (secret is not null)
        {
            form["client_secret"] = secret;
        }
        return Http.PostAsync(new Uri("/connect/token", UriKind.Relative), new FormUrlEncodedContent(form));
    }

    public async Task<string> TokenAsync(string clientId = "administrator", string secret = GatewayStore.AdministratorSecret)
    {
        using var response = await AskForTokenAsync(clientId, secret);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        response.IsSuccessStatusCode.ShouldBeTrue(body.ToString());
        return body.GetProperty("access_token").GetString()!;
    }

    /// <summary>A client of the gateway's API with the first administrator's token, or the given one.</summary>
    public async Task<HttpClient> SignedInAsync(string? token = null)
    {
        var client = NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token ?? await TokenAsync());
        return client;
    }

    public async Task<(string ClientId, string Secret)> RegisterAsync(string[] roles, Guid[]? units = null, Guid? staff = null)
    {
        using var administrator = await SignedInAsync();
        var name = Guid.CreateVersion7().ToString();
        using var response = await administrator.PostOnceAsync(
            "/api/identity/v1/clients", new { name, roles, unitIds = units ?? [], staffId = staff });
        var body = await response.Content.ReadFromJsonAsync<JsonElement>();
        response.IsSuccessStatusCode.ShouldBeTrue(body.ToString());
        return (body.GetProperty("clientId").GetString()!, body.GetProperty("clientSecret").GetString()!);
    }

    private HttpClient NewClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, ActivityHeadersPropagator = null }) { BaseAddress = Address };

    private sealed class Factory(
        Dictionary<string, string> settings,
        string environment,
        Action<IServiceCollection>? configure) : WebApplicationFactory<Program>
    {
        public LogLines Log { get; } = new();

        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseContentRoot(AppContext.BaseDirectory);
            builder.UseEnvironment(environment);
            foreach (var (key, value) in settings)
            {
                builder.UseSetting(key, value);
            }
            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Log));
            builder.ConfigureServices(services => configure?.Invoke(services));
        }
    }
}

internal static class HttpClientCalls
{
    /// <summary>A POST under a fresh Idempotency-Key, or the given one.</summary>
    public static async Task<HttpResponseMessage> PostOnceAsync(
        this HttpClient client,
        string path,
        object? body,
        string? key = null,
        string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
        request.Headers.Add("Idempotency-Key", key ?? Guid.CreateVersion7().ToString());
        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }
        return await client.SendAsync(request);
    }

    public static async Task<JsonElement> ReadJsonAsync(this HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>();

    /// <summary>The <c>code</c> of a problem; checks that it is one.</summary>
    public static async Task<string> ProblemCodeAsync(this HttpResponseMessage response)
    {
        (response.Content.Headers.ContentType?.MediaType).ShouldBe("application/problem+json");
        var body = await response.ReadJsonAsync();
        body.GetProperty("traceId").GetString()!.Length.ShouldBe(32);
        body.GetProperty("status").GetInt32().ShouldBe((int)response.StatusCode);
        return body.GetProperty("code").GetString()!;
    }
}
