using System.Text.RegularExpressions;
using Efficiency.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Efficiency.Architecture.Tests;

public sealed partial class ModelTests
{
    // Table → why nobody asks for its rows by unit.
    private static readonly Dictionary<string, string> ReadOtherwise = new(StringComparer.Ordinal)
    {
        ["pause"] = "read with the matter that stands still",
    };

    public static TheoryData<string> Hosts => new(Binaries.Hosts.Select(host => host.GetName().Name!.Split('.')[^1]));

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Migrations_are_up_to_date(string host) => With(host, db =>
        db.Database.HasPendingModelChanges().ShouldBeFalse($"{host} needs a migration"));

    // Every list is asked for by unit, and scope is a set of units.
    [Theory]
    [MemberData(nameof(Hosts))]
    public void Rows_of_a_unit_are_found_by_index(string host) => With(host, db => Tables(db)
        .Where(table => table.FindProperty("UnitId") is not null && !IsDirectory(table))
        .Where(table => !table.GetKeys().SelectMany(key => key.Properties).Concat(table.GetIndexes().SelectMany(index => index.Properties))
            .Any(property => property.Name is "UnitId"))
        .Select(table => table.GetTableName()!)
        .Where(table => !ReadOtherwise.ContainsKey(table))
        .ShouldBeEmpty());

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Versions_are_concurrency_tokens(string host) => With(host, db => Tables(db)
        .Select(table => table.FindProperty("Version"))
        .OfType<IProperty>()
        .Where(version => version.ClrType == typeof(int) && !version.IsConcurrencyToken && !version.IsKey())
        .Select(version => version.DeclaringType.DisplayName())
        .ShouldBeEmpty());

    [Theory]
    [MemberData(nameof(Hosts))]
    public void Tables_and_columns_are_snake_case(string host) => With(host, db => Tables(db)
        .SelectMany(table => table.GetProperties().Select(property => property.GetColumnName()).Prepend(table.GetTableName()!))
        .Where(name => !Snake().IsMatch(name))
        .ShouldBeEmpty());

    // Points and shares are decimals and instants have a zone: neither may lose what it was.
    [Theory]
    [MemberData(nameof(Hosts))]
    public void Columns_lose_nothing(string host) => With(host, db => Tables(db)
        .SelectMany(table => table.GetProperties())
        .Where(property => property.GetColumnType() is "real" or "double precision" or "timestamp without time zone" or "money")
        .Select(property => $"{property.DeclaringType.DisplayName()}.{property.Name}")
        .ShouldBeEmpty());

    /// <summary>The directory is looked up by post and person; its lists are short.</summary>
    private static bool IsDirectory(IEntityType table) =>
        table.ClrType.Namespace is "Efficiency.ServiceDefaults.Directory";

    private static IEnumerable<IEntityType> Tables(DbContext db) => db.Model.GetEntityTypes()
        .Where(type => type.GetTableName() is not null && type.ClrType.Namespace?.StartsWith("Efficiency.", StringComparison.Ordinal) == true
            && type.ClrType.Assembly != typeof(ServiceDbContext).Assembly);

    private static void With(string host, Action<DbContext> check)
    {
        if (EntryPoints.ServicesOf(Binaries.Of(host)) is not { } services)
        {
            return;
        }

        using var scope = services.CreateScope();
        if (scope.ServiceProvider.GetService<ServiceDbContext>() is { } db)
        {
            check(db);
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(_[a-z0-9]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Snake();
}
