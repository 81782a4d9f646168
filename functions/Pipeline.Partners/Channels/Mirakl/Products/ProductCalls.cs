using Pipeline.Partners.Channels.Mirakl.Calls;

namespace Pipeline.Partners.Channels.Mirakl.Products;

/// <summary>The operator's catalogue: its vocabulary, and our products in it.</summary>
internal sealed class ProductCalls(MiraklApi api)
{
    /// <summary>All categories (H11).</summary>
    public Task<MiraklResult<CategoryList>> ListCategoriesAsync(CancellationToken cancellationToken) =>
        api.ReadAsync<CategoryList>(new(MiraklOperations.Categories), cancellationToken);

    /// <summary>All attributes, of all categories (PM11).</summary>
    public Task<MiraklResult<AttributeList>> ListAttributesAsync(CancellationToken cancellationToken) =>
        api.ReadAsync<AttributeList>(new(MiraklOperations.Attributes), cancellationToken);

    /// <summary>All lists of values (VL11).</summary>
    public Task<MiraklResult<ValueLists>> ListValuesAsync(CancellationToken cancellationToken) =>
        api.ReadAsync<ValueLists>(new(MiraklOperations.ValueLists), cancellationToken);

    /// <summary>Which of up to 100 products the catalogue has (P31).</summary>
    /// <param name="references">Each a type and a number with a bar between, for example <c>EAN|2001000000012</c>; our own numbers cannot be asked for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<MiraklResult<KnownProducts>> FindAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken) => api.ReadAsync<KnownProducts>(
        new(MiraklOperations.Products) { Query = MiraklQuery.Empty.WithJoined("product_references", references) }, cancellationToken);

    /// <summary>Offers of all sellers on up to 100 products, the cheapest first (P11).</summary>
    public async Task<MiraklResult<IReadOnlyList<ProductOffers>>> ListCompetitorsAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken) =>
        await api.ByOffsetAsync<ProductOffers>(
            new(MiraklOperations.Competitors) { Query = MiraklQuery.Empty.WithJoined("product_references", references) },
            MiraklOperations.Competitors, "products", cancellationToken).WholeAsync(static product => product.ProductSku);

    /// <summary>Sends products in the operator's own columns and values (P41). A lost answer leaves open whether it was taken.</summary>
    public Task<MiraklResult<ImportStarted>> ImportAsync(string fileName, byte[] csv, CancellationToken cancellationToken) => api.ReadAsync<ImportStarted>(
        new MiraklRequest(MiraklOperations.ImportProducts).WithForm(new MiraklForm()
            .WithFile("file", fileName, "text/csv", csv)
            .With("operator_format", true)
            .With("conversion_type", "STANDARD")),
        cancellationToken);

    /// <summary>How an import of products stands (P42).</summary>
    public Task<MiraklResult<ProductImport>> GetImportAsync(string importId, CancellationToken cancellationToken) =>
        api.ReadAsync<ProductImport>(new(MiraklOperations.ProductImport, importId) { Subject = importId }, cancellationToken);

    /// <summary>Imports of products since a time (P51).</summary>
    public Task<MiraklResult<IReadOnlyList<ProductImport>>> ListImportsAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        api.ByOffsetAsync<ProductImport>(
            new(MiraklOperations.ProductImports) { Query = MiraklQuery.Empty.With("last_request_date", since) },
            MiraklOperations.ProductImports with { Interval = TimeSpan.Zero }, "product_import_trackings", cancellationToken).WholeAsync(static import => import.ImportId);

    /// <summary>A report of an import as it came (P44 to P47); missing when there is none.</summary>
    /// <param name="report">One of the four operations.</param>
    /// <param name="importId">The import.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<MiraklResult<byte[]>> GetReportAsync(MiraklOperation report, string importId, CancellationToken cancellationToken) =>
        api.DownloadAsync(new(report, importId) { Subject = importId }, cancellationToken);

    /// <summary>Which products are live and why others are not, that changed since a time; null asks for all, which may be done each 4 hours (CM11).</summary>
    public Task<MiraklResult<IReadOnlyList<ProductState>>> ListStatesAsync(DateTimeOffset? since, CancellationToken cancellationToken) =>
        api.ReadAsync<IReadOnlyList<ProductState>>(new(MiraklOperations.ProductStates) { Query = MiraklQuery.Empty.With("updated_since", since) }, cancellationToken);

    /// <summary>How up to 100 of our products stand, by our numbers (CM11).</summary>
    public Task<MiraklResult<IReadOnlyList<ProductState>>> ListStatesAsync(IReadOnlyCollection<string> skus, CancellationToken cancellationToken) =>
        api.ReadAsync<IReadOnlyList<ProductState>>(
            new(MiraklOperations.ProductStates) { Query = MiraklQuery.Empty.WithEach("provider_unique_identifier", skus) }, cancellationToken);
}
