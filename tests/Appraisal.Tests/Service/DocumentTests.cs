using System.Text.Json;
using System.Text.Json.Nodes;

namespace Efficiency.Appraisal.Tests;

/// <summary>What the API promises stands in a committed document; a change of it is seen in a review.</summary>
public sealed class DocumentTests(AppraisalService appraisal) : IClassFixture<AppraisalService>
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public async Task Committed_document_is_what_the_service_serves()
    {
        using var client = appraisal.Service.ClientWith(null);
        var served = JsonNode.Parse(await client.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative)))!
            .ToJsonString(Indented) + "\n";
        var path = Path.Combine(Root(), "services", "Appraisal", "openapi", "appraisal.json");
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllTextAsync(path, served);
        }

        (await File.ReadAllTextAsync(path)).ShouldBe(served, "Run with UPDATE_SNAPSHOTS=1 and commit the document.");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Efficiency.sln")))
        {
            folder = folder.Parent!;
        }

        return folder.FullName;
    }
}
