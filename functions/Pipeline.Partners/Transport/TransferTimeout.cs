namespace Pipeline.Partners.Transport;

/// <summary>Which of the two limits of a transfer passed.</summary>
internal enum TransferTimeout
{
    /// <summary>No byte came for the stall time.</summary>
    Stall,

    /// <summary>The whole took too long.</summary>
    Deadline,
}
