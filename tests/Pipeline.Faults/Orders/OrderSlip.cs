namespace Pipeline.Faults.Orders;

/// <summary>What the distributor gets wrong at first, or takes back, by another message.</summary>
public enum OrderSlip
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The first response rejects the first line; a correction confirms it.</summary>
    Response,

    /// <summary>The first advice names a piece too many; a correction does not.</summary>
    AdviceTooMany,

    /// <summary>The first advice names a piece too few; a correction does not.</summary>
    AdviceTooFew,

    /// <summary>The first invoice bills a piece too many; a correction does not.</summary>
    InvoiceTooMany,

    /// <summary>The last invoice bills a piece too few; a correction does not.</summary>
    InvoiceTooFew,

    /// <summary>The first invoice has another price; a correction does not.</summary>
    InvoicePrice,

    /// <summary>The first invoice is right, its first correction has another price, the second one is as the first was.</summary>
    InvoiceThereAndBack,

    /// <summary>A credit note takes a piece back.</summary>
    Credit,

    /// <summary>A credit note takes two pieces back; its correction takes one.</summary>
    CreditTooMany,
}
