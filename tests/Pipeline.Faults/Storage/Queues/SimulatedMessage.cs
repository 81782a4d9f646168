namespace Pipeline.Faults.Storage.Queues;

/// <summary>One message of a queue.</summary>
internal sealed class SimulatedMessage
{
    public required string Id { get; init; }

    public required string Text { get; set; }

    public required DateTimeOffset InsertedAt { get; init; }

    public required DateTimeOffset VisibleAt { get; set; }

    /// <summary>Changes each time the message is handed out or changed.</summary>
    public required string Receipt { get; set; }

    public int Deliveries { get; set; }
}
