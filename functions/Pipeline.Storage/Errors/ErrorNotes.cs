using Azure;
using Azure.Data.Tables;
using Pipeline.Core.ErrorGroups;

namespace Pipeline.Storage.Errors;

/// <summary>Keeps the notes in the table <c>Errors</c>, one row a subject, in a partition of their own. Their age is the service's time stamp.</summary>
public sealed class ErrorNotes(TableServiceClient service) : IErrorNotes, IDisposable
{
    private const int PageLimit = 1000;
    private readonly StorageTable table = new(service, StorageNames.ErrorsTable);

    /// <inheritdoc />
    public async Task<ErrorNote> AddAsync(ErrorSubject subject, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        Response written = await client.UpsertEntityAsync(
            new TableEntity(ErrorKeys.Notes, ErrorKeys.RowOf(subject)), TableUpdateMode.Replace, cancellationToken);
        return new ErrorNote(subject, written.Headers.ETag?.ToString() ?? string.Empty);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ErrorNote>> ListAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        List<ErrorNote> notes = [];
        string query = TableClient.CreateQueryFilter($"PartitionKey eq {ErrorKeys.Notes} and Timestamp lt {before}");
        await foreach (TableEntity row in client.QueryAsync<TableEntity>(query, PageLimit, null, cancellationToken))
        {
            notes.Add(new ErrorNote(ErrorKeys.SubjectOf(row.RowKey), row.ETag.ToString()));
        }

        return notes;
    }

    /// <inheritdoc />
    public async Task RemoveAsync(ErrorNote note, CancellationToken cancellationToken)
    {
        TableClient client = await table.GetAsync(cancellationToken);
        try
        {
            _ = await client.DeleteEntityAsync(ErrorKeys.Notes, ErrorKeys.RowOf(note.Subject), new ETag(note.Version), cancellationToken);
        }
        catch (RequestFailedException conflict) when (conflict.Status is 404 or 412)
        {
            // Forgotten already, or noted again since.
        }
    }

    /// <inheritdoc />
    public void Dispose() => table.Dispose();
}
