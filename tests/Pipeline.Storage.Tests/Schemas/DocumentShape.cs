using System.Text.Json.Serialization.Metadata;

namespace Pipeline.Storage.Tests.Schemas;

/// <summary>The members of a document that stands as JSON in a column, with their types, one per line.</summary>
internal static class DocumentShape
{
    private const int DepthLimit = 12;

    public static IReadOnlyList<string> Of(JsonTypeInfo type) => [.. Lines(type, string.Empty, 0).Distinct().Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Lines(JsonTypeInfo type, string path, int depth)
    {
        if (depth > DepthLimit || type.Kind == JsonTypeInfoKind.None)
        {
            return [$"{path} {NameOf(type.Type)}"];
        }

        if (type.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
        {
            return Lines(type.Options.GetTypeInfo(type.ElementType!), path + "[]", depth + 1);
        }

        IEnumerable<string> own = type.Properties
            .Where(static property => property.Get is not null)
            .SelectMany(property => Lines(type.Options.GetTypeInfo(property.PropertyType), $"{path}.{property.Name}", depth + 1));
        return own.Concat((type.PolymorphismOptions?.DerivedTypes ?? [])
            .Where(derived => derived.DerivedType != type.Type)
            .SelectMany(derived => Lines(type.Options.GetTypeInfo(derived.DerivedType), $"{path}<{derived.TypeDiscriminator}>", depth + 1)));
    }

    private static string NameOf(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? inner.Name : type.Name;
}
