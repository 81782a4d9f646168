namespace Azure.Data.Tables;

/// <summary>A row of a table: its keys, and what the service adds.</summary>
public interface ITableEntity
{
    /// <summary>Partition of the row: at most 512 characters, none of <c>/ \ # ?</c>, no control characters.</summary>
    string PartitionKey { get; set; }

    /// <summary>Key of the row in its partition, with the same limits; rows sort by it, ordinally.</summary>
    string RowKey { get; set; }

    /// <summary>When the service last wrote the row; <see langword="null"/> on a row that was not read. Never sent.</summary>
    DateTimeOffset? Timestamp { get; set; }

    /// <summary>The row's version as read; default on a row that was not read. Never sent as data.</summary>
    ETag ETag { get; set; }
}
