namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the host sent beside the trigger's value.</summary>
public abstract class BindingContext
{
    /// <summary>The members of <c>Metadata</c>; keys ignore case. Texts are decoded, objects and arrays are JSON text.</summary>
    /// <remarks>
    /// A JSON message overwrites members with its own properties, so nothing here may decide on security.
    /// Source: functions-custom-handler.md §1.3.
    /// </remarks>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
