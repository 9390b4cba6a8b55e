using System.Runtime.InteropServices;
using Efficiency.Accountability.Profiles;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Efficiency.Accountability.Features.Profiles;

/// <summary>The regulations of the seed's organs and the example, as a start for a unit's own.</summary>
internal static class ListProfiles
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/profiles", Handle).Allow([.. Roles.All]);

    /// <param name="Source">Id of the source in the catalogue, for example <c>S01</c>.</param>
    /// <param name="State"><c>complete</c>, <c>parts</c>, <c>cut</c>, <c>copy</c> or <c>example</c>.</param>
    internal sealed record View(string Name, string Source, string Title, string Organ, string State);

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Key(string Name);

    private static Ok<Page<View>> Handle(PageRequest page)
    {
        var after = page.Cursor<Key>()?.Name;
        var rows = ProfileLibrary.All.Where(p => after is null || string.CompareOrdinal(p.Name, after) > 0).Take(page.Take).ToArray();
        return TypedResults.Ok(Page.Of(rows, page, p => new Key(p.Name), p => new View(p.Name, p.Source, p.Title, p.Organ, p.State)));
    }
}
