using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Storage;

/// <summary>Spells an enumeration as words in camel case (<c>nothingToDo</c>), in tables, queues and answers alike.</summary>
/// <typeparam name="T">The enumeration.</typeparam>
public sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
