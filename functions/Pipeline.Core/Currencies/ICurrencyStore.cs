namespace Pipeline.Core.Currencies;

/// <summary>Keeps the rates of the last good file.</summary>
public interface ICurrencyStore
{
    /// <summary>The rates, or null while no file has come.</summary>
    Task<CurrencySheet?> FindRatesAsync(CancellationToken cancellationToken);

    /// <summary>Keeps rates in place of those before. May be repeated.</summary>
    Task PutRatesAsync(CurrencySheet sheet, CancellationToken cancellationToken);
}
