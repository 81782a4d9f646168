using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.Simulators.IngramMicro.Services.Rules;

namespace Pipeline.Simulators.IngramMicro.Services.Calls;

/// <summary>A request as the log shows it, with a verdict for each rule that was looked at.</summary>
public sealed record RequestEntry
{
    /// <summary>When it had arrived whole.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Wire profile of the address it came to.</summary>
    public required string Profile { get; init; }

    /// <summary>Which call, or null when it could not be told.</summary>
    public ServiceTransaction? Transaction { get; init; }

    /// <summary>The order it is about, or null.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>The caller's id, or null.</summary>
    public string? TransactionId { get; init; }

    /// <summary>The rules that were looked at, in their order.</summary>
    public required IReadOnlyList<RuleVerdict> Rules { get; init; }

    /// <summary>HTTP status of the answer, also of one that was then withheld.</summary>
    public int Status { get; init; }

    /// <summary>Return code, or null for a technical failure.</summary>
    public int? ReturnCode { get; init; }

    /// <summary>Return message or fault text.</summary>
    public string? Message { get; init; }

    /// <summary>The faults that were done to it on purpose.</summary>
    public IReadOnlyList<FaultKind> Faults { get; init; } = [];

    /// <summary>The body, login masked.</summary>
    public required string Body { get; init; }
}
