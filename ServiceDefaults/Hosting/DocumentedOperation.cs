using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Efficiency.ServiceDefaults;

/// <summary>What the joints add to an operation: its name, headers, pages, roles and problems.</summary>
internal static class DocumentedOperation
{
    public static Task DescribeAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.OperationId ??= NameOf(metadata.OfType<MethodInfo>().LastOrDefault());
        operation.Parameters ??= [];
        if (metadata.OfType<IsPaged>().Any())
        {
            Add(operation, "after", ParameterLocation.Query, new OpenApiSchema { Type = JsonSchemaType.String });
            Add(operation, "limit", ParameterLocation.Query, new OpenApiSchema
            {
                Type = JsonSchemaType.Integer,
                Minimum = "1",
                Maximum = PageRequest.MaxLimit.ToString(CultureInfo.InvariantCulture),
                Default = JsonValue.Create(PageRequest.DefaultLimit),
            });
        }

        if (metadata.OfType<NeedsIfMatch>().Any())
        {
            Add(operation, "If-Match", ParameterLocation.Header, new OpenApiSchema { Type = JsonSchemaType.String });
        }

        if (HttpMethods.IsPost(context.Description.HttpMethod ?? ""))
        {
            Add(operation, Idempotency.Header, ParameterLocation.Header, new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                MinLength = 1,
                MaxLength = 128,
            });
        }

        if (metadata.OfType<AccessRule>().LastOrDefault() is { Anyone: false } rule)
        {
            operation.Security =
            [
                new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ServiceDocument.Bearer, context.Document)] = [] },
            ];
            operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
            operation.Extensions["x-roles"] =
                new JsonNodeExtension(new JsonArray([.. rule.Roles.Select(role => JsonValue.Create(role))]));
        }

        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A problem: RFC 9457 with every error at once.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/problem+json"] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchemaReference(ServiceDocument.Problem, context.Document),
                },
            },
        };
        return Task.CompletedTask;
    }

    /// <summary>A feature's own name, <c>registerContact</c>; with the method's where the feature has several.</summary>
    private static string? NameOf(MethodInfo? handler)
    {
        if (handler?.DeclaringType is not { } feature || feature.GetCustomAttribute<CompilerGeneratedAttribute>() is not null
            || handler.Name.Contains('<', StringComparison.Ordinal))
        {
            return null;
        }

        var act = handler.Name.EndsWith("Async", StringComparison.Ordinal) ? handler.Name[..^5] : handler.Name;
        var name = string.Equals(act, "Handle", StringComparison.Ordinal) ? feature.Name : feature.Name + act;
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>Headers are required where they are shown, page parameters never.</summary>
    private static void Add(OpenApiOperation operation, string name, ParameterLocation place, OpenApiSchema schema) =>
        operation.Parameters!.Add(new OpenApiParameter
        {
            Name = name,
            In = place,
            Required = place == ParameterLocation.Header,
            Schema = schema,
        });
}
