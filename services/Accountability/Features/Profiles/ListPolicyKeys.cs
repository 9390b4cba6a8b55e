using System.Runtime.InteropServices;
using System.Text.Json;
using Efficiency.Accountability.Domain;
using Efficiency.ServiceDefaults;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Efficiency.Accountability.Features.Profiles;

/// <summary>What a regulation can set, so that nobody has to guess a key or a value.</summary>
internal static class ListPolicyKeys
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/policy-keys", Handle).Allow([.. Roles.All]);

    /// <param name="Kind">Form of the value, for example <c>whole-number</c>, <c>choices</c> or <c>ladder</c>.</param>
    /// <param name="Allowed">Codes that the value may hold; empty where it is free.</param>
    /// <param name="Min">Inclusive.</param>
    /// <param name="Max">Inclusive.</param>
    /// <param name="Default">What holds where nobody sets the key; null: nothing is stated.</param>
    internal sealed record View(
        string Name,
        string Kind,
        IReadOnlyList<string> Allowed,
        decimal? Min,
        decimal? Max,
        IReadOnlyList<string> Rules,
        JsonElement? Default);

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Key(string Name);

    private static Ok<Page<View>> Handle(PageRequest page)
    {
        var after = page.Cursor<Key>()?.Name;
        var rows = PolicyCatalogue.All.OrderBy(k => k.Name, StringComparer.Ordinal)
            .Where(k => after is null || string.CompareOrdinal(k.Name, after) > 0).Take(page.Take).ToArray();
        return TypedResults.Ok(Page.Of(rows, page, k => new Key(k.Name), k => new View(
            k.Name, k.Shape.Kind, k.Shape.Allowed, k.Shape.Range?.Min, k.Shape.Range?.Max, k.RuleIds, k.Default)));
    }
}
