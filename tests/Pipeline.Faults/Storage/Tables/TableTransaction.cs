using System.Text;

namespace Pipeline.Faults.Storage.Tables;

/// <summary>Entity-group transactions: up to 100 actions on one partition, all or none.</summary>
/// <remarks>Source: Microsoft Learn, "Performing entity group transactions".</remarks>
internal static class TableTransaction
{
    private const int ActionLimit = 100;
    private const int ByteLimit = 4 * 1024 * 1024;

    public static StorageAnswer Run(StorageRequest request, Func<string, SimulatedTable?> find)
    {
        if (request.Body.Length > ByteLimit)
        {
            return StorageAnswer.RefuseTable(413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.");
        }

        List<StorageRequest> actions = ReadActions(request);
        if (actions.Count > ActionLimit)
        {
            return Refused(0, StorageAnswer.RefuseTable(400, "InvalidInput", $"{ActionLimit}:The batch request operation exceeds the maximum 100 changes per change set."));
        }

        List<Action> undo = [];
        List<StorageAnswer> answers = [];
        HashSet<(string?, string?)> touched = [];
        for (int index = 0; index < actions.Count; index++)
        {
            StorageAnswer answer = RunOne(actions[index], find, touched, undo);
            if (answer.Status >= 300)
            {
                undo.Reverse();
                undo.ForEach(static take => take());
                return Refused(index, answer);
            }

            answers.Add(answer);
        }

        return Multipart(answers);
    }

    private static StorageAnswer RunOne(
        StorageRequest action, Func<string, SimulatedTable?> find, HashSet<(string? Partition, string? Row)> touched, List<Action> undo)
    {
        TableAddress address = TableAddress.Parse(action.Path);
        if (find(address.Table) is not { } table)
        {
            return StorageAnswer.RefuseTable(404, "TableNotFound", "The table specified does not exist.");
        }

        Dictionary<string, object> cells = action.Method == "DELETE" ? [] : TableRow.ReadCells(action.Body);
        string partition = address.Partition ?? (string)cells["PartitionKey"];
        string key = address.Row ?? (string)cells["RowKey"];
        if (touched.Any(row => row.Partition != partition))
        {
            return StorageAnswer.RefuseTable(
                400, "CommandsInBatchActOnDifferentPartitions", "All commands in a batch must operate on same entity group.");
        }

        if (!touched.Add((partition, key)))
        {
            return StorageAnswer.RefuseTable(400, "InvalidDuplicateRow", "The batch request contains multiple changes with same row key.");
        }

        TableRow? before = table.Find(partition, key);
        undo.Add(() => table.Restore(partition, key, before));
        return table.Write(action.Method, partition, key, action.Header("If-Match"), cells);
    }

    private static List<StorageRequest> ReadActions(StorageRequest request)
    {
        string text = Encoding.UTF8.GetString(request.Body);
        List<StorageRequest> actions = [];
        string[] parts = text.Split("\r\n--changeset_");
        foreach (string part in parts.Skip(1).Where(static part => part.Contains(" HTTP/1.1\r\n", StringComparison.Ordinal)))
        {
            string inner = part[(part.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
            int end = inner.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            string[] head = (end < 0 ? inner : inner[..end]).Split("\r\n");
            string[] line = head[0].Split(' ');
            Dictionary<string, string> headers = head.Skip(1).Select(static row => row.Split(':', 2))
                .Where(static pair => pair.Length == 2)
                .ToDictionary(static pair => pair[0], static pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
            byte[] body = Encoding.UTF8.GetBytes(end < 0 ? string.Empty : inner[(end + 4)..].TrimEnd());
            actions.Add(new StorageRequest(line[0], new Uri(line[1]), name => headers.GetValueOrDefault(name), body));
        }

        return actions;
    }

    private static StorageAnswer Refused(int index, StorageAnswer answer)
    {
        string text = Encoding.UTF8.GetString(answer.Body).Replace("\"value\":\"", $"\"value\":\"{index}:", StringComparison.Ordinal);
        return Multipart([new StorageAnswer(answer.Status) { Body = Encoding.UTF8.GetBytes(text) }]);
    }

    private static StorageAnswer Multipart(List<StorageAnswer> parts)
    {
        StringBuilder text = new("--batchresponse_1\r\nContent-Type: multipart/mixed; boundary=changesetresponse_1\r\n\r\n");
        foreach (StorageAnswer part in parts)
        {
            _ = text.Append("--changesetresponse_1\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n")
                .Append("HTTP/1.1 ").Append(part.Status).Append(part.Status == 204 ? " No Content" : " Refused").Append("\r\n");
            foreach ((string name, string value) in part.Headers)
            {
                _ = text.Append(name).Append(": ").Append(value).Append("\r\n");
            }

            _ = text.Append("\r\n").Append(Encoding.UTF8.GetString(part.Body)).Append("\r\n");
        }

        _ = text.Append("--changesetresponse_1--\r\n--batchresponse_1--\r\n");
        return new StorageAnswer(202)
        {
            ContentType = "multipart/mixed; boundary=batchresponse_1",
            Body = Encoding.UTF8.GetBytes(text.ToString()),
        };
    }
}
