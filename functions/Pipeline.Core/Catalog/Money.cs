namespace Pipeline.Core.Catalog;

/// <summary>An amount in a currency.</summary>
/// <param name="Amount">Exact decimal; net of VAT unless the member that holds it says otherwise.</param>
/// <param name="Currency">ISO 4217 code, upper case.</param>
public readonly record struct Money(decimal Amount, string Currency)
{
    /// <summary>Amount and currency as a person reads them, for example <c>612.40 EUR</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Amount} {Currency}");
}
