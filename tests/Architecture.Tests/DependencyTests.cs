using System.Xml.Linq;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.xUnit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Efficiency.Architecture.Tests;

public sealed class DependencyTests
{
    private const string Domain = @"^Efficiency\.\w+\.Domain(\.|$)";

    // Rules of the regime are read and tested without a database, a web server or a bus.
    [Fact]
    public void Domain_knows_System_and_Contracts_only() => Check(
        Types().That().ResideInNamespaceMatching(Domain)
            // OnlyDependOn looks at the loaded assemblies alone and would let every package pass.
            .Should().NotDependOnAny(Types(true).That()
                .DoNotResideInNamespaceMatching(Domain)
                .And().DoNotResideInNamespaceMatching(@"^Efficiency\.Contracts(\.|$)")
                .And().DoNotResideInNamespaceMatching(@"^System(\.|$)")
                // Attributes that the compiler itself puts on types.
                .And().DoNotResideInNamespaceMatching(@"^Microsoft\.CodeAnalysis$")));

    [Fact]
    public void Domain_does_no_input_or_output() => Check(
        Types().That().ResideInNamespaceMatching(Domain)
            .Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching(@"^System\.(Net|Data|IO|Diagnostics\.Process)(\.|$)")));

    // A consumer's only answers are done, early, or a fault: refusing is for the front door.
    [Fact]
    public void Consumers_know_no_HTTP() => Check(
        Types().That().ResideInNamespaceMatching(@"^Efficiency\.\w+\.Consumers(\.|$)")
            .Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching(@"^Microsoft\.AspNetCore\.(Http|Mvc|Routing)(\.|$)")));

    [Fact]
    public void Features_and_consumers_know_no_broker() => Check(
        Types().That().ResideInNamespaceMatching(@"^Efficiency\.\w+\.(Domain|Features|Consumers|Persistence)(\.|$)")
            .Should().NotDependOnAny(Types(true).That().ResideInNamespaceMatching(@"^(MassTransit|RabbitMQ)(\.|$)")));

    [Fact]
    public void Services_do_not_reference_each_other()
    {
        var names = Binaries.Hosts.Select(host => host.GetName().Name!).ToHashSet(StringComparer.Ordinal);
        foreach (var host in Binaries.Hosts)
        {
            host.GetReferencedAssemblies().Select(reference => reference.Name!)
                .Where(reference => names.Contains(reference) && !string.Equals(reference, host.GetName().Name, StringComparison.Ordinal))
                .ShouldBeEmpty(host.GetName().Name);
        }
    }

    [Fact]
    public void Shared_libraries_reference_no_service()
    {
        var names = Binaries.Hosts.Select(host => host.GetName().Name!).ToHashSet(StringComparer.Ordinal);
        foreach (var library in Binaries.Shared)
        {
            library.GetReferencedAssemblies().Select(reference => reference.Name!).Where(names.Contains)
                .ShouldBeEmpty(library.GetName().Name);
        }
    }

    // The compiler drops a reference that no code uses, so the project files are read too.
    [Theory]
    [InlineData("Contracts/Contracts.csproj", new string[0])]
    [InlineData("Messaging/Messaging.csproj", new[] { "Contracts" })]
    [InlineData("ServiceDefaults/ServiceDefaults.csproj", new[] { "Messaging", "Contracts" })]
    [InlineData("services/Intake/Intake.csproj", new[] { "ServiceDefaults", "Messaging", "Contracts" })]
    [InlineData("services/Deadlines/Deadlines.csproj", new[] { "ServiceDefaults", "Messaging", "Contracts" })]
    [InlineData("services/Accountability/Accountability.csproj", new[] { "ServiceDefaults", "Messaging", "Contracts" })]
    [InlineData("services/Appraisal/Appraisal.csproj", new[] { "ServiceDefaults", "Messaging", "Contracts" })]
    [InlineData("gateway/Gateway.csproj", new[] { "ServiceDefaults", "Messaging", "Contracts" })]
    public void Project_references_only(string project, string[] allowed) =>
        XDocument.Load(Repository.PathOf(project)).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))
            .Except(allowed, StringComparer.Ordinal)
            .ShouldBeEmpty(project);

    // A service that has no such types yet breaks no rule about them.
    private static void Check(TypesShouldConjunction rule) =>
        rule.WithoutRequiringPositiveResults().Check(Binaries.Architecture);
}
