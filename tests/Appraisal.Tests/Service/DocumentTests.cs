using System.Text.Json.Nodes;

namespace Efficiency.Appraisal.Tests;

/// <summary>What the API promises stands in a committed document; a change of it is seen in a review.</summary>
public sealed class DocumentTests(AppraisalService appraisal) : IClassFixture<AppraisalService>
{
    [Fact]
    public async Task Committed_document_is_what_the_service_serves()
    {
        using var client = appraisal.Service.ClientWith(null);
        var document = await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        Snapshot.ShouldMatch("services/Appraisal/openapi/appraisal.json", JsonNode.Parse(document)!);
    }
}
