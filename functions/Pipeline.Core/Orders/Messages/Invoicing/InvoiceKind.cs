namespace Pipeline.Core.Orders.Messages.Invoicing;

/// <summary>What an <see cref="Invoice"/> message is.</summary>
public enum InvoiceKind
{
    /// <summary>A code the profile does not map; counts as an invoice and is reported.</summary>
    Unknown,

    /// <summary>We owe.</summary>
    Invoice,

    /// <summary>We get back; amounts as sent, usually positive.</summary>
    CreditNote,
}
