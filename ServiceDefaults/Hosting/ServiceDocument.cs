using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Efficiency.ServiceDefaults;

/// <summary>The OpenAPI 3.1 document of a service at <c>/openapi/v1.json</c>: the committed file is compared with it.</summary>
internal static class ServiceDocument
{
    private const string Problem = "Problem";

    public static void AddServiceDocument(this IServiceCollection services, string service) =>
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = description => description.ActionDescriptor.EndpointMetadata.OfType<ApiVersion>().Any();
            options.AddDocumentTransformer((document, context, cancellationToken) => DescribeAsync(document, context, service, cancellationToken));
            options.AddOperationTransformer(DescribeAsync);
            options.AddSchemaTransformer((schema, context, _) =>
            {
                if (context.JsonTypeInfo.Type == typeof(decimal) || context.JsonTypeInfo.Type == typeof(decimal?))
                {
                    schema.Format = "decimal";
                }

                return Task.CompletedTask;
            });
        });

    private static async Task DescribeAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, string service, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo { Title = $"Efficiency: {service}", Version = "1" };
        // Where it runs is not part of the promise; the committed document must be the same everywhere.
        document.Servers?.Clear();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            ["bearer"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" },
        };
        document.AddComponent(Problem, await context.GetOrCreateSchemaAsync(typeof(ProblemBody), null, cancellationToken));
    }

    private static Task DescribeAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        if (metadata.OfType<IsPaged>().Any())
        {
            Drop(operation, "page");
            operation.Parameters.Add(Parameter("after", ParameterLocation.Query, JsonSchemaType.String, required: false));
            operation.Parameters.Add(Parameter("limit", ParameterLocation.Query, JsonSchemaType.Integer, required: false));
        }

        if (metadata.OfType<NeedsIfMatch>().Any())
        {
            Drop(operation, "ifMatch");
            operation.Parameters.Add(Parameter("If-Match", ParameterLocation.Header, JsonSchemaType.String, required: true));
        }

        if (HttpMethods.IsPost(context.Description.HttpMethod ?? ""))
        {
            operation.Parameters.Add(
                Parameter(Idempotency.Header, ParameterLocation.Header, JsonSchemaType.String, required: true));
        }

        var rule = metadata.OfType<AccessRule>().LastOrDefault();
        if (rule is { Anyone: false })
        {
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", context.Document)] = [] }];
            operation.Extensions ??= new Dictionary<string, IOpenApiExtension>(StringComparer.Ordinal);
            operation.Extensions["x-roles"] = new JsonNodeExtension(new JsonArray([.. rule.Roles.Select(role => JsonValue.Create(role))]));
        }

        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A problem: RFC 9457 with every error at once.",
            Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
            {
                ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference(Problem, context.Document) },
            },
        };
        return Task.CompletedTask;
    }

    /// <summary>What binds itself from the request is described as one odd parameter otherwise.</summary>
    private static void Drop(OpenApiOperation operation, string name)
    {
        foreach (var parameter in operation.Parameters!.Where(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal)).ToArray())
        {
            operation.Parameters!.Remove(parameter);
        }
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation place, JsonSchemaType type, bool required) => new()
    {
        Name = name,
        In = place,
        Required = required,
        Schema = new OpenApiSchema { Type = type },
    };
}
