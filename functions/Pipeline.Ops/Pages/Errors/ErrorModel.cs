using Pipeline.Core.Audit;
using Pipeline.Core.ErrorGroups;
using Pipeline.Core.Issues;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Errors;

/// <summary>One error: all records of one partner with the same code and field.</summary>
/// <param name="Row">What the list says of it too.</param>
/// <param name="Entry">Its group.</param>
/// <param name="Actor">Who acts; null for a partner's own code.</param>
/// <param name="Records">A part of its records, those that stand first.</param>
public sealed record ErrorModel(ErrorRow Row, ErrorEntry Entry, IssueActor? Actor, IReadOnlyList<ErrorRecord> Records)
{
    /// <summary>Filters of the records: there are none, but their pager asks.</summary>
    public required Filters Filters { get; init; }

    /// <summary>Where the part of the records begins; null for the first.</summary>
    public string? Cursor { get; init; }

    /// <summary>Where the next part begins; null at the end.</summary>
    public string? Next { get; init; }

    /// <summary>What people did in the day before it began.</summary>
    public required Panel<IReadOnlyList<AuditEntry>> Before { get; init; }

    /// <summary>Plain text for the partner, in English.</summary>
    public required string Report { get; init; }

    /// <summary>What is wrong with the form of a dismissal.</summary>
    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    /// <summary>What was typed into it.</summary>
    public string? Reason { get; init; }
}
