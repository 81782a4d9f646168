using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Storage.Orders;

/// <summary>Keeps idempotency keys in the table <c>OrderRequests</c>: partition = SHA-256 of the key, one row each.</summary>
public sealed class IdempotencyKeyStore(TableServiceClient service) : IIdempotencyKeyStore, IDisposable
{
    private const string Row = "claim";
    private const string OrderColumn = "OrderId";
    private const string BodyColumn = "BodyHash";

    private readonly StorageTable table = new(service, StorageNames.OrderRequestsTable);

    /// <inheritdoc />
    public async Task<OrderClaim> ClaimAsync(
        string key, string bodyHash, string orderId, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        string partition = PartitionOf(key);
        try
        {
            TableEntity claim = new(partition, Row) { [OrderColumn] = orderId, [BodyColumn] = bodyHash };
            _ = await client.AddEntityAsync(claim, cancellationToken);
            return new OrderClaim(orderId, bodyHash);
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            return Read(await client.GetEntityAsync<TableEntity>(partition, Row, null, cancellationToken));
        }
    }

    /// <inheritdoc />
    public async Task<OrderClaim?> FindAsync(string key, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        NullableResponse<TableEntity> found =
            await client.GetEntityIfExistsAsync<TableEntity>(PartitionOf(key), Row, null, cancellationToken);
        return found.HasValue ? Read(found.Value!) : null;
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private static string PartitionOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    private static OrderClaim Read(TableEntity claim) => new(claim.GetString(OrderColumn)!, claim.GetString(BodyColumn)!);
}
