using Pipeline.Core.Audit;

namespace Pipeline.Functions.Audit;

/// <summary>A command, as answers show it.</summary>
public sealed record AuditView
{
    /// <summary>Id of the command.</summary>
    public required string Id { get; init; }

    /// <summary>When it was given, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who gave it; <c>api</c> for a caller with a key, <c>system</c> for the app itself.</summary>
    public required string By { get; init; }

    /// <summary>What was to be done, for example <c>flow.run</c>.</summary>
    public required string Action { get; init; }

    /// <summary>On what: kind and id with a colon between.</summary>
    public required string On { get; init; }

    /// <summary>What people call it, or null.</summary>
    public required string? Label { get; init; }

    /// <summary>Why, or null.</summary>
    public required string? Reason { get; init; }

    /// <summary>What stood there before, or null.</summary>
    public required string? Before { get; init; }

    /// <summary>What stands there afterwards, or null.</summary>
    public required string? After { get; init; }

    /// <summary>What came of it; null while it is not known.</summary>
    public required AuditResult? Result { get; init; }

    /// <summary>Code for which it was refused or failed, or null.</summary>
    public required string? Code { get; init; }

    /// <summary>The execution that it started or steered, or null.</summary>
    public required string? ExecutionId { get; init; }

    internal static AuditView Of(AuditEntry entry) => new()
    {
        Id = entry.Id,
        At = entry.At,
        By = entry.By,
        Action = entry.Action,
        On = entry.On.ToString(),
        Label = entry.Label,
        Reason = entry.Reason,
        Before = entry.Before,
        After = entry.After,
        Result = entry.Result,
        Code = entry.Code,
        ExecutionId = entry.ExecutionId,
    };
}
