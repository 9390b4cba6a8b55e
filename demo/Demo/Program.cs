using Efficiency.Demo;

// Usage: Efficiency.Demo GATEWAY CLIENT-ID; the client's secret comes from EFFICIENCY_CLIENT_SECRET.
var secret = Environment.GetEnvironmentVariable("EFFICIENCY_CLIENT_SECRET");
if (args is not [var gateway, var clientId] || !Uri.TryCreate(gateway, UriKind.Absolute, out var address) || string.IsNullOrEmpty(secret))
{
    await Console.Error.WriteLineAsync(
        "Usage: EFFICIENCY_CLIENT_SECRET=… Efficiency.Demo GATEWAY CLIENT-ID, for example http://127.0.0.1:8080 administrator");
    return 64;
}
using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
try
{
    await new MainCase(http, new SuiteClient(http, clientId, secret), new Narrator(Console.Out)).TellAsync();
    return 0;
}
catch (Exception e) when (e is RefusedException or HttpRequestException or StoryException)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
