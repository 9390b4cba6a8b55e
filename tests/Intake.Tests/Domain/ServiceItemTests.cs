using Efficiency.Intake.Domain;
using Efficiency.Intake.Domain.Items;

namespace Efficiency.Intake.Tests.Domain;

/// <summary>OG-13, OG-14, OG-15.</summary>
public sealed class ServiceItemTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 21, 1, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Item_moves_along_its_table_and_no_other_way() => Edges.Of(ServiceItem.Lifecycle).ShouldBe(
    [
        // OG-13: a draft is proposed, then made public by somebody else (OG-14, OG-15).
        "draft submit submitted OG-13",
        "submitted publish published OG-15",
        // The version before is kept, no longer public.
        "published supersede superseded OG-15",
    ]);

    [Fact]
    public void Draft_is_not_published_before_it_is_submitted()
    {
        var item = Draft();
        item.Publish("staff:b", Now)!.Code.ShouldBe("item-cannot-be-published");
        item.PublishedVersion.ShouldBeNull();
        item.Version.ShouldBe(1);
    }

    [Fact]
    public void Author_does_not_publish_his_own_item()
    {
        var item = Draft();
        item.Submit("staff:b", Now).ShouldBeNull();
        var refusal = item.Publish("staff:a", Now)!;
        refusal.Code.ShouldBe("publisher-is-author");
        refusal.RuleId.ShouldBe("OG-14");
        item.Publish("staff:b", Now).ShouldBeNull();
        item.PublishedVersion.ShouldBe(1);
    }

    [Fact]
    public void Next_version_waits_until_the_one_before_is_public_and_then_supersedes_it()
    {
        var item = Draft();
        item.DraftNext(Content("二"), "staff:a", Now)!.Code.ShouldBe("item-version-unfinished");
        item.Submit("staff:a", Now);
        item.DraftNext(Content("二"), "staff:a", Now)!.Code.ShouldBe("item-version-unfinished");
        item.Publish("staff:b", Now);

        item.DraftNext(Content("二"), "staff:a", Now).ShouldBeNull();
        item.PublishedVersion.ShouldBe(1, "the old version stays public until the new one is");
        item.Submit("staff:a", Now).ShouldBeNull();
        item.Publish("staff:b", Now).ShouldBeNull();

        item.PublishedVersion.ShouldBe(2);
        item.Versions.Select(version => (version.Number, version.Status, version.Name)).ShouldBe(
            [(1, ItemStatus.Superseded, "一"), (2, ItemStatus.Published, "二")]);
        item.Version.ShouldBe(6);
    }

    private static ServiceItem Draft() => ServiceItem.Draft(
        Guid.CreateVersion7(), Guid.CreateVersion7(), "x-1", ItemKind.ManagementService, Content("一"), "staff:a", Now);

    private static ItemContent Content(string name) => new() { Name = name, Materials = [], Limits = [] };
}
