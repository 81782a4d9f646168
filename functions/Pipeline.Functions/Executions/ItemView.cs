using System.Globalization;
using Pipeline.Core.Errors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Issues;

namespace Pipeline.Functions.Executions;

/// <summary>One record that an execution touched and that deserves attention, or what it would have sent.</summary>
public sealed record ItemView
{
    /// <summary>row of a file, record of an API, order, or exchange: what would have been sent.</summary>
    public required string EntityType { get; init; }

    /// <summary>Number of the order, or id of the exchange; null for rows and records.</summary>
    public string? ExtId { get; init; }

    /// <summary>What people call it: a line, a record of a page, a number.</summary>
    public required string DisplayRef { get; init; }

    /// <summary>failed when the row was dropped, wouldSend for what test mode has kept back, else warning.</summary>
    public required string Outcome { get; init; }

    /// <summary>error, warning or info.</summary>
    public required string Severity { get; init; }

    /// <summary>Stable code, for example EAN_INVALID; of what would have been sent, the operation.</summary>
    public required string Code { get; init; }

    /// <summary>What was expected; of what would have been sent, where to.</summary>
    public required string Message { get; init; }

    /// <summary>Line of the row in the file, the first being 1; null for a record of an API, and for what is not of a file.</summary>
    public long? Line { get; init; }

    /// <summary>Page of the record in an API's answer, from 1; null for a row of a file.</summary>
    public int? Page { get; init; }

    /// <summary>Place of the record in its page, from 0; null for a row of a file.</summary>
    public int? Index { get; init; }

    /// <summary>Name of the column, or null.</summary>
    public string? Field { get; init; }

    /// <summary>The offending text, or null.</summary>
    public string? Value { get; init; }

    /// <summary>The row as it stands in the file, or null.</summary>
    public string? RawRow { get; init; }

    /// <summary>The view of what is wrong with a row.</summary>
    public static ItemView Of(Issue issue)
    {
        bool isError = issue.Severity is IssueSeverity.Error;
        (string type, string? id, string shown) = issue.Row switch
        {
            { Page: { } page } record => ("record", null, string.Create(CultureInfo.InvariantCulture, $"page {page}, record {record.Index}")),
            { Line: > 0 } line => ("row", null, string.Create(CultureInfo.InvariantCulture, $"line {line.Line}")),
            { Column: { } number } => ("order", number, number),
            _ => ("row", (string?)null, issue.Where ?? issue.Code),
        };
        return new ItemView
        {
            EntityType = type,
            ExtId = id,
            DisplayRef = shown,
            Outcome = isError ? "failed" : "warning",
            Severity = isError ? "error" : "warning",
            Code = issue.Code,
            Message = issue.Cause,
            Line = issue.Row is { Page: null, Line: > 0 } row ? row.Line : null,
            Page = issue.Row?.Page,
            Index = issue.Row?.Index,
            Field = issue.Row?.Column,
            Value = issue.Text,
            RawRow = issue.Row?.RawRow,
        };
    }

    /// <summary>The view of what test mode has kept back; its body is the exchange's.</summary>
    internal static ItemView Of(ExchangeHead kept) => new()
    {
        EntityType = "exchange",
        ExtId = kept.Id,
        DisplayRef = $"{kept.Operation} {kept.Subject}".TrimEnd(),
        Outcome = "wouldSend",
        Severity = IssueSeverity.Info,
        Code = kept.Operation,
        Message = kept.Target,
    };
}
