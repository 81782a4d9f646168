namespace Pipeline.Benchmarks.Orders;

/// <summary>One request to storage.</summary>
/// <param name="Service">Which service.</param>
/// <param name="Kind">What it does, for example <c>get entity</c>; a transaction is one operation.</param>
/// <param name="Resource">Table, queue or container.</param>
/// <param name="Entities">Entities in a transaction; else 1.</param>
internal sealed record StorageOperation(StorageService Service, string Kind, string Resource, int Entities = 1)
{
    /// <summary>A look into a queue that found nothing.</summary>
    public const string EmptyLook = "empty look";

    /// <summary>Taking, renewing, giving back and breaking a lease.</summary>
    public const string Lease = "lease";

    private const string QueueItself = "queue";
    private const string ListBlobs = "list blobs";

    /// <summary>Who keeps this: the app, the orchestrations' hub, or the host.</summary>
    public string Owner => Resource switch
    {
        _ when Resource.StartsWith("pipeline", StringComparison.OrdinalIgnoreCase) => "hub",
        _ when Resource.StartsWith("azure-webjobs", StringComparison.Ordinal) => "host",
        _ => "app",
    };

    /// <summary>Whether it is made whether there is work or not: looks into empty queues, leases, listings, who has which partition.</summary>
    public bool IsUpkeep => Kind is EmptyLook or Lease or QueueItself or ListBlobs || Owner == "host"
        || Resource.EndsWith("Partitions", StringComparison.Ordinal);

    /// <summary>Whether a message goes into a queue or out of it.</summary>
    public bool IsMessage => Kind is "put message" or "get messages" or "delete message";

    /// <summary>Reads a request.</summary>
    /// <param name="service">The service it is for.</param>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path after the account, decoded, without leading slash.</param>
    /// <param name="query">The query's names and values.</param>
    /// <param name="batch">Body of a transaction; else empty.</param>
    /// <param name="isEmpty">Whether a look into a queue found nothing.</param>
    public static StorageOperation Read(
        StorageService service, string method, string path, IReadOnlyDictionary<string, string> query, string batch, bool isEmpty) => service switch
    {
        StorageService.Table => OfTable(method, path, batch),
        StorageService.Queue => OfQueue(method, path.Split('/'), query, isEmpty),
        _ => OfBlob(method, path.Split('/', 2), query),
    };

    private static StorageOperation OfTable(string method, string path, string batch)
    {
        if (path == "$batch")
        {
            string[] parts = [.. batch.Split('\n').Where(static line => line.Contains(" http", StringComparison.Ordinal) && line.TrimEnd().EndsWith("HTTP/1.1", StringComparison.Ordinal))];
            string address = parts[0].Split(' ')[1];
            return new StorageOperation(StorageService.Table, "transaction", TableOf(address[(address.LastIndexOf('/') + 1)..]), parts.Length);
        }

        bool hasKey = path.Contains("PartitionKey=", StringComparison.Ordinal);
        return new StorageOperation(
            StorageService.Table,
            method switch
            {
                _ when path.StartsWith("Tables", StringComparison.Ordinal) => "table",
                "GET" => hasKey ? "get entity" : "query",
                "POST" => "insert",
                "DELETE" => "delete entity",
                _ => "update entity",
            },
            TableOf(path));
    }

    private static string TableOf(string path) => path.Split('(', '?')[0];

    private static StorageOperation OfQueue(string method, string[] path, IReadOnlyDictionary<string, string> query, bool isEmpty) => new(
        StorageService.Queue,
        (method, path.Length) switch
        {
            ("POST", 2) => "put message",
            ("GET", 2) => isEmpty ? EmptyLook : query.ContainsKey("peekonly") ? "peek messages" : "get messages",
            ("DELETE", 3) => "delete message",
            ("PUT", 3) => "update message",
            _ => QueueItself,
        },
        path[0]);

    private static StorageOperation OfBlob(string method, string[] path, IReadOnlyDictionary<string, string> query) => new(
        StorageService.Blob,
        (method, query.GetValueOrDefault("comp")) switch
        {
            (_, "lease") => Lease,
            (_, "list") => ListBlobs,
            ("GET", _) => "read blob",
            ("HEAD", _) => "blob properties",
            ("PUT", "metadata" or "properties") => "set properties",
            ("PUT", _) => path.Length == 1 ? "container" : "write blob",
            ("DELETE", _) => "delete blob",
            _ => "other",
        },
        path[0]);
}
