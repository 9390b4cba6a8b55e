using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Efficiency.ServiceDefaults;

/// <summary>Reads a whole body so that it can be hashed and then bound; the limit holds under every server.</summary>
internal static class RequestBodies
{
    /// <summary>Bytes.</summary>
    public const int Limit = 256 * 1024;

    /// <summary>
    /// What the server itself takes. Beyond it the connection is cut; up to it a body that is too large is still drained, so
    /// that its sender gets to read why it was refused.
    /// </summary>
    public const int ServerLimit = 1024 * 1024;

    /// <summary>Holds the limit for a body that is bound as it streams in.</summary>
    public static void Guard(HttpContext http)
    {
        if (http.Request.ContentLength > Limit)
        {
            throw TooLarge();
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } server)
        {
            server.MaxRequestBodySize = Limit;
        }
    }

    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext http)
    {
        if (http.Request.ContentLength > Limit)
        {
            throw TooLarge();
        }

        var body = new MemoryStream((int)(http.Request.ContentLength ?? 0));
        var chunk = new byte[4096];
        int read;
        while ((read = await http.Request.Body.ReadAsync(chunk, http.RequestAborted)) > 0)
        {
            if (body.Length + read > Limit)
            {
                throw TooLarge();
            }

            body.Write(chunk, 0, read);
        }

        body.Position = 0;
        http.Request.Body = body;
        http.Response.RegisterForDispose(body);
        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }

    private static BadHttpRequestException TooLarge() =>
        new("The body is too large.", StatusCodes.Status413PayloadTooLarge);
}
