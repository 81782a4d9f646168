namespace Pipeline.Faults.Storage.Tables;

/// <summary>One table: partitions in order, rows in order, and the rules for writing them.</summary>
/// <param name="nextTimestamp">Gives each write a time of its own.</param>
internal sealed class SimulatedTable(Func<DateTimeOffset> nextTimestamp)
{
    private readonly SortedDictionary<string, SortedDictionary<string, TableRow>> partitions = new(StringComparer.Ordinal);

    /// <summary>A row, or null.</summary>
    public TableRow? Find(string partition, string row) =>
        partitions.GetValueOrDefault(partition)?.GetValueOrDefault(row);

    /// <summary>All rows in the order of their keys.</summary>
    public IEnumerable<TableRow> Rows() => partitions.Values.SelectMany(static rows => rows.Values);

    /// <summary>Rows of one partition, in order.</summary>
    public IEnumerable<TableRow> Rows(string partition) => partitions.GetValueOrDefault(partition)?.Values ?? Enumerable.Empty<TableRow>();

    /// <summary>Puts a row in place, or takes it away.</summary>
    public void Restore(string partition, string key, TableRow? row)
    {
        if (row is null)
        {
            if (partitions.TryGetValue(partition, out SortedDictionary<string, TableRow>? rows) && rows.Remove(key) && rows.Count == 0)
            {
                _ = partitions.Remove(partition);
            }

            return;
        }

        if (!partitions.TryGetValue(partition, out SortedDictionary<string, TableRow>? there))
        {
            partitions[partition] = there = new(StringComparer.Ordinal);
        }

        there[key] = row;
    }

    /// <summary>Inserts, merges, replaces or deletes.</summary>
    /// <param name="method">POST inserts, PATCH and MERGE merge, PUT replaces, DELETE deletes.</param>
    /// <param name="partition">The row's partition.</param>
    /// <param name="key">The row's key.</param>
    /// <param name="ifMatch">The version it must have, <c>*</c> for any; null where none is asked for.</param>
    /// <param name="cells">The properties named.</param>
    public StorageAnswer Write(string method, string partition, string key, string? ifMatch, Dictionary<string, object> cells)
    {
        TableRow? before = Find(partition, key);
        if (method == "POST" && before is not null)
        {
            return StorageAnswer.RefuseTable(409, "EntityAlreadyExists", "The specified entity already exists.");
        }

        if (before is null && (ifMatch is not null || method == "DELETE"))
        {
            return StorageAnswer.RefuseTable(404, "ResourceNotFound", "The specified resource does not exist.");
        }

        if (ifMatch is not (null or "*") && before!.ETag != ifMatch)
        {
            return StorageAnswer.RefuseTable(412, "UpdateConditionNotSatisfied", "The update condition specified in the request was not satisfied.");
        }

        if (method == "DELETE")
        {
            Restore(partition, key, null);
            return new StorageAnswer(204);
        }

        bool merges = method is "PATCH" or "MERGE" && before is not null;
        Dictionary<string, object> all = merges ? new(before!.Cells, StringComparer.Ordinal) : [];
        foreach ((string name, object value) in cells.Where(static cell => cell.Key is not ("PartitionKey" or "RowKey" or "Timestamp")))
        {
            all[name] = value;
        }

        TableRow row = new(partition, key, nextTimestamp(), all);
        if (row.Fault() is { } fault)
        {
            return StorageAnswer.RefuseTable(fault.Status, fault.Code, "The row is beyond the limits.");
        }

        Restore(partition, key, row);
        return new StorageAnswer(204).With("ETag", row.ETag);
    }
}
