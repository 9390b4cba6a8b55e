using System.Text.Json.Nodes;
using Efficiency.Gateway.Issuer;

namespace Efficiency.Gateway.Documents;

/// <summary>One OpenAPI 3.1 document of several. Pure: the same parts always give the same document.</summary>
internal static class MergedDocument
{
    /// <summary>As the services' documents call it; here it also says where tokens come from.</summary>
    public const string Scheme = "bearer";

    private const string SchemaReference = "#/components/schemas/";

    /// <summary>
    /// Paths are put together and must not collide. A schema that every part which has it defines alike, and that more than
    /// one part has, keeps its name; any other is called after its part, so that two services' <c>CaseView</c> stay apart and
    /// no name depends on what other services are called.
    /// </summary>
    /// <param name="parts">By name of the service, for example <c>intake</c>.</param>
    /// <param name="issuer">External address of the suite.</param>
    public static JsonObject Of(IReadOnlyDictionary<string, JsonObject> parts, Uri issuer)
    {
        var shared = SharedSchemas(parts.Values);
        var paths = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        var schemas = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
        foreach (var (service, part) in parts.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            string Rename(string schema) => shared.Contains(schema) ? schema : Pascal(service) + schema;
            foreach (var (name, schema) in Schemas(part))
            {
                schemas.TryAdd(Rename(name), Rewritten(schema!, Rename));
            }
            foreach (var (path, item) in part["paths"]?.AsObject() ?? [])
            {
                if (!paths.TryAdd(path, Tagged(path, Rewritten(item!, Rename).AsObject())))
                {
                    throw new InvalidOperationException($"Two services document the path {path}.");
                }
            }
        }

        paths.Add(IssuerSetup.TokenPath, TokenRequest());
        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject { ["title"] = "机关效能建设 API", ["version"] = "1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = issuer.AbsoluteUri.TrimEnd('/') }),
            ["tags"] = new JsonArray([
                .. paths.Keys.Select(TagOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
                    .Select(tag => new JsonObject { ["name"] = tag })]),
            ["paths"] = Object(paths),
            ["components"] = new JsonObject
            {
                ["schemas"] = Object(schemas),
                ["securitySchemes"] = new JsonObject { [Scheme] = ClientCredentials(issuer) },
            },
        };
    }

    private static HashSet<string> SharedSchemas(IEnumerable<JsonObject> parts) =>
    [
        .. parts.SelectMany(Schemas)
            .GroupBy(schema => schema.Key, StringComparer.Ordinal)
            .Where(same => same.Count() > 1 && same.Skip(1).All(other => JsonNode.DeepEquals(other.Value, same.First().Value)))
            .Select(same => same.Key),
    ];

    private static JsonObject Schemas(JsonObject part) => part["components"]?["schemas"]?.AsObject() ?? [];

    private static JsonNode Rewritten(JsonNode node, Func<string, string> rename)
    {
        var copy = node.DeepClone();
        Rewrite(copy, rename);
        return copy;
    }

    private static void Rewrite(JsonNode? node, Func<string, string> rename)
    {
        if (node is JsonArray array)
        {
            foreach (var entry in array)
            {
                Rewrite(entry, rename);
            }
        }
        else if (node is JsonObject item)
        {
            foreach (var (name, value) in item.ToArray())
            {
                if (value is JsonValue text && text.TryGetValue<string>(out var reference) &&
                    reference.StartsWith(SchemaReference, StringComparison.Ordinal))
                {
                    // "$ref", or a discriminator's mapping.
                    item[name] = SchemaReference + rename(reference[SchemaReference.Length..]);
                }
                else
                {
                    Rewrite(value, rename);
                }
            }
        }
    }

    private static JsonObject Tagged(string path, JsonObject item)
    {
        foreach (var (_, operation) in item)
        {
            if (operation is JsonObject described && described.ContainsKey("responses"))
            {
                described["tags"] = new JsonArray(TagOf(path));
            }
        }
        return item;
    }

    /// <summary>The second step of /api/{name}/v1/...; the token belongs to identity.</summary>
    private static string TagOf(string path) =>
        path.StartsWith("/api/", StringComparison.Ordinal) ? path.Split('/')[2] : "identity";

    /// <summary>OAuth's own endpoint, which no service documents.</summary>
    private static JsonObject TokenRequest() => JsonNode.Parse("""
        {
          "post": {
            "tags": ["identity"],
            "summary": "An access token for a client (OAuth 2.0 client credentials); HTTP Basic is taken as well",
            "requestBody": {
              "required": true,
              "content": {
                "application/x-www-form-urlencoded": {
                  "schema": {
                    "type": "object",
                    "required": ["grant_type", "client_id", "client_secret"],
                    "properties": {
                      "grant_type": { "type": "string", "const": "client_credentials" },
                      "client_id": { "type": "string" },
                      "client_secret": { "type": "string" }
                    }
                  }
                }
              }
            },
            "responses": {
              "200": {
                "description": "A signed JWT for ten minutes",
                "content": {
                  "application/json": {
                    "schema": {
                      "type": "object",
                      "required": ["access_token", "token_type", "expires_in"],
                      "properties": {
                        "access_token": { "type": "string" },
                        "token_type": { "type": "string", "const": "Bearer" },
                        "expires_in": { "type": "integer", "description": "Seconds" }
                      }
                    }
                  }
                }
              },
              "default": {
                "description": "An OAuth error (RFC 6749, section 5.2); 429 is a problem",
                "content": {
                  "application/json": {
                    "schema": {
                      "type": "object",
                      "required": ["error"],
                      "properties": { "error": { "type": "string" }, "error_description": { "type": "string" } }
                    }
                  }
                }
              }
            }
          }
        }
        """)!.AsObject();

    private static JsonObject ClientCredentials(Uri issuer) => new()
    {
        ["type"] = "oauth2",
        ["flows"] = new JsonObject
        {
            ["clientCredentials"] = new JsonObject
            {
                ["tokenUrl"] = new Uri(issuer, "connect/token").AbsoluteUri,
                ["scopes"] = new JsonObject(),
            },
        },
    };

    private static JsonObject Object(SortedDictionary<string, JsonNode> entries) =>
        new(entries.Select(entry => KeyValuePair.Create<string, JsonNode?>(entry.Key, entry.Value)));

    private static string Pascal(string service) => char.ToUpperInvariant(service[0]) + service[1..];
}
