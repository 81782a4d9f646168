using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>One table: rows in, rows out. Safe for parallel use.</summary>
/// <remarks>
/// All failures of the service are <see cref="RequestFailedException"/> with status and <c>ErrorCode</c>. Requests are
/// retried (<see cref="TableClientOptions"/>); a retried write may have been done by an earlier try whose answer was
/// lost, so that an add may answer 409 <c>EntityAlreadyExists</c> and a conditional write 412 although our own row is
/// there: read the row and compare.
/// </remarks>
public sealed class TableClient
{
    /// <summary>Property of a transaction's message that names its table, for policies: the address does not.</summary>
    internal const string TableProperty = "TableName";

    private const int FirstGuess = 2048;

    private static readonly string[] Continuation = ["NextPartitionKey", "NextRowKey"];

    private readonly TablePipeline pipeline;
    private readonly EntityAddress address;

    /// <summary>For a storage connection string and a table's name.</summary>
    /// <exception cref="FormatException">The connection string cannot be read; the text names settings, never values.</exception>
    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(TablePipeline.For(connectionString, options), tableName)
    {
    }

    /// <summary>For an account's endpoint, a table's name and the account's key.</summary>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(TablePipeline.For(endpoint, credential, options), tableName)
    {
    }

    /// <summary>For an account's endpoint, a table's name and an Entra ID identity; https only.</summary>
    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(TablePipeline.For(endpoint, tokenCredential, options), tableName)
    {
    }

    /// <summary>On the connections of a service client.</summary>
    internal TableClient(TablePipeline pipeline, string tableName)
    {
        TableLimits.CheckTableName(tableName);
        this.pipeline = pipeline;
        address = new EntityAddress(pipeline.Address, tableName);
        Name = tableName;
    }

    /// <summary>Name of the table.</summary>
    public string Name { get; }

    /// <summary>Name of the account.</summary>
    public string AccountName => pipeline.AccountName;

    /// <summary>Address of the table.</summary>
    public Uri Uri => new(address.Table);

    /// <summary>
    /// An OData condition with its values as literals: <c>$"PartitionKey eq {bucket} and Price gt {12.5}"</c>. Values
    /// from outside stay values, whatever apostrophes they hold; write none around them.
    /// </summary>
    /// <exception cref="NotSupportedException">A value is null, not a number, or of a type tables do not have.</exception>
    public static string CreateQueryFilter(FormattableString filter) => QueryFilter.Format(filter);

    /// <summary>Creates the table.</summary>
    /// <exception cref="RequestFailedException">409 <c>TableAlreadyExists</c>, or any other refusal.</exception>
    public async Task<Response<TableItem>> CreateAsync(CancellationToken cancellationToken = default) =>
        Response.FromValue(new TableItem(Name), await CreateAsync(accepted: 204, cancellationToken));

    /// <summary>Creates the table unless it exists. Repeatable.</summary>
    /// <exception cref="RequestFailedException">409 <c>TableBeingDeleted</c>, or any other refusal.</exception>
    public async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        Response response = await CreateAsync(accepted: 409, cancellationToken);
        bool isThere = response.Status != 409
            || (TableErrorParser.Instance.TryParse(response, out ResponseError? error, out _)
                && error?.Code == TableErrorCode.TableAlreadyExists);
        return isThere
            ? Response.FromValue(new TableItem(Name), response)
            : throw new RequestFailedException(response, innerException: null, TableErrorParser.Instance);
    }

    /// <summary>Deletes the table; 404 is an answer, not an exception. Repeatable.</summary>
    public async Task<Response> DeleteAsync(CancellationToken cancellationToken = default)
    {
        using HttpMessage message = pipeline.CreateMessage(RequestMethod.Delete, $"{pipeline.Address}/Tables('{Name}')");
        return await pipeline.SendAsync(message, accepted: 404, cancellationToken);
    }

    /// <summary>Inserts a row.</summary>
    /// <exception cref="ArgumentException">The row is beyond the service's limits; nothing was sent.</exception>
    /// <exception cref="RequestFailedException">409 <c>EntityAlreadyExists</c>; after a retry perhaps our own row.</exception>
    public async Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default)
        where T : ITableEntity
    {
        TableEntity row = EntityBinder.ToRow(entity);
        using HttpMessage message = pipeline.CreateMessage(RequestMethod.Post, address.Table);
        message.Request.Headers.Add("Prefer", "return-no-content");
        SetBody(message.Request, row);
        return await pipeline.SendAsync(message, accepted: 204, cancellationToken);
    }

    /// <summary>Inserts a row, or merges into or replaces the one that exists. Repeatable.</summary>
    /// <exception cref="ArgumentException">The row is beyond the service's limits; nothing was sent.</exception>
    public Task<Response> UpsertEntityAsync<T>(
        T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        WriteAsync(EntityBinder.ToRow(entity), ifMatch: null, mode, cancellationToken);

    /// <summary>Merges into or replaces a row that exists with the given version.</summary>
    /// <param name="entity">The row.</param>
    /// <param name="ifMatch">The version it must have, or <see cref="ETag.All"/> for any.</param>
    /// <param name="mode">What happens to properties the row does not name.</param>
    /// <param name="cancellationToken">Gives up waiting; the write may be done all the same.</param>
    /// <exception cref="ArgumentException">No ETag, or the row is beyond the service's limits; nothing was sent.</exception>
    /// <exception cref="RequestFailedException">412 <c>UpdateConditionNotSatisfied</c>, 404 <c>ResourceNotFound</c>.</exception>
    public Task<Response> UpdateEntityAsync<T>(
        T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default)
        where T : ITableEntity =>
        ifMatch == default
            ? throw new ArgumentException("An update names the version it expects, or ETag.All.", nameof(ifMatch))
            : WriteAsync(EntityBinder.ToRow(entity), ifMatch, mode, cancellationToken);

    /// <summary>Deletes a row of the given version, or of any by default; 404 is an answer, not an exception.</summary>
    /// <exception cref="RequestFailedException">412 <c>UpdateConditionNotSatisfied</c>.</exception>
    public async Task<Response> DeleteEntityAsync(
        string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        using HttpMessage message = pipeline.CreateMessage(RequestMethod.Delete, Row(partitionKey, rowKey));
        message.Request.Headers.Add("If-Match", (ifMatch == default ? ETag.All : ifMatch).ToString());
        return await pipeline.SendAsync(message, accepted: 404, cancellationToken);
    }

    /// <summary>Deletes the row with this one's keys; see the other form.</summary>
    public Task<Response> DeleteEntityAsync(
        ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default) =>
        DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);

    /// <summary>Reads a row.</summary>
    /// <param name="partitionKey">Its partition.</param>
    /// <param name="rowKey">Its key.</param>
    /// <param name="select">Names of the wanted properties; all by default. Unknown ones are left out or null.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="RequestFailedException">404 <c>ResourceNotFound</c>.</exception>
    public async Task<Response<T>> GetEntityAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using HttpMessage message = pipeline.CreateMessage(RequestMethod.Get, Row(partitionKey, rowKey, select));
        return Found<T>(await pipeline.SendAsync(message, accepted: 200, cancellationToken));
    }

    /// <summary>Reads a row if it exists; ask <see cref="NullableResponse{T}.HasValue"/>. A missing table is an absent row.</summary>
    public async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(
        string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        using HttpMessage message = pipeline.CreateMessage(RequestMethod.Get, Row(partitionKey, rowKey, select));
        Response response = await pipeline.SendAsync(message, accepted: 404, cancellationToken);
        return response.Status == 404 ? new EntityNotThere<T>(response) : Found<T>(response);
    }

    /// <summary>The rows that fulfil an OData condition, ordered by partition and row key.</summary>
    /// <param name="filter">The condition, see <see cref="CreateQueryFilter"/>; all rows by default.</param>
    /// <param name="maxPerPage">Most rows of one page, at most 1,000, which is the default.</param>
    /// <param name="select">Names of the wanted properties, keys included; all by default.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    public AsyncPageable<T> QueryAsync<T>(
        string? filter = null,
        int? maxPerPage = null,
        IEnumerable<string>? select = null,
        CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new EntityPageable<T>(
            pipeline,
            new(address.Query, filter, maxPerPage, Joined(select), Continuation, ReadPage<T>),
            cancellationToken);

    /// <summary>Does 1 to 100 actions on rows of one partition, all or none, in one request below 4 MiB.</summary>
    /// <returns>The answers in the order of the actions; each has its <c>ETag</c> header.</returns>
    /// <exception cref="ArgumentException">The actions cannot be one transaction; nothing was sent.</exception>
    /// <exception cref="TableTransactionFailedException">
    /// An action was refused: 409, 412, 404 ..., and no action took effect. After a retry an add may be refused because
    /// the first try had done the whole transaction.
    /// </exception>
    /// <exception cref="RequestFailedException">The whole was refused, or no answer came after all retries.</exception>
    public async Task<Response<IReadOnlyList<Response>>> SubmitTransactionAsync(
        IEnumerable<TableTransactionAction> transactionActions, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<TableTransactionAction> actions =
            transactionActions as IReadOnlyList<TableTransactionAction> ?? [.. transactionActions];
        string boundary = Guid.NewGuid().ToString("N");
        using HttpMessage message = pipeline.CreateMessage(RequestMethod.Post, $"{pipeline.Address}/$batch");
        message.SetProperty(TableProperty, Name);
        message.Request.Headers.Add("Content-Type", $"multipart/mixed; boundary=batch_{boundary}");
        message.Request.Content = TransactionContent.Create(actions, address, boundary);
        Response response = await pipeline.SendAsync(message, accepted: 202, cancellationToken);
        List<TransactionPartResponse> parts = TransactionAnswer.Read(response);
        if (parts.Find(static part => part.IsError) is { } refused)
        {
            throw new TableTransactionFailedException(
                new RequestFailedException(refused, innerException: null, TableErrorParser.Instance));
        }

        return parts.Count == actions.Count
            ? Response.FromValue<IReadOnlyList<Response>>(parts, response)
            : throw new RequestFailedException(
                response.Status, $"The answer to {actions.Count} actions has {parts.Count} parts.", errorCode: null, innerException: null);
    }

    private async Task<Response> CreateAsync(int accepted, CancellationToken cancellationToken)
    {
        using HttpMessage message = pipeline.CreateMessage(RequestMethod.Post, $"{pipeline.Address}/Tables");
        message.Request.Headers.Add("Prefer", "return-no-content");
        message.Request.Headers.Add("Content-Type", "application/json;odata=nometadata");
        message.Request.Content = RequestContent.Create(BinaryData.FromString($$"""{"TableName":"{{Name}}"}"""));
        return await pipeline.SendAsync(message, accepted, cancellationToken);
    }

    private static void SetBody(Request request, TableEntity row)
    {
        PooledContent content = new(FirstGuess);
        request.Content = content;
        request.Headers.Add("Content-Type", "application/json;odata=nometadata");
        using EntityJsonWriter json = new(content);
        json.Write(row);
    }

    private static Response<T> Found<T>(Response response)
        where T : class, ITableEntity
    {
        TableEntity row = new EntityJsonReader().ReadEntity(response.Content.ToMemory().Span);
        if (!row.ContainsKey(TableEntity.ETagName) && response.Headers.ETag is { } etag)
        {
            row.ETag = etag;
        }

        return Response.FromValue(EntityBinder.FromRow<T>(row), response);
    }

    private static IReadOnlyList<T> ReadPage<T>(ReadOnlyMemory<byte> body)
        where T : class, ITableEntity
    {
        List<TableEntity> rows = new EntityJsonReader().ReadPage(body.Span);
        return rows as IReadOnlyList<T> ?? rows.ConvertAll(EntityBinder.FromRow<T>);
    }

    private static string? Joined(IEnumerable<string>? select) => select is null ? null : string.Join(',', select);

    private async Task<Response> WriteAsync(
        TableEntity row, ETag? ifMatch, TableUpdateMode mode, CancellationToken cancellationToken)
    {
        RequestMethod method = mode switch
        {
            TableUpdateMode.Merge => RequestMethod.Patch,
            TableUpdateMode.Replace => RequestMethod.Put,
            _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown mode."),
        };
        using HttpMessage message = pipeline.CreateMessage(method, Row(row.PartitionKey, row.RowKey));
        if (ifMatch is { } etag)
        {
            message.Request.Headers.Add("If-Match", etag.ToString());
        }

        SetBody(message.Request, row);
        return await pipeline.SendAsync(message, accepted: 204, cancellationToken);
    }

    private string Row(string partitionKey, string rowKey, IEnumerable<string>? select = null)
    {
        TableLimits.CheckKey(partitionKey, nameof(partitionKey));
        TableLimits.CheckKey(rowKey, nameof(rowKey));
        string row = address.Row(partitionKey, rowKey);
        return Joined(select) is { Length: > 0 } names ? $"{row}?$select={Uri.EscapeDataString(names)}" : row;
    }
}
