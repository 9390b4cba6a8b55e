using System.Text.Json;

namespace Efficiency.Intake.Tests;

[Collection(IntakeCollection.Name)]
public sealed class DocumentTests(IntakeService intake)
{
    [Fact]
    public async Task Api_document_is_the_committed_one()
    {
        var document = await intake.Service.ClientWith(null).GetStringAsync("/openapi/v1.json");
        Snapshots.Match(
            "services/Intake/openapi/intake.json",
            JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(document), Snapshots.Indented));
    }
}
