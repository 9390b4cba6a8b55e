using Microsoft.AspNetCore.Http;

namespace Efficiency.ServiceDefaults;

/// <summary>Reads a whole body so that it can be hashed and then bound; the limit holds under every server.</summary>
internal static class RequestBodies
{
    /// <summary>Bytes.</summary>
    public const int Limit = 256 * 1024;

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
