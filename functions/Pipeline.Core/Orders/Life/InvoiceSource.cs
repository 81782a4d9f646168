namespace Pipeline.Core.Orders.Life;

/// <summary>The raw message that brought one version of an invoice.</summary>
/// <param name="DocumentKey">Kind and number of the document.</param>
/// <param name="Fingerprint">SHA-256 of what it says.</param>
/// <param name="ExchangeId">The recorded exchange.</param>
public sealed record InvoiceSource(string DocumentKey, string Fingerprint, string ExchangeId);
