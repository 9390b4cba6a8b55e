using System.Globalization;
using System.Text.Json;
using Aspire.Hosting.ApplicationModel;

namespace Efficiency.LocalHosting.Suite;

/// <summary>Which port each endpoint has. They are kept, so that addresses survive a restart.</summary>
internal static class PortBook
{
    private const string File = "ports.json";

    /// <exception cref="SuiteException">The port that must be used is taken.</exception>
    public static void Assign(
        IEnumerable<Resource> resources,
        SuiteSettings settings,
        DataFolder data,
        Action<string> say
    )
    {
        var kept = data.Read(File) is { } text ? JsonSerializer.Deserialize<Dictionary<string, int>>(text)! : [];
        var book = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            foreach (var endpoint in resource.Endpoints)
            {
                endpoint.Ports =
                [
                    .. Enumerable
                        .Range(0, resource.Replicas)
                        .Select(replica =>
                        {
                            var key = string.Create(
                                CultureInfo.InvariantCulture,
                                $"{resource.Name}/{endpoint.Name}/{replica}"
                            );
                            int? before = kept.TryGetValue(key, out var port) ? port : null;
                            return book[key] =
                                endpoint.WishedPort is { } wished && replica == 0
                                    ? Wished(key, settings.Port ?? wished, before, settings, book, say)
                                    : Any(before, book);
                        }),
                ];
            }
        }

        data.Replace(File, JsonSerializer.Serialize(book));
    }

    private static int Wished(
        string key,
        int wished,
        int? before,
        SuiteSettings settings,
        SortedDictionary<string, int> book,
        Action<string> say
    )
    {
        if (settings.Port is not null)
        {
            return IsFree(wished, book)
                ? wished
                : throw new SuiteException($"Port {wished} is in use; choose another with EFFICIENCY_PORT.");
        }

        if (before is { } last && IsFree(last, book))
        {
            return last;
        }

        var port = Enumerable
            .Range(wished, 1_000)
            .FirstOrDefault(candidate => candidate < 65_536 && IsFree(candidate, book), Any(null, book));
        if (port != wished)
        {
            say($"Port {wished} is in use by something else; {key.Split('/')[0]} takes {port}.");
        }

        return port;
    }

    private static int Any(int? before, SortedDictionary<string, int> book)
    {
        if (before is { } last && IsFree(last, book))
        {
            return last;
        }

        int port;
        do
        {
            port = FreePorts.Take();
        } while (book.ContainsValue(port));
        return port;
    }

    private static bool IsFree(int port, SortedDictionary<string, int> book) =>
        !book.ContainsValue(port) && FreePorts.IsFree(port);
}
