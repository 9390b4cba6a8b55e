using System.Text.Json;
using Efficiency.ServiceDefaults.Tests.Probe;

namespace Efficiency.ServiceDefaults.Tests;

public sealed class PolicyTests(ProbeService probe) : IClassFixture<ProbeService>
{
    [Fact]
    public async Task The_nearest_unit_with_a_version_in_force_decides()
    {
        var (city, department, section, other) =
            (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await probe.InDatabaseAsync(async db =>
        {
            db.AddRange(Units.Of(city, null), Units.Of(department, city), Units.Of(section, department), Units.Of(other, null));
            db.AddRange(
                Version(city, 1, new DateOnly(2026, 1, 1), 1),
                Version(city, 2, new DateOnly(2026, 9, 1), 2),
                Version(department, 1, new DateOnly(2026, 6, 1), 3),
                Version(department, 2, new DateOnly(2026, 6, 1), 4), // replaces the one of the same day
                Version(department, 3, new DateOnly(2027, 1, 1), 5));
            await db.SaveChangesAsync();
        });

        // unit, day → value; null: none in force
        (Guid Unit, DateOnly Day, int? Value)[] cases =
        [
            (city, new DateOnly(2025, 12, 31), null),
            (city, new DateOnly(2026, 1, 1), 1), // the first day counts
            (city, new DateOnly(2026, 8, 31), 1),
            (city, new DateOnly(2026, 9, 1), 2),
            (department, new DateOnly(2026, 5, 31), 1), // the city's, as it has none yet
            (department, new DateOnly(2026, 10, 9), 4), // its own, though the city's is newer
            (section, new DateOnly(2026, 10, 9), 4), // the department's
            (section, new DateOnly(2027, 1, 1), 5),
            (other, new DateOnly(2026, 10, 9), null),
            (Guid.CreateVersion7(), new DateOnly(2026, 10, 9), null), // not heard of
        ];
        foreach (var (unit, day, value) in cases)
        {
            var policy = await probe.InDatabaseAsync(db => Policies.AtAsync(db, unit, day));
            policy.Int("Lights.YellowWorkingDays").ShouldBe(value, $"{day}");
            (policy.Id is null).ShouldBe(value is null);
            policy.Has("FI").ShouldBe(value is not null);
        }
    }

    [Fact]
    public void Values_have_types_and_defaults()
    {
        var values = new PolicyValues(Guid.CreateVersion7(), ["FI"], JsonSerializer.SerializeToElement(new
        {
            whole = 3, exact = 0.1m, text = "working-days", amount = "-2.5", flag = true, nothing = (string?)null, list = new[] { 1, 2 },
        }));

        values.Int("whole", 1).ShouldBe(3);
        values.Int("missing", 1).ShouldBe(1);
        values.Decimal("exact", 0).ShouldBe(0.1m);
        values.Decimal("amount").ShouldBe(-2.5m);
        values.Decimal("missing").ShouldBeNull();
        values.Text("text", "").ShouldBe("working-days");
        values.Text("nothing", "default").ShouldBe("default");
        values.Flag("flag", otherwise: false).ShouldBeTrue();
        values.Find("list")!.Value.GetArrayLength().ShouldBe(2);
        values.Has("OT").ShouldBeFalse();
        Should.Throw<InvalidOperationException>(() => values.Int("text", 1)); // the register is wrong: never a guess
    }

    private static PolicyVersion Version(Guid unit, int number, DateOnly from, int value) => new()
    {
        Id = Guid.CreateVersion7(),
        UnitId = unit,
        Number = number,
        DocumentNumber = "〔2026〕1号",
        InForceFrom = from,
        Regimes = ["FI"],
        Values = JsonSerializer.SerializeToElement(new Dictionary<string, int>(StringComparer.Ordinal) { ["Lights.YellowWorkingDays"] = value }),
    };
}
