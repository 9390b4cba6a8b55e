using System.Globalization;
using System.Reflection;
using Aspire.Hosting;

namespace Efficiency.LocalHosting.Tests;

/// <summary>
/// AppHost/Program.cs compiles against LocalHosting and against Aspire. LocalHosting must therefore offer nothing that
/// Aspire does not, and each member with Aspire's signature: <c>aspire-members.txt</c> lists those of Aspire 13.5.2.
/// </summary>
public sealed class PublicSurfaceTests
{
    private const string List = "aspire-members.txt";

    [Fact]
    public void LocalHosting_offers_exactly_the_members_of_Aspire_that_AppHost_may_use()
    {
        var actual = typeof(DistributedApplication)
            .Assembly.GetExportedTypes()
            .Where(type => type.Namespace!.StartsWith("Aspire.", StringComparison.Ordinal))
            .SelectMany(type => Members(type))
            .Order(StringComparer.Ordinal)
            .ToList();
        var listed = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, List))
            .Where(line => line.Length > 0)
            .ToList();

        actual.Except(listed, StringComparer.Ordinal).ShouldBeEmpty("Not in the list of what Aspire has");
        listed.Except(actual, StringComparer.Ordinal).ShouldBeEmpty("Listed, but missing here");
    }

    private static IEnumerable<string> Members(Type type)
    {
        yield return $"{type.Namespace}.{NameOf(type)}{Bases(type)}";
        foreach (
            var method in type.GetMethods(
                BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly
            )
        )
        {
            if (!method.IsSpecialName || method.Name.StartsWith("get_", StringComparison.Ordinal))
            {
                yield return $"{type.Namespace}.{NameOf(type)}: {Signature(method)}";
            }
        }
    }

    private static string Bases(Type type)
    {
        var inherited = type.GetInterfaces().SelectMany(face => face.GetInterfaces()).ToHashSet();
        var own = type.GetInterfaces()
            .Where(face => !inherited.Contains(face))
            .Select(NameOf)
            .Order(StringComparer.Ordinal)
            .ToList();
        return own.Count == 0 ? string.Empty : " : " + string.Join(", ", own);
    }

    private static string Signature(MethodInfo method)
    {
        if (method.IsSpecialName)
        {
            return $"{NameOf(method.ReturnType)} {method.Name[4..]} {{ get; }}";
        }

        var generic = method.IsGenericMethod
            ? "<" + string.Join(", ", method.GetGenericArguments().Select(NameOf)) + ">"
            : string.Empty;
        var constraints = method.IsGenericMethod
            ? string.Concat(
                method
                    .GetGenericArguments()
                    .Select(argument => $" where {argument.Name} : {string.Join(", ", Constraints(argument))}")
            )
            : string.Empty;
        var parameters = method.GetParameters().Select(parameter => Parameter(method, parameter));
        return $"{NameOf(method.ReturnType)} {method.Name}{generic}({string.Join(", ", parameters)}){constraints}";
    }

    private static IEnumerable<string> Constraints(Type argument)
    {
        var all = argument.GetGenericParameterConstraints();
        return all.Where(one => !all.Any(other => other != one && one.IsAssignableFrom(other))).Select(NameOf);
    }

    private static string Parameter(MethodInfo method, ParameterInfo parameter)
    {
        var isThis =
            parameter.Position == 0 && method.IsDefined(typeof(System.Runtime.CompilerServices.ExtensionAttribute));
        var isParams = parameter.IsDefined(typeof(ParamArrayAttribute));
        var nullable =
            new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.Nullable
            && !parameter.ParameterType.IsValueType
                ? "?"
                : string.Empty;
        var value = parameter.HasDefaultValue ? " = " + Default(parameter.DefaultValue) : string.Empty;
        return $"{(isThis ? "this " : string.Empty)}{(isParams ? "params " : string.Empty)}{NameOf(parameter.ParameterType)}{nullable} {parameter.Name}{value}";
    }

    private static string Default(object? value) =>
        value switch
        {
            null => "null",
            bool flag => flag ? "true" : "false",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };

    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return NameOf(underlying) + "?";
        }

        if (type.IsArray)
        {
            return NameOf(type.GetElementType()!) + "[]";
        }

        return type switch
        {
            _ when type == typeof(string) => "string",
            _ when type == typeof(int) => "int",
            _ when type == typeof(bool) => "bool",
            _ when type == typeof(void) => "void",
            { IsGenericType: true } =>
                $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>",
            _ => type.Name,
        };
    }
}
