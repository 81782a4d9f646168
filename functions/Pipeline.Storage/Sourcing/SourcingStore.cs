using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Currencies;
using Pipeline.Core.Orders.Prices;
using Pipeline.Core.Orders.Sourcing;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Sourcing;

/// <summary>Keeps what decides between distributors in the table <c>Sourcing</c>; each row is one document as JSON.</summary>
/// <remarks>
/// Partition <c>rules</c>: one row, <c>rules</c>. Partition <c>rates</c>: one row, <c>rates</c>. Partition <c>stops</c>: one row a
/// distributor. Partition <c>enquiries</c>: one row a distributor. Partition <c>promises|distributor|sku</c>: one row, so that articles spread over the service.
/// </remarks>
public sealed class SourcingStore(TableServiceClient service) : ISourcingStore, IPromiseStore, ICurrencyStore, IEnquiryStore, IDisposable
{
    private const string Rules = "rules";
    private const string Rates = "rates";
    private const string Stops = "stops";
    private const string Promises = "promises";
    private const string Enquiries = "enquiries";
    private const string RecordColumn = "Record";
    private const string NoVersion = "0";

    private readonly StorageTable table = new(service, StorageNames.SourcingTable);

    /// <inheritdoc />
    public async Task<StoredRules> FindRulesAsync(CancellationToken cancellationToken)
    {
        TableEntity? row = await FindRowAsync(Rules, Rules, cancellationToken);
        return row is null
            ? new StoredRules(new SourcingRules(), NoVersion)
            : new StoredRules(Completed(Read(row, SourcingJson.Default.SourcingRules)), VersionOf(row.ETag));
    }

    /// <inheritdoc />
    public async Task<StoredRules?> TryPutRulesAsync(SourcingRules rules, string version, CancellationToken cancellationToken)
    {
        TableEntity? row = await FindRowAsync(Rules, Rules, cancellationToken);
        return version == (row is null ? NoVersion : VersionOf(row.ETag))
            && await TryWriteAsync(Row(Rules, Rules, rules, SourcingJson.Default.SourcingRules), row?.ETag.ToString(), cancellationToken) is { } written
            ? new StoredRules(rules, VersionOf(written))
            : null;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<string, DistributorStop>> ListStopsAsync(CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        Dictionary<string, DistributorStop> stops = new(StringComparer.Ordinal);
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Stops}"), null, null, cancellationToken))
        {
            DistributorStop stop = Read(row, SourcingJson.Default.DistributorStop);
            stops[stop.Distributor] = stop;
        }

        return stops;
    }

    /// <inheritdoc />
    public async Task StopAsync(DistributorStop stop, CancellationToken cancellationToken) => _ = await TryWriteAsync(
        Row(Stops, TableKeys.Escape(stop.Distributor), stop, SourcingJson.Default.DistributorStop), null, cancellationToken);

    /// <inheritdoc />
    public async Task ResumeAsync(string distributor, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        _ = await client.DeleteEntityAsync(Stops, TableKeys.Escape(distributor), ETag.All, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<StoredPromises> FindAsync(string distributor, string sku, CancellationToken cancellationToken) =>
        await FindRowAsync(PromisesOf(distributor, sku), Promises, cancellationToken) is { } row
            ? new StoredPromises(Read(row, SourcingJson.Default.Promises), row.ETag.ToString())
            : new StoredPromises([], null);

    /// <inheritdoc />
    public async Task<bool> TryReplaceAsync(
        string distributor, string sku, StoredPromises before, IReadOnlyList<Promise> after, CancellationToken cancellationToken) =>
        await TryWriteAsync(
            Row(PromisesOf(distributor, sku), Promises, after, SourcingJson.Default.Promises), before.Version, cancellationToken) is not null;

    /// <inheritdoc />
    public async IAsyncEnumerable<(string Sku, StoredPromises Stored)> ListAsync(
        string distributor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string folder = PromisesOf(distributor, string.Empty);
        TableClient client = await table.GetAsync(cancellationToken);
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey ge {folder} and PartitionKey lt {$"{folder}~"}"), null, null, cancellationToken))
        {
            if (Read(row, SourcingJson.Default.Promises) is { Count: > 0 } promises)
            {
                yield return (TableKeys.Unescape(row.PartitionKey[folder.Length..]), new StoredPromises(promises, row.ETag.ToString()));
            }
        }
    }

    /// <inheritdoc />
    public async Task<CurrencySheet?> FindRatesAsync(CancellationToken cancellationToken) =>
        await FindRowAsync(Rates, Rates, cancellationToken) is { } row ? Read(row, SourcingJson.Default.CurrencySheet) : null;

    /// <inheritdoc />
    public async Task PutRatesAsync(CurrencySheet sheet, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        _ = await client.UpsertEntityAsync(
            Row(Rates, Rates, sheet, SourcingJson.Default.CurrencySheet), TableUpdateMode.Replace, cancellationToken);
    }

    /// <inheritdoc />
    public async Task<StoredEnquiries> FindEnquiriesAsync(string distributor, CancellationToken cancellationToken) =>
        await FindRowAsync(Enquiries, TableKeys.Escape(distributor), cancellationToken) is { } row
            ? new StoredEnquiries(Read(row, SourcingJson.Default.Enquiries), row.ETag.ToString())
            : new StoredEnquiries([], null);

    /// <inheritdoc />
    public async Task<bool> TryReplaceEnquiriesAsync(
        string distributor, StoredEnquiries before, IReadOnlyList<DateTimeOffset> after, CancellationToken cancellationToken) =>
        await TryWriteAsync(
            Row(Enquiries, TableKeys.Escape(distributor), after, SourcingJson.Default.Enquiries), before.Version, cancellationToken) is not null;

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static string PromisesOf(string distributor, string sku) => $"{Promises}|{TableKeys.Escape(distributor)}|{TableKeys.Escape(sku)}";

    private static TableEntity Row<T>(string partition, string row, T document, JsonTypeInfo<T> type) =>
        new(partition, row) { [RecordColumn] = JsonSerializer.Serialize(document, type) };

    private static T Read<T>(TableEntity row, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(row.GetString(RecordColumn)!, type)!;

    // The generated reader does not know initial values.
    private static SourcingRules Completed(SourcingRules rules) => rules with
    {
        Order = rules.Order ?? SourcingRules.Known, Preferred = rules.Preferred ?? [], Freight = rules.Freight ?? new SourcingRules().Freight,
    };

    // The tag of the row holds quotes, which a tag of HTTP may not.
    private static string VersionOf(ETag tag) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(tag.ToString()));

    private async Task<TableEntity?> FindRowAsync(string partition, string row, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(partition, row, null, cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <summary>Writes a row that stands at a version, or that is not there yet; null when it does not.</summary>
    private async Task<ETag?> TryWriteAsync(TableEntity row, string? version, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        try
        {
            Response written = version is null
                ? await client.AddEntityAsync(row, cancellationToken)
                : await client.UpdateEntityAsync(row, new ETag(version), TableUpdateMode.Replace, cancellationToken);
            return written.Headers.ETag;
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 409 or 412)
        {
            return null;
        }
    }
}
