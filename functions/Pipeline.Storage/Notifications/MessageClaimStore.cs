using System.Security.Cryptography;
using System.Text;
using Azure;
using Azure.Data.Tables;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Storage.Notifications;

/// <summary>Keeps claims in the table <c>NotificationClaims</c>.</summary>
/// <remarks>
/// Bodies: partition <c>body-{distributor}</c>, row = SHA-256. Documents: partition <c>document-{distributor}</c>, row =
/// SHA-256 of kind and number, a dash, fingerprint; so all versions of a document are neighbours. The first version is
/// written together with a row of the document alone: where that is new no version has to be looked for.
/// </remarks>
public sealed class MessageClaimStore(TableServiceClient service) : IMessageClaimStore, IDisposable
{
    private const string IdColumn = "Id";

    private readonly StorageTable table = new(service, StorageNames.NotificationClaimsTable);

    /// <inheritdoc />
    public Task<string> ClaimBodyAsync(string distributor, string sha256, string id, CancellationToken cancellationToken) =>
        ClaimAsync($"body-{distributor}", sha256, id, cancellationToken);

    /// <inheritdoc />
    public async Task<DocumentClaim> ClaimDocumentAsync(
        string distributor, string document, string fingerprint, string former, string id, CancellationToken cancellationToken)
    {
        string partition = $"document-{distributor}";
        string key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document)));
        string version = $"{key}-{fingerprint}";
        if (await TryClaimFirstAsync(partition, key, version, id, cancellationToken))
        {
            return new DocumentClaim(id, null);
        }

        string first = await ClaimAsync(partition, version, id, cancellationToken);
        if (first == id && former != fingerprint && await FindAsync(partition, $"{key}-{former}", cancellationToken) is { } known && known != id)
        {
            return new DocumentClaim(known, null);
        }

        return first == id
            ? new DocumentClaim(id, await FindEarlierAsync(partition, key, id, cancellationToken))
            : new DocumentClaim(first, null);
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();

    private async Task<bool> TryClaimFirstAsync(
        string partition, string document, string version, string id, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        try
        {
            _ = await client.SubmitTransactionAsync(
                [AddOf(partition, document, id), AddOf(partition, version, id)], cancellationToken);
            return true;
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            return false;
        }
    }

    private static TableTransactionAction AddOf(string partition, string row, string id) =>
        new(TableTransactionActionType.Add, new TableEntity(partition, row) { [IdColumn] = id });

    private async Task<string> ClaimAsync(string partition, string row, string id, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        try
        {
            _ = await client.AddEntityAsync(new TableEntity(partition, row) { [IdColumn] = id }, cancellationToken);
            return id;
        }
        catch (RequestFailedException taken) when (taken.Status == 409)
        {
            TableEntity claim = await client.GetEntityAsync<TableEntity>(partition, row, null, cancellationToken);
            return claim.GetString(IdColumn)!;
        }
    }

    private async Task<string?> FindAsync(string partition, string row, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        NullableResponse<TableEntity> found = await client.GetEntityIfExistsAsync<TableEntity>(partition, row, null, cancellationToken);
        return found.HasValue ? found.Value!.GetString(IdColumn) : null;
    }

    // Only earlier ids count, so that a claim repeated after a crash gives the same answer.
    private async Task<string?> FindEarlierAsync(string partition, string key, string id, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        string query = TableClient.CreateQueryFilter(
            $"PartitionKey eq {partition} and RowKey ge {key + "-"} and RowKey lt {key + "."}");
        string? latest = null;
        await foreach (TableEntity claim in client.QueryAsync<TableEntity>(query, null, null, cancellationToken))
        {
            string other = claim.GetString(IdColumn)!;
            if (string.CompareOrdinal(other, id) < 0 && string.CompareOrdinal(other, latest) > 0)
            {
                latest = other;
            }
        }

        return latest;
    }
}
