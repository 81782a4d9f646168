using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Pipeline.Faults.Faults;

namespace Pipeline.Faults.Storage.Tables;

/// <summary>The Table service in memory, as far as our client uses it: tables, rows, queries, transactions, limits.</summary>
/// <remarks>
/// Source: Microsoft Learn, "Table service REST API". The same contract tests run on this and on the emulator
/// (<c>TableContractTests</c>), so that what is proven on the one holds for the other.
/// </remarks>
public sealed partial class SimulatedTables(Func<DateTimeOffset> clock) : IHttpService
{
    private const int PageLimit = 1000;

    private readonly SortedDictionary<string, SimulatedTable> tables = new(StringComparer.OrdinalIgnoreCase);
    private DateTimeOffset lastWrite;

    /// <inheritdoc />
    public string Describe(HttpRequestMessage request)
    {
        StorageRequest asked = new(request, []);
        if (asked.Path == "$batch")
        {
            return "POST $batch";
        }

        TableAddress address = TableAddress.Parse(asked.Path);
        return $"{asked.Method} {address.Table}{(address.Partition is null ? string.Empty : "/row")}";
    }

    /// <inheritdoc />
    public HttpResponseMessage Answer(HttpRequestMessage request, byte[] body) =>
        Answer(new StorageRequest(request, body)).ToMessage(request, clock());

    internal SimulatedTable? Find(string name) => tables.GetValueOrDefault(name);

    private StorageAnswer Answer(StorageRequest request)
    {
        if (request.Path == "$batch")
        {
            return TableTransaction.Run(request, Find);
        }

        Match listed = OneTable().Match(Uri.UnescapeDataString(request.Path));
        if (listed.Success)
        {
            return AnswerTables(request, listed.Groups["name"].Value);
        }

        TableAddress address = TableAddress.Parse(request.Path);
        return Find(address.Table) is not { } table
            ? StorageAnswer.RefuseTable(404, "TableNotFound", "The table specified does not exist.")
            : (request.Method, address.Partition) switch
            {
                ("GET", null) => Query(request, table),
                ("GET", _) => Get(request, table.Find(address.Partition, address.Row!)),
                ("POST", _) => Insert(request, table),
                _ => table.Write(
                    request.Method, address.Partition!, address.Row!, request.Header("If-Match"),
                    request.Method == "DELETE" ? [] : TableRow.ReadCells(request.Body)),
            };
    }

    private static StorageAnswer Insert(StorageRequest request, SimulatedTable table)
    {
        Dictionary<string, object> cells = TableRow.ReadCells(request.Body);
        return cells.TryGetValue("PartitionKey", out object? partition) && cells.TryGetValue("RowKey", out object? key)
            ? table.Write("POST", (string)partition, (string)key, null, cells)
            : StorageAnswer.RefuseTable(400, "PropertiesNeedValue", "The values are not specified for all properties in the entity.");
    }

    private static StorageAnswer Get(StorageRequest request, TableRow? row) => row is null
        ? StorageAnswer.RefuseTable(404, "ResourceNotFound", "The specified resource does not exist.")
        : Json(json => row.Write(json, SelectedBy(request))).With("ETag", row.ETag);

    private static StorageAnswer Query(StorageRequest request, SimulatedTable table)
    {
        string? filter = request.Parameter("$filter");
        Func<TableRow, bool> condition = TableFilter.Parse(filter);
        int top = request.Parameter("$top") is { } given ? int.Parse(given, CultureInfo.InvariantCulture) : PageLimit;
        (string Partition, string Row) from = (Opened(request.Parameter("NextPartitionKey")), Opened(request.Parameter("NextRowKey")));
        Match one = OnePartition().Match(filter ?? string.Empty);
        List<TableRow> found =
        [
            .. (one.Success ? table.Rows(one.Groups["key"].Value.Replace("''", "'", StringComparison.Ordinal)) : table.Rows())
                .Where(row => IsFrom(row, from) && condition(row))
                .Take(Math.Min(top, PageLimit) + 1),
        ];
        IReadOnlySet<string>? select = SelectedBy(request);
        bool isMore = found.Count > Math.Min(top, PageLimit);
        StorageAnswer page = Json(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("value");
            foreach (TableRow row in isMore ? found[..^1] : found)
            {
                row.Write(json, select);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
        return isMore
            ? page.With("x-ms-continuation-NextPartitionKey", Closed(found[^1].PartitionKey)).With("x-ms-continuation-NextRowKey", Closed(found[^1].RowKey))
            : page;
    }

    private StorageAnswer AnswerTables(StorageRequest request, string name)
    {
        switch (request.Method)
        {
            case "POST":
                string wanted = (string)TableRow.ReadCells(request.Body)["TableName"];
                return tables.TryAdd(wanted, new SimulatedTable(NextTimestamp))
                    ? new StorageAnswer(204)
                    : StorageAnswer.RefuseTable(409, "TableAlreadyExists", "The table specified already exists.");
            case "DELETE":
                return tables.Remove(name)
                    ? new StorageAnswer(204)
                    : StorageAnswer.RefuseTable(404, "ResourceNotFound", "The specified resource does not exist.");
            default:
                SimulatedTable list = new(NextTimestamp);
                foreach (string table in tables.Keys)
                {
                    _ = list.Write("POST", string.Empty, table, null, new() { ["TableName"] = table });
                }

                return Query(request, list);
        }
    }

    private static StorageAnswer Json(Action<Utf8JsonWriter> write)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            write(json);
        }

        return new StorageAnswer(200)
        {
            ContentType = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8",
            Body = body.ToArray(),
        };
    }

    private static HashSet<string>? SelectedBy(StorageRequest request) =>
        request.Parameter("$select") is { Length: > 0 } names ? [.. names.Split(',')] : null;

    private static bool IsFrom(TableRow row, (string Partition, string Row) from)
    {
        int order = string.CompareOrdinal(row.PartitionKey, from.Partition);
        return order > 0 || (order == 0 && string.CompareOrdinal(row.RowKey, from.Row) >= 0);
    }

    // The service's tokens are opaque; ours are so that nobody can read keys out of them by accident.
    private static string Closed(string key) => "1!" + Convert.ToHexString(Encoding.UTF8.GetBytes(key));

    private static string Opened(string? token) =>
        token is null ? string.Empty : Encoding.UTF8.GetString(Convert.FromHexString(token["1!".Length..]));

    // Two writes never have the same time, as their version is made of it.
    private DateTimeOffset NextTimestamp()
    {
        DateTimeOffset now = clock();
        lastWrite = now > lastWrite ? now : lastWrite.AddTicks(1);
        return lastWrite;
    }

    [GeneratedRegex(@"^Tables(\('(?<name>\w+)'\)|\(\))?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OneTable();

    // Only where nothing but conjunctions follows, whatever their order inside.
    [GeneratedRegex(@"^\(?PartitionKey eq '(?<key>([^']|'')*)'\)?( and (?!.*\bor\b).*)?$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OnePartition();
}
