namespace Pipeline.Core.ErrorGroups;

/// <summary>What an error is about: the thing that a person opens.</summary>
/// <param name="Kind">One of the constants here.</param>
/// <param name="Id">Its id: an order's, a message's, an invoice's, an execution's, the code of a flow.</param>
public sealed record ErrorSubject(string Kind, string Id)
{
    /// <summary>A flow that does not run to its end; the id is its code.</summary>
    public const string Flow = "flow";

    /// <summary>The latest file of a feed; the id is the code of its flow.</summary>
    public const string File = "file";

    /// <summary>An execution that waits for a person; the id is its own.</summary>
    public const string Execution = "execution";

    /// <summary>A sales order.</summary>
    public const string Order = "order";

    /// <summary>A pushed message.</summary>
    public const string Message = "message";

    /// <summary>An invoice.</summary>
    public const string Invoice = "invoice";

    /// <summary>Something that should have come from a flow and did not; the id is its code.</summary>
    public const string Silence = "silence";
}
