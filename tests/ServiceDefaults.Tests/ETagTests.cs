using System.Net;
using System.Text;
using Efficiency.ServiceDefaults.Tests.Probe;

namespace Efficiency.ServiceDefaults.Tests;

public sealed class ETagTests(ProbeService probe) : IClassFixture<ProbeService>
{
    // If-Match of a PUT on version 1 → status and code
    [Theory]
    [InlineData(null, HttpStatusCode.PreconditionRequired, "if-match-missing")]
    [InlineData("\"0\"", HttpStatusCode.PreconditionFailed, "stale")]
    [InlineData("\"2\"", HttpStatusCode.PreconditionFailed, "stale")]
    [InlineData("W/\"1\"", HttpStatusCode.PreconditionFailed, "stale")] // weak tags never match strongly
    [InlineData("*", HttpStatusCode.BadRequest, "if-match-invalid")] // would overwrite what nobody has read
    [InlineData("1", HttpStatusCode.BadRequest, "if-match-invalid")]
    [InlineData("\"1\"", HttpStatusCode.OK, null)]
    [InlineData("\"7\", \"1\"", HttpStatusCode.OK, null)] // one of several
    public async Task A_change_needs_the_version_that_the_caller_has_seen(string? tag, HttpStatusCode status, string? code)
    {
        var (client, address) = await CreateAsync();

        var response = await PutAsync(client, address, tag);

        if (code is not null)
        {
            (await response.ProblemAsync(status)).Code.ShouldBe(code);
            (await client.GetAsync(address)).Headers.ETag!.Tag.ShouldBe("\"1\"");
        }
        else
        {
            response.StatusCode.ShouldBe(status);
            response.Headers.ETag!.Tag.ShouldBe("\"2\"");
            (await client.GetAsync(address)).Headers.ETag!.Tag.ShouldBe("\"2\"");
        }
    }

    [Fact]
    public async Task Of_two_changes_of_one_version_one_is_stale()
    {
        var (client, address) = await CreateAsync();

        var responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PutAsync(client, address, "\"1\"")));

        responses.Count(response => response.StatusCode == HttpStatusCode.OK).ShouldBe(1);
        responses.Count(response => response.StatusCode == HttpStatusCode.PreconditionFailed).ShouldBe(7);
    }

    private async Task<(HttpClient Client, Uri Address)> CreateAsync()
    {
        var client = probe.Client(Roles.Handler);
        var created = await client.PostAsync("things", ProbeClient.Thing(Guid.CreateVersion7().ToString("N")[^20..]));
        return (client, created.Headers.Location!);
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient client, Uri address, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, address)
        {
            Content = new StringContent("""{"name":null}""", Encoding.UTF8, "application/json"),
        };
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        return await client.SendAsync(request);
    }
}
