namespace Pipeline.Core.Exchanges;

/// <summary>Which exchanges to list; null means any.</summary>
/// <param name="Partner">Only with this partner.</param>
/// <param name="Operation">Only of this kind.</param>
/// <param name="Subject">Only about this, for example a purchase order number.</param>
/// <param name="HasFailed">Only failed (true) or only good (false) ones.</param>
public sealed record ExchangeFilter(
    string? Partner = null, string? Operation = null, string? Subject = null, bool? HasFailed = null);
