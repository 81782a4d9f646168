using System.Text.Json.Nodes;
using Pipeline.Simulators.Mirakl.Calls;

namespace Pipeline.Simulators.Mirakl.Offers;

/// <summary>An import of offers, stock or prices and how far it is.</summary>
internal sealed class OfferImport(long number, string mode, DateTimeOffset created)
{
    public long Number => number;

    /// <summary>Identifier of imports of stock and prices.</summary>
    public string Uuid => $"00000000-0000-4000-8000-{number:x12}";

    public string Mode => mode;

    public DateTimeOffset Created => created;

    /// <summary>Fingerprint of what was sent.</summary>
    public string Fingerprint { get; init; } = string.Empty;

    /// <summary>Where it came from: API, or FRONT for the back office.</summary>
    public string Origin { get; init; } = "API";

    public string Status { get; set; } = "WAITING";

    public string? Reason { get; set; }

    public int Read { get; set; }

    public int Succeeded { get; set; }

    public int Inserted { get; set; }

    public int Updated { get; set; }

    public int Deleted { get; set; }

    /// <summary>Columns as they were sent.</summary>
    public IReadOnlyList<string> Header { get; set; } = [];

    /// <summary>Lines that failed, each with its message.</summary>
    public List<(OfferRow Row, string Message)> Errors { get; } = [];

    public bool IsFinal => Status is "COMPLETE" or "FAILED";

    public bool HasReport => Status == "COMPLETE" && Errors.Count > 0;

    /// <summary>Body of OF02.</summary>
    public JsonObject Tracking() => new()
    {
        ["import_id"] = number,
        ["status"] = Status,
        ["mode"] = mode,
        ["type"] = mode,
        ["date_created"] = Wire.Time(created),
        ["has_error_report"] = HasReport,
        ["lines_read"] = Read,
        ["lines_in_success"] = Succeeded,
        ["lines_in_error"] = Errors.Count,
        ["lines_in_pending"] = Read - Succeeded - Errors.Count,
        ["offer_inserted"] = Inserted,
        ["offer_updated"] = Updated,
        ["offer_deleted"] = Deleted,
        ["reason_status"] = Reason,
    };
}
