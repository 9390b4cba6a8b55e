using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Efficiency.ServiceDefaults;

/// <summary>The OpenAPI 3.1 document of a service at <c>/openapi/v1.json</c>: the committed file is compared with it.</summary>
internal static class ServiceDocument
{
    public const string Problem = "Problem";
    public const string Bearer = "bearer";

    public static void AddServiceDocument(this IServiceCollection services, string service) =>
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<ApiVersion>().Any();
            options.CreateSchemaReferenceId = type =>
                OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null ? null : NameOf(type.Type);
            options.AddSchemaTransformer(DescribeAsync);
            options.AddOperationTransformer(DocumentedOperation.DescribeAsync);
            options.AddDocumentTransformer((document, context, cancellationToken) =>
                DescribeAsync(document, context, service, cancellationToken));
        });

    /// <summary>Features call their records Request and View; the document needs to tell them apart.</summary>
    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return NameOf(value);
        }

        var name = type.DeclaringType?.Name + type.Name;
        return type.IsGenericType
            ? name[..name.IndexOf('`', StringComparison.Ordinal)] + "Of" + string.Join("And", type.GetGenericArguments().Select(NameOf))
            : name;
    }

    private static Task DescribeAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo.Type;
        var value = Nullable.GetUnderlyingType(type) ?? type;
        if (value == typeof(decimal))
        {
            schema.Format = "decimal";
        }
        else if (value == typeof(DateTimeOffset))
        {
            // Our own converter hides the type from the exporter.
            schema.Type = value == type ? JsonSchemaType.String : JsonSchemaType.String | JsonSchemaType.Null;
            schema.Format = "date-time";
        }

        return Task.CompletedTask;
    }

    private static async Task DescribeAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, string service, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = $"Efficiency: {service}", Version = "1" };
        // Where it runs is not part of the promise; the committed document must be the same everywhere.
        document.Servers?.Clear();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" },
        };
        document.AddComponent(Problem, await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancellationToken));
        LoosenAnswers(document);
    }

    /// <summary>
    /// Requests refuse unknown members, and what is missing is told by the feature, all at once; answers may gain members in
    /// a later release, so the document must not say that there are no others.
    /// </summary>
    private static void LoosenAnswers(OpenApiDocument document)
    {
        var requests = new HashSet<string>(StringComparer.Ordinal);
        var bodies = document.Paths.Values
            .SelectMany(path => path.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>())
            .SelectMany(operation => operation.RequestBody?.Content?.Values ?? Enumerable.Empty<OpenApiMediaType>());
        foreach (var body in bodies)
        {
            Collect(body.Schema, requests);
        }

        foreach (var (name, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal))
        {
            Visit(schema, requests.Contains(name));
        }
    }

    private static void Collect(IOpenApiSchema? schema, HashSet<string> names)
    {
        if (schema is null || (schema is OpenApiSchemaReference { Reference.Id: { } id } && !names.Add(id)))
        {
            return;
        }

        foreach (var part in Parts(schema))
        {
            Collect(part, names);
        }
    }

    private static void Visit(IOpenApiSchema? schema, bool request)
    {
        // A reference leads to a component, which is visited by its own name.
        if (schema is not OpenApiSchema own)
        {
            return;
        }

        if (request)
        {
            own.Required?.ExceptWith(
                [.. (own.Properties ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal))
                    .Where(property => IsNullable(property.Value)).Select(property => property.Key)]);
        }
        else
        {
            own.AdditionalPropertiesAllowed = true;
        }

        foreach (var part in Parts(own))
        {
            Visit(part, request);
        }
    }

    private static bool IsNullable(IOpenApiSchema schema) =>
        schema.Type?.HasFlag(JsonSchemaType.Null) == true
        || (schema.OneOf ?? []).Any(option => option.Type?.HasFlag(JsonSchemaType.Null) == true);

    private static IEnumerable<IOpenApiSchema?> Parts(IOpenApiSchema schema) =>
        (schema.Properties?.Values ?? Enumerable.Empty<IOpenApiSchema>())
            .Concat(schema.OneOf ?? []).Concat(schema.AllOf ?? []).Concat(schema.AnyOf ?? [])
            .Append(schema.Items)
            .Append(schema.AdditionalProperties);
}
