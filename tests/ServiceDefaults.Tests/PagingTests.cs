using Efficiency.ServiceDefaults.Tests.Probe;
using Microsoft.EntityFrameworkCore;

namespace Efficiency.ServiceDefaults.Tests;

public sealed class PagingTests(ProbeService probe) : IClassFixture<ProbeService>
{
    [Fact]
    public async Task Rows_that_arrive_between_pages_neither_repeat_nor_hide_others()
    {
        using var client = probe.Client();
        var before = await AddAsync(25);
        var seen = new List<Guid>();
        string? next = null;
        do
        {
            var page = await PageAsync(client, 10, next);
            page.Items.Count.ShouldBeLessThanOrEqualTo(10);
            seen.AddRange(page.Items.Select(thing => thing.Id));
            next = page.Next;
            if (seen.Count == 10)
            {
                await AddAsync(5);
            }
        }
        while (next is not null);

        seen.ShouldBe(seen.Distinct());
        seen.Order().ShouldBe(seen);
        before.ShouldBeSubsetOf(seen);
    }

    [Fact]
    public async Task A_page_that_holds_exactly_the_rest_is_the_last()
    {
        using var client = probe.Client();
        await probe.InDatabaseAsync(db => db.Things.ExecuteDeleteAsync());
        await AddAsync(4);

        var first = await PageAsync(client, 2, null);
        var second = await PageAsync(client, 2, first.Next);

        first.Next.ShouldNotBeNull();
        second.Items.Count.ShouldBe(2);
        second.Next.ShouldBeNull();
    }

    [Fact]
    public void A_cursor_holds_any_value_and_shows_none()
    {
        var key = new Key(new DateOnly(2026, 10, 9), Guid.CreateVersion7());

        new PageRequest(PageRequest.CursorOf(key), 1).Cursor<Key>().ShouldBe(key);
        PageRequest.CursorOf(key).ShouldNotContain("2026");
    }

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    internal readonly record struct Key(DateOnly Day, Guid Id);

    private async Task<Guid[]> AddAsync(int count)
    {
        var things = Enumerable.Range(0, count)
            .Select(_ => new Thing { Id = Guid.CreateVersion7(), Name = Guid.CreateVersion7().ToString() })
            .ToArray();
        await probe.InDatabaseAsync(async db =>
        {
            db.AddRange(things.Cast<object>());
            await db.SaveChangesAsync();
        });
        return Array.ConvertAll(things, thing => thing.Id);
    }

    private static async Task<Page<ProbeEndpoints.ThingView>> PageAsync(HttpClient client, int limit, string? after) =>
        await (await client.GetAsync($"{ProbeClient.Root}things?limit={limit}&after={after}"))
            .BodyAsync<Page<ProbeEndpoints.ThingView>>();
}
