using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Efficiency.Contracts.Tests;

/// <summary>What a consumer relies on in an event: its name and, per member, the JSON name, type and whether it must be there.</summary>
internal sealed record Shape(string Event, SortedDictionary<string, Member> Members)
{
    public static Shape Of(Type type) => new(EventCatalogue.NameOf(type), MembersOf(type));

    public static Shape Read(string json) => JsonSerializer.Deserialize<Shape>(json, Wire.Options)!;

    public string Write() => JsonSerializer.Serialize(this, Wire.Options) + "\n";

    private static SortedDictionary<string, Member> MembersOf(Type type)
    {
        var nullability = new NullabilityInfoContext();
        var members = new SortedDictionary<string, Member>(StringComparer.Ordinal);
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var nullable = Nullable.GetUnderlyingType(property.PropertyType) is not null
                || (!property.PropertyType.IsValueType
                    && nullability.Create(property).ReadState == NullabilityState.Nullable);
            var (name, nested) = TypeOf(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
            members.Add(
                JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                new Member(name, property.IsDefined(typeof(RequiredMemberAttribute)), nullable, nested));
        }

        return members;
    }

    private static (string Name, SortedDictionary<string, Member>? Nested) TypeOf(Type type)
    {
        if (Scalar(type) is { } scalar)
        {
            return (scalar, null);
        }

        if (type.IsGenericType && typeof(IEnumerable).IsAssignableFrom(type))
        {
            var (element, nested) = TypeOf(type.GetGenericArguments()[^1]);
            return ($"{(type.GetGenericArguments().Length == 2 ? "map" : "list")} of {element}", nested);
        }

        return type.Assembly == typeof(EventAttribute).Assembly
            ? ("object", MembersOf(type))
            : throw new NotSupportedException($"{type} has no stated JSON form: use one of those that Shape knows.");
    }

    private static string? Scalar(Type type) => type switch
    {
        _ when type == typeof(string) => "text",
        _ when type == typeof(Guid) => "uuid",
        _ when type == typeof(bool) => "boolean",
        _ when type == typeof(int) || type == typeof(long) => "integer",
        _ when type == typeof(decimal) => "decimal",
        _ when type == typeof(DateOnly) => "date",
        _ when type == typeof(DateTimeOffset) => "instant",
        _ when type == typeof(JsonElement) => "any",
        _ => null,
    };
}

/// <param name="Type">For example <c>uuid</c>, <c>list of text</c> or <c>list of object</c>.</param>
/// <param name="Members">The members of a nested object.</param>
internal sealed record Member(
    string Type,
    bool Required,
    bool Nullable,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SortedDictionary<string, Member>? Members = null);
