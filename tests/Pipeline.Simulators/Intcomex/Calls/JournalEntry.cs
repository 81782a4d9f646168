using Pipeline.Simulators.Intcomex.Faults;

namespace Pipeline.Simulators.Intcomex.Calls;

/// <summary>A call as the journal shows it; neither keys nor signature are in it.</summary>
public sealed record JournalEntry
{
    /// <summary>The service's time when the call had arrived whole.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The operation, lower case, also of one that does not exist.</summary>
    public required string Operation { get; init; }

    /// <summary>HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Parameters of the query string, as they were spelled, without the token.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>The body, empty for GET.</summary>
    public required string Body { get; init; }

    /// <summary>HTTP status of the answer, also of one that was then withheld.</summary>
    public int Status { get; init; }

    /// <summary>Code of the error, or null.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>Text of the error, or null.</summary>
    public string? Message { get; init; }

    /// <summary>The faults that were done to it on purpose.</summary>
    public IReadOnlyList<IwsFault> Faults { get; init; } = [];
}
