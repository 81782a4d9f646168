using Azure.Core;
using Azure.Data.Tables.Models;

namespace Azure.Data.Tables;

/// <summary>The tables of one account. Safe for parallel use; make one and keep it.</summary>
public sealed class TableServiceClient
{
    private static readonly string[] Continuation = ["NextTableName"];

    private readonly TablePipeline pipeline;

    /// <summary>For a storage connection string, <c>UseDevelopmentStorage=true</c> among them.</summary>
    /// <exception cref="FormatException">It cannot be read; the text names settings, never values.</exception>
    public TableServiceClient(string connectionString)
        : this(connectionString, options: null)
    {
    }

    /// <summary>For a storage connection string, <c>UseDevelopmentStorage=true</c> among them.</summary>
    /// <exception cref="FormatException">It cannot be read; the text names settings, never values.</exception>
    public TableServiceClient(string connectionString, TableClientOptions? options = null) =>
        pipeline = TablePipeline.For(connectionString, options);

    /// <summary>For an account and its key.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, options: null)
    {
    }

    /// <summary>For an account and its key.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions? options) =>
        pipeline = TablePipeline.For(endpoint, credential, options);

    /// <summary>For an account and a shared access signature.</summary>
    public TableServiceClient(Uri endpoint, AzureSasCredential credential, TableClientOptions? options = null) =>
        pipeline = TablePipeline.For(endpoint, credential, options);

    /// <summary>For an account and an Entra ID identity; https only.</summary>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null) =>
        pipeline = TablePipeline.For(endpoint, tokenCredential, options);

    /// <summary>Name of the account.</summary>
    public string AccountName => pipeline.AccountName;

    /// <summary>Address of the service.</summary>
    public Uri Uri => pipeline.Endpoint;

    /// <summary>A condition with its values as literals; see <see cref="TableClient.CreateQueryFilter"/>.</summary>
    public static string CreateQueryFilter(FormattableString filter) => QueryFilter.Format(filter);

    /// <summary>A client of one table, on the same connections. Sends nothing.</summary>
    /// <exception cref="ArgumentException">The name is not 3 to 63 letters and digits, first a letter.</exception>
    public TableClient GetTableClient(string tableName) => new(pipeline, tableName);

    /// <summary>Creates a table.</summary>
    /// <exception cref="RequestFailedException">409 <c>TableAlreadyExists</c>, or any other refusal.</exception>
    public Task<Response<TableItem>> CreateTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateAsync(cancellationToken);

    /// <summary>Creates a table unless it exists. Repeatable.</summary>
    /// <exception cref="RequestFailedException">409 <c>TableBeingDeleted</c>, or any other refusal.</exception>
    public Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);

    /// <summary>Deletes a table; 404 is an answer, not an exception. Repeatable.</summary>
    /// <remarks>The name stays taken for some 40 seconds in the cloud.</remarks>
    public Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).DeleteAsync(cancellationToken);

    /// <summary>The tables that fulfil an OData condition on <c>TableName</c>, in the order of their names.</summary>
    public AsyncPageable<TableItem> QueryAsync(
        string? filter = null, int? maxPerPage = null, CancellationToken cancellationToken = default) =>
        new EntityPageable<TableItem>(
            pipeline,
            new($"{pipeline.Address}/Tables", filter, maxPerPage, Select: null, Continuation, Read),
            cancellationToken);

    private static List<TableItem> Read(ReadOnlyMemory<byte> body) =>
        [.. new EntityJsonReader().ReadPage(body.Span).Select(static row => new TableItem(row.GetString("TableName")!))];
}
