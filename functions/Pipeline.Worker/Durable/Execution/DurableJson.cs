using System.Text.Json;

namespace Microsoft.DurableTask.Execution;

/// <summary>JSON text of inputs, results, events and states. Source: functions-custom-handler.md §3.3.</summary>
internal static class DurableJson
{
    /// <summary>Writes a value; null is absent rather than the text <c>null</c>.</summary>
    public static string? Write(object? value, JsonSerializerOptions options) =>
        value is null ? null : JsonSerializer.Serialize(value, value.GetType(), options);

    /// <summary>Reads a value; absent gives the default.</summary>
    /// <exception cref="JsonException">The text does not describe a <typeparamref name="T"/>.</exception>
    public static T? Read<T>(string? json, JsonSerializerOptions options) =>
        json is null || typeof(T) == typeof(Nothing) ? default : JsonSerializer.Deserialize<T>(json, options);
}

/// <summary>Stands for a result that nobody reads.</summary>
internal readonly record struct Nothing;
