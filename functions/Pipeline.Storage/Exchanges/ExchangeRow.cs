using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Data.Tables;
using Pipeline.Core.Exchanges;

namespace Pipeline.Storage.Exchanges;

/// <summary>Rows of the table of exchanges: the head is one JSON column, headers and bodies have their own, the others serve filters.</summary>
internal static class ExchangeRow
{
    public const string RequestColumn = "Request";
    public const string ResponseColumn = "Response";
    public const string RequestBlobColumn = "RequestBlob";
    public const string ResponseBlobColumn = "ResponseBlob";
    public const string SubjectColumn = "Subject";

    /// <summary>SHA-256 of the request's body where that is kept elsewhere.</summary>
    public const string KeptRequestColumn = "KeptRequest";

    private const string PartnerColumn = "Partner";
    private const string OperationColumn = "Operation";
    private const string FailedColumn = "HasFailed";
    private const string HeadColumn = "Head";
    private const string RequestHeadersColumn = "RequestHeaders";
    private const string ResponseHeadersColumn = "ResponseHeaders";

    /// <summary>A column holds 32 Ki characters.</summary>
    private const int TextLimit = 30_000;

    /// <summary>Address and fault share a column with the rest of the head.</summary>
    private const int HeadTextLimit = 4_000;

    /// <summary>All columns but the bodies.</summary>
    public static IReadOnlyList<string> WithoutBodies { get; } =
    [
        "PartitionKey", "RowKey", SubjectColumn, HeadColumn, RequestHeadersColumn, ResponseHeadersColumn,
        RequestBlobColumn, ResponseBlobColumn,
    ];

    public static TableEntity Of(string row, ExchangeHead head) => new(ExchangeKeys.Partition, row)
    {
        [PartnerColumn] = head.Partner,
        [OperationColumn] = head.Operation,
        [SubjectColumn] = head.Subject,
        [FailedColumn] = head.HasFailed,
        [HeadColumn] = JsonSerializer.Serialize(
            head with { RequestHeaders = string.Empty, ResponseHeaders = string.Empty }, ExchangeJson.Default.ExchangeHead),
        [RequestHeadersColumn] = head.RequestHeaders,
        [ResponseHeadersColumn] = head.ResponseHeaders,
    };

    public static ExchangeHead HeadOf(TableEntity row) =>
        JsonSerializer.Deserialize(row.GetString(HeadColumn)!, ExchangeJson.Default.ExchangeHead)! with
        {
            RequestHeaders = row.GetString(RequestHeadersColumn) ?? string.Empty,
            ResponseHeaders = row.GetString(ResponseHeadersColumn) ?? string.Empty,
        };

    public static ExchangeHead HeadOf(Exchange exchange) => new()
    {
        Id = exchange.Id,
        Direction = exchange.Direction,
        Partner = exchange.Partner,
        Operation = exchange.Operation,
        Subject = exchange.Subject,
        Target = Cut(exchange.Target, HeadTextLimit),
        StartedAt = exchange.StartedAt,
        Duration = exchange.Duration,
        Status = exchange.Status,
        RequestHeaders = Cut(exchange.RequestHeaders, TextLimit),
        ResponseHeaders = Cut(exchange.ResponseHeaders, TextLimit),
        RequestBytes = exchange.KeptRequest?.Bytes ?? exchange.Request.Length,
        ResponseBytes = exchange.Response.Length,
        Fault = exchange.Fault is { } fault ? Cut(fault, HeadTextLimit) : null,
    };

    private static string Cut(string text, int limit) => text.Length <= limit ? text : string.Concat(text.AsSpan(0, limit), "…");
}

/// <summary>How exchanges are spelled in their table.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    IgnoreReadOnlyProperties = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(CamelCaseEnum<ExchangeDirection>)])]
[JsonSerializable(typeof(ExchangeHead))]
internal sealed partial class ExchangeJson : JsonSerializerContext;
