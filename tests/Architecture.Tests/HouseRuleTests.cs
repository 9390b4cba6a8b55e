using System.Xml.Linq;

namespace Efficiency.Architecture.Tests;

public sealed class HouseRuleTests
{
    // Business time comes from BusinessClock, technical time from TimeProvider, ids from the application.
    [Theory]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTime.Today")]
    [InlineData("P:System.DateTimeOffset.Now")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("M:System.Guid.NewGuid")]
    [InlineData("M:System.Threading.Thread.Sleep(System.Int32)")]
    [InlineData("M:System.Threading.Thread.Sleep(System.TimeSpan)")]
    public void Symbol_is_banned(string symbol) =>
        File.ReadAllLines(Repository.PathOf("BannedSymbols.txt"))
            .ShouldContain(line => line.StartsWith($"{symbol};", StringComparison.Ordinal));

    [Fact]
    public void Ban_and_warnings_as_errors_hold_in_every_project()
    {
        var properties = XDocument.Load(Repository.PathOf("Directory.Build.props"));
        properties.Descendants("TreatWarningsAsErrors").Select(element => element.Value).ShouldBe(["true"]);
        properties.Descendants("AdditionalFiles").Select(element => element.Attribute("Include")!.Value)
            .ShouldContain(include => include.EndsWith("BannedSymbols.txt", StringComparison.Ordinal));
        properties.Descendants("PackageReference").Select(element => element.Attribute("Include")!.Value)
            .ShouldContain(include => include == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
    }

    [Fact]
    public void Nobody_lifts_the_ban() =>
        new[] { "Contracts", "Messaging", "ServiceDefaults", "LocalHosting", "AppHost", "gateway", "services", "tests", "bench" }
            .SelectMany(folder => Repository.Files(folder, ".cs"))
            .Where(file => !string.Equals(file.Name, nameof(HouseRuleTests), StringComparison.Ordinal)
                && file.Read().Contains("RS0030", StringComparison.Ordinal))
            .Select(file => file.Path)
            .ShouldBeEmpty();

    [Fact]
    public void Package_versions_stand_once()
    {
        foreach (var project in Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories))
        {
            XDocument.Load(project).Descendants("PackageReference")
                .Where(reference => reference.Attribute("Version") is not null)
                .ShouldBeEmpty(project);
        }
    }
}
