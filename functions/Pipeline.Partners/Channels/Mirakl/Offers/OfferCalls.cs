using Pipeline.Partners.Channels.Mirakl.Calls;
using Pipeline.Partners.Channels.Mirakl.Products;

namespace Pipeline.Partners.Channels.Mirakl.Offers;

/// <summary>Our offers: files of them, what became of those, and what the operator shows.</summary>
/// <remarks>Files are sent in the mode that creates, changes and deletes what they name; there is no way to send one that deletes all else.</remarks>
internal sealed class OfferCalls(MiraklApi api)
{
    /// <summary>Sends a file of offers (OF01). While the same file is at work its import is answered again.</summary>
    public Task<MiraklResult<ImportStarted>> ImportAsync(string fileName, byte[] csv, CancellationToken cancellationToken) => api.ReadAsync<ImportStarted>(
        new MiraklRequest(MiraklOperations.ImportOffers).WithForm(new MiraklForm().WithFile("file", fileName, "text/csv", csv).With("import_mode", "NORMAL")),
        cancellationToken);

    /// <summary>How an import of offers stands (OF02).</summary>
    public Task<MiraklResult<OfferImport>> GetImportAsync(string importId, CancellationToken cancellationToken) =>
        api.ReadAsync<OfferImport>(new(MiraklOperations.OfferImport, importId) { Subject = importId }, cancellationToken);

    /// <summary>The lines that an import refused, as they came (OF03); missing when there are none.</summary>
    public Task<MiraklResult<byte[]>> GetErrorsAsync(string importId, CancellationToken cancellationToken) =>
        api.DownloadAsync(new(MiraklOperations.OfferErrors, importId) { Subject = importId }, cancellationToken);

    /// <summary>Imports of offers since a time, whoever sent them (OF04).</summary>
    public Task<MiraklResult<IReadOnlyList<OfferImport>>> ListImportsAsync(DateTimeOffset since, CancellationToken cancellationToken) => api
        .BySeekAsync<OfferImport>(
            new(MiraklOperations.OfferImports) { Query = MiraklQuery.Empty.With("start_date", since) }, MiraklOperations.OfferImports with { Interval = TimeSpan.Zero }, cancellationToken)
        .WholeAsync(static import => import.ImportId);

    /// <summary>All our offers, page by page (OF21).</summary>
    public IAsyncEnumerable<MiraklResult<IReadOnlyList<ShownOffer>>> ListAsync(CancellationToken cancellationToken) =>
        api.ByOffsetAsync<ShownOffer>(new(MiraklOperations.Offers), MiraklOperations.Offers, "offers", cancellationToken);

    /// <summary>Our offers of one number (OF21).</summary>
    public Task<MiraklResult<IReadOnlyList<ShownOffer>>> FindAsync(string sku, CancellationToken cancellationToken) => api.ByOffsetAsync<ShownOffer>(
        new(MiraklOperations.Offers) { Query = MiraklQuery.Empty.With("sku", sku) }, MiraklOperations.Offers, "offers", cancellationToken)
        .WholeAsync(static offer => offer.OfferId);

    /// <summary>One of our offers, by the operator's number (OF22).</summary>
    public Task<MiraklResult<ShownOffer>> GetAsync(string offerId, CancellationToken cancellationToken) =>
        api.ReadAsync<ShownOffer>(new(MiraklOperations.Offer, offerId), cancellationToken);

    /// <summary>Sends a file of stock (STO01); missing where the operator has it not.</summary>
    public Task<MiraklResult<ImportStarted>> ImportStockAsync(string fileName, byte[] csv, CancellationToken cancellationToken) =>
        SendFileAsync(MiraklOperations.ImportStock, fileName, csv, cancellationToken);

    /// <summary>How an import of stock stands (STO02).</summary>
    public Task<MiraklResult<OfferImport>> GetStockImportAsync(string importId, CancellationToken cancellationToken) =>
        api.ReadAsync<OfferImport>(new(MiraklOperations.StockImport, importId) { Subject = importId }, cancellationToken);

    /// <summary>The lines that an import of stock refused (STO03).</summary>
    public Task<MiraklResult<byte[]>> GetStockErrorsAsync(string importId, CancellationToken cancellationToken) =>
        api.DownloadAsync(new(MiraklOperations.StockErrors, importId) { Subject = importId }, cancellationToken);

    /// <summary>Sends a file of prices, which replace all prices of the offers that it names (PRI01); missing where the operator has it not.</summary>
    public Task<MiraklResult<ImportStarted>> ImportPricesAsync(string fileName, byte[] csv, CancellationToken cancellationToken) =>
        SendFileAsync(MiraklOperations.ImportPrices, fileName, csv, cancellationToken);

    /// <summary>How an import of prices stands (PRI02); null when it is not known.</summary>
    public async Task<MiraklResult<OfferImport>> GetPriceImportAsync(string importId, CancellationToken cancellationToken) => (await api
        .BySeekAsync<OfferImport>(
            new(MiraklOperations.PriceImports) { Query = MiraklQuery.Empty.WithEach("import_id", [importId]), Subject = importId },
            MiraklOperations.PriceImports with { Interval = TimeSpan.Zero }, cancellationToken)
        .WholeAsync(static import => import.ImportId)).Map(static found => found is [{ } first, ..] ? first : null);

    /// <summary>The lines that an import of prices refused (PRI03).</summary>
    public Task<MiraklResult<byte[]>> GetPriceErrorsAsync(string importId, CancellationToken cancellationToken) =>
        api.DownloadAsync(new(MiraklOperations.PriceErrors, importId) { Subject = importId }, cancellationToken);

    private Task<MiraklResult<ImportStarted>> SendFileAsync(MiraklOperation operation, string fileName, byte[] csv, CancellationToken cancellationToken) =>
        api.ReadAsync<ImportStarted>(new MiraklRequest(operation).WithForm(new MiraklForm().WithFile("file", fileName, "text/csv", csv)), cancellationToken);
}
