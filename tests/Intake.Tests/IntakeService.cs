using Efficiency.Contracts.Accountability;
using Efficiency.TestKit;

namespace Efficiency.Intake.Tests;

/// <summary>The service on a real database and broker, for all tests of this project; each test takes an organ of its own.</summary>
public sealed class IntakeService : IAsyncLifetime
{
    public ServiceUnderTest<Program> Service { get; private set; } = null!;

    public async Task InitializeAsync() => Service = await ServiceUnderTest<Program>.StartAsync("intake");

    public async Task DisposeAsync() => await Service.DisposeAsync();

    /// <summary>A department with one section and its people, told by Accountability's events.</summary>
    internal async Task<Organ> OrganAsync()
    {
        var organ = new Organ(this);
        var since = new DateOnly(2020, 1, 1);
        await ReceiveAsync(organ.DepartmentId, new UnitRegistered
        {
            UnitId = organ.DepartmentId,
            Kind = "department",
            Code = "D",
            Name = "测试局",
            ValidFrom = since,
        });
        await ReceiveAsync(organ.SectionId, new UnitRegistered
        {
            UnitId = organ.SectionId,
            ParentId = organ.DepartmentId,
            Kind = "section",
            Code = "S",
            Name = "受理科",
            ValidFrom = since,
        });
        await ReceiveAsync(organ.PostId, new PostRegistered
        {
            PostId = organ.PostId,
            UnitId = organ.SectionId,
            Code = "P1",
            Name = "经办岗",
            Kind = "handler",
        });
        return organ;

        Task ReceiveAsync<TEvent>(Guid id, TEvent message)
            where TEvent : class =>
            Service.ReceiveAsync(message, id, 1, organ.DepartmentId, ServiceUnderTest<Program>.Start.AddYears(-1));
    }
}

[CollectionDefinition(Name)]
public sealed class IntakeCollection : ICollectionFixture<IntakeService>
{
    public const string Name = "intake";
}
