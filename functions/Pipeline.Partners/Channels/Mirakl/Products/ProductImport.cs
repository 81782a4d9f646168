namespace Pipeline.Partners.Channels.Mirakl.Products;

/// <summary>How an import of products stands.</summary>
/// <param name="ImportId">Its id.</param>
/// <param name="ImportStatus">Its state, in the service's word.</param>
internal sealed record ProductImport(string ImportId, string? ImportStatus)
{
    public DateTimeOffset? DateCreated { get; init; }

    /// <summary>Why it failed as a whole, or null.</summary>
    public string? ReasonStatus { get; init; }

    /// <summary>Whether there is a report of what the operator did not integrate (P44).</summary>
    public bool HasErrorReport { get; init; }

    /// <summary>Whether there is a report of what is new (P45).</summary>
    public bool HasNewProductReport { get; init; }

    /// <summary>Whether there is a report of what the file got wrong (P47).</summary>
    public bool HasTransformationErrorReport { get; init; }

    /// <summary>Whether there is the file as the operator got it (P46).</summary>
    public bool HasTransformedFile { get; init; }

    public int TransformLinesRead { get; init; }

    public int TransformLinesInSuccess { get; init; }

    public int TransformLinesInError { get; init; }

    public int TransformLinesWithWarning { get; init; }

    public IntegrationDetails? IntegrationDetails { get; init; }

    /// <summary>Whether nothing more will happen to it. What was sent to the operator is not done with.</summary>
    public bool IsFinal => ImportStatus is "COMPLETE" or "FAILED" or "CANCELLED" or "TRANSFORMATION_FAILED";

    /// <summary>Whether it ended without having been taken in.</summary>
    public bool IsFailed => ImportStatus is "FAILED" or "CANCELLED" or "TRANSFORMATION_FAILED";
}

/// <summary>What the operator made of the products.</summary>
internal sealed record IntegrationDetails
{
    public int InvalidProducts { get; init; }

    public int ProductsNotAcceptedInTime { get; init; }

    public int ProductsNotSynchronizedInTime { get; init; }

    public int ProductsReimported { get; init; }

    public int ProductsSuccessfullySynchronized { get; init; }

    public int ProductsWithSynchronizationIssues { get; init; }

    public int ProductsWithWrongIdentifiers { get; init; }

    public int RejectedProducts { get; init; }
}

/// <summary>An import that has begun; an id that is known already means that the same file is at work.</summary>
internal sealed record ImportStarted
{
    public string? ImportId { get; init; }
}
