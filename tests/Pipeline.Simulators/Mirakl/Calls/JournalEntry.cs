using Pipeline.Simulators.Mirakl.Faults;

namespace Pipeline.Simulators.Mirakl.Calls;

/// <summary>A call as the journal shows it; the key is not in it.</summary>
public sealed record JournalEntry
{
    /// <summary>The tenant's time.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Code of the operation; empty for a path that does not exist.</summary>
    public required string Operation { get; init; }

    /// <summary>HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>Path from <c>/api</c> on.</summary>
    public required string Path { get; init; }

    /// <summary>Query string, with its question mark; empty for none.</summary>
    public required string Query { get; init; }

    /// <summary>Content type of the request; null for none.</summary>
    public string? ContentType { get; init; }

    /// <summary>Names of the parts of a multipart body.</summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Body as text; of a multipart body the value parts and the CSV files.</summary>
    public string Body { get; init; } = string.Empty;

    /// <summary>HTTP status of the answer, also of one that was then withheld.</summary>
    public int Status { get; init; }

    /// <summary>Text of the refusal, or null.</summary>
    public string? Message { get; init; }

    /// <summary>The faults that were done to it on purpose.</summary>
    public IReadOnlyList<MiraklFault> Faults { get; init; } = [];
}
