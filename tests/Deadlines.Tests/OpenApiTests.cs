using System.Text.Json.Nodes;

namespace Efficiency.Deadlines.Tests;

public sealed class OpenApiTests(DeadlinesFixture fixture) : IClassFixture<DeadlinesFixture>
{
    [Fact]
    public async Task Document_is_the_committed_one()
    {
        using var client = fixture.Service.ClientWith(null);
        var document = JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!;

        Snapshot.ShouldMatch(document, "services/Deadlines/openapi/deadlines.json");
    }
}
