using System.Buffers.Text;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Efficiency.ServiceDefaults;

/// <summary>
/// <c>?after=&amp;limit=</c>. Pages go by key, never by offset: rows that arrive meanwhile neither shift nor repeat others.
/// A query filters on <see cref="Cursor{TKey}"/>, orders by the same key and takes <see cref="Take"/> rows.
/// </summary>
/// <param name="After">The opaque <c>next</c> of the page before; null for the first page.</param>
/// <param name="Limit">1..200, 50 by default.</param>
public sealed record PageRequest(string? After, int Limit) : IBindableFromHttpContext<PageRequest>, IEndpointParameterMetadataProvider
{
    public const int MaxLimit = 200;
    public const int DefaultLimit = 50;

    /// <summary>One more than asked for: whether it comes tells whether there is a next page.</summary>
    public int Take => Limit + 1;

    /// <summary>The key after which this page begins; null for the first page. A cursor made elsewhere is refused with 400.</summary>
    public TKey? Cursor<TKey>()
        where TKey : struct
    {
        if (After is null)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<TKey>(Base64Url.DecodeFromChars(After), Json.Options);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new RefusedException(CommonRefusals.PageCursorInvalid);
        }
    }

    /// <summary>The cursor behind a key, as <see cref="Cursor{TKey}"/> reads it.</summary>
    public static string CursorOf<TKey>(TKey key)
        where TKey : struct => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(key, Json.Options));

    public static ValueTask<PageRequest?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var limit = DefaultLimit;
        if (context.Request.Query.TryGetValue("limit", out var asked)
            && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
        {
            throw new RefusedException(CommonRefusals.PageLimitInvalid);
        }

        string? after = context.Request.Query["after"];
        return ValueTask.FromResult<PageRequest?>(new PageRequest(string.IsNullOrEmpty(after) ? null : after, limit));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => builder.Metadata.Add(new IsPaged());
}

/// <param name="Items">At most the limit asked for.</param>
/// <param name="Next">Give it back as <c>after</c>; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

public static class Page
{
    /// <param name="rows">What the query gave for <see cref="PageRequest.Take"/>, in the order of the key.</param>
    /// <param name="page">What was asked for.</param>
    /// <param name="key">The key of a row: a value or a record struct of values.</param>
    public static Page<T> Of<T, TKey>(IReadOnlyList<T> rows, PageRequest page, Func<T, TKey> key)
        where TKey : struct => Of(rows, page, key, row => row);

    /// <summary>As the other, with the view that the caller sees of a row.</summary>
    public static Page<TView> Of<T, TKey, TView>(IReadOnlyList<T> rows, PageRequest page, Func<T, TKey> key, Func<T, TView> view)
        where TKey : struct
    {
        var items = rows.Take(page.Limit).Select(view).ToArray();
        var next = rows.Count > page.Limit
            ? PageRequest.CursorOf(key(rows[page.Limit - 1]))
            : null;
        return new Page<TView>(items, next);
    }
}

/// <summary>Lets the API document show the two parameters.</summary>
internal sealed class IsPaged;
