namespace Pipeline.Core.Orders.Matching;

/// <summary>How far an invoice may be off before posting it is blocked; amounts in the invoice's currency.</summary>
public sealed record MatchTolerances
{
    /// <summary>Per piece, billed against confirmed price; default 0.</summary>
    public decimal UnitPrice { get; init; }

    /// <summary>Per line, amount against quantity and price; default 0.01.</summary>
    public decimal LineAmount { get; init; } = 0.01m;

    /// <summary>Per line or charge when VAT per line is compared with VAT per rate; default 0.01.</summary>
    public decimal VatPerLine { get; init; } = 0.01m;

    /// <summary>Sum due against taxable amount and VAT; default 0.01.</summary>
    public decimal Total { get; init; } = 0.01m;

    /// <summary>Whether pieces must have been despatched before they are billed; licences are not. Default true.</summary>
    public bool RequireDespatch { get; init; } = true;
}
