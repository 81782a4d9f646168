namespace Pipeline.Benchmarks.Orders;

/// <summary>The services of a storage account that are used here.</summary>
internal enum StorageService
{
    /// <summary>Blobs.</summary>
    Blob,

    /// <summary>Queues.</summary>
    Queue,

    /// <summary>Tables.</summary>
    Table,
}
