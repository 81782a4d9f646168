using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Orders.Records;
using Pipeline.Storage.Catalog;

namespace Pipeline.Storage.Orders;

/// <summary>Keeps numbers in the table <c>OrderNumbers</c>.</summary>
/// <remarks>
/// Partition = distributor, <c>|</c>, number in upper case, so that numbers spread over the service; one row each. A number
/// too long for a key stands there as its SHA-256. The first claim stays.
/// </remarks>
public sealed class OrderNumberStore(TableServiceClient service) : IOrderNumberStore, IDisposable
{
    private const string Row = "order";
    private const string OrderColumn = "OrderId";
    private const int LengthLimit = 200;

    private readonly StorageTable table = new(service, StorageNames.OrderNumbersTable);

    /// <inheritdoc />
    public async Task<string?> FindAsync(string distributor, string number, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        NullableResponse<TableEntity> found =
            await client.GetEntityIfExistsAsync<TableEntity>(PartitionOf(distributor, number), Row, null, cancellationToken);
        return found.HasValue ? found.Value!.GetString(OrderColumn) : null;
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> ClaimAsync(
        string distributor, IReadOnlyCollection<string> numbers, string orderId, CancellationToken cancellationToken)
    {
        List<string> taken = [];
        foreach (string number in numbers)
        {
            if (await ClaimAsync(PartitionOf(distributor, number), orderId, cancellationToken) != orderId)
            {
                taken.Add(number);
            }
        }

        return taken;
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static string PartitionOf(string distributor, string number)
    {
        string key = TableKeys.Escape(number.ToUpperInvariant());
        return key.Length <= LengthLimit
            ? $"{TableKeys.Escape(distributor)}|{key}"
            : $"{TableKeys.Escape(distributor)}|^{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))}";
    }

    private async Task<string> ClaimAsync(string partition, string orderId, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        try
        {
            _ = await client.AddEntityAsync(new TableEntity(partition, Row) { [OrderColumn] = orderId }, cancellationToken);
            return orderId;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            TableEntity first = await client.GetEntityAsync<TableEntity>(partition, Row, null, cancellationToken);
            return first.GetString(OrderColumn)!;
        }
    }
}
