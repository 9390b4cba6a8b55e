using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace Efficiency.ServiceDefaults;

/// <summary>The version of an aggregate as a strong entity tag: version 3 is <c>"3"</c>.</summary>
public static class ETags
{
    public static void Set(HttpContext http, int version) => http.Response.Headers.ETag = Of(version);

    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}

/// <summary>
/// The versions that the caller has seen, from <c>If-Match</c>. A parameter of this type makes the header required: 428 without
/// it, 400 where it is no tag of ours (a bare <c>*</c> included: it would overwrite what nobody has read).
/// </summary>
public sealed class IfMatch : IBindableFromHttpContext<IfMatch>, IEndpointParameterMetadataProvider
{
    private readonly string[] _tags;

    private IfMatch(string[] tags) => _tags = tags;

    /// <summary>True where the current version is not among those the caller has seen.</summary>
    public bool Misses(int version) => !_tags.Contains(ETags.Of(version), StringComparer.Ordinal);

    public static ValueTask<IfMatch?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var header = context.Request.Headers.IfMatch;
        if (header.Count == 0)
        {
            throw new RefusedException(CommonRefusals.IfMatchMissing);
        }

        return EntityTagHeaderValue.TryParseStrictList(header, out var parsed) && !parsed.Contains(EntityTagHeaderValue.Any)
            ? ValueTask.FromResult<IfMatch?>(new IfMatch([.. parsed.Where(tag => !tag.IsWeak).Select(tag => tag.Tag.ToString())]))
            : throw new RefusedException(CommonRefusals.IfMatchInvalid);
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new NeedsIfMatch());
}

/// <summary>Lets the API document show the header.</summary>
internal sealed class NeedsIfMatch;
