namespace Pipeline.Simulators.IngramMicro.Services;

/// <summary>What a purchase order number that was bought before brings; Ingram Micro does not document it.</summary>
public enum DuplicateOrders
{
    /// <summary>Refused with 20004 and <c>DUPLICATE_PO</c>.</summary>
    Reject,

    /// <summary>Bought again: the dangerous one. The ledger counts it.</summary>
    AcceptTwice,

    /// <summary>Acknowledged again, bought once.</summary>
    SameAcknowledgement,
}
