using Pipeline.LocalHost.Configuration;

namespace Pipeline.LocalHost.Invocation;

/// <summary>One call of a function: what the trigger holds, before it is written for the handler.</summary>
internal sealed record FunctionCall
{
    public required FunctionDefinition Function { get; init; }

    /// <summary>Invocation id, sent as a header and shown in the log.</summary>
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Why the function runs, as the log says it.</summary>
    public required string Reason { get; init; }

    /// <summary>Value of the trigger: string, byte[], JObject, or any object that serialises to one.</summary>
    public required object? TriggerValue { get; init; }

    /// <summary>Binding data of the trigger in its order; a later entry of the same name replaces an earlier one.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> BindingData { get; init; } = [];

    /// <summary>Values of further input bindings, by binding name.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> OtherInputs { get; init; } = [];

    /// <summary>A second log line about the trigger; null for none.</summary>
    public string? Details { get; init; }
}
