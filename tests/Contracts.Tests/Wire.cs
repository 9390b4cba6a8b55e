using System.Text.Json;
using System.Text.Json.Serialization;

namespace Efficiency.Contracts.Tests;

/// <summary>JSON as consumers read it: camelCase, required members demanded, nulls refused where the type says so.</summary>
internal static class Wire
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
