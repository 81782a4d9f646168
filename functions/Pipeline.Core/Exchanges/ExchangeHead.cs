namespace Pipeline.Core.Exchanges;

/// <summary>An exchange without its bodies.</summary>
public sealed record ExchangeHead
{
    /// <summary>Id.</summary>
    public required string Id { get; init; }

    /// <summary>Who began it.</summary>
    public ExchangeDirection Direction { get; init; }

    /// <summary>The partner's code.</summary>
    public required string Partner { get; init; }

    /// <summary>What was asked.</summary>
    public required string Operation { get; init; }

    /// <summary>What it served, or null.</summary>
    public string? Subject { get; init; }

    /// <summary>Method and address.</summary>
    public required string Target { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>HTTP status, or null when no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>Headers of the request, one <c>Name: value</c> a line, masked.</summary>
    public string RequestHeaders { get; init; } = string.Empty;

    /// <summary>Headers of the answer, one <c>Name: value</c> a line.</summary>
    public string ResponseHeaders { get; init; } = string.Empty;

    /// <summary>Size of the request's body in bytes.</summary>
    public int RequestBytes { get; init; }

    /// <summary>Size of the answer's body in bytes.</summary>
    public int ResponseBytes { get; init; }

    /// <summary>Why no usable answer came, or null.</summary>
    public string? Fault { get; init; }

    /// <summary>When its bodies were erased because they held personal data, UTC; null while they are kept.</summary>
    public DateTimeOffset? BodyErasedAt { get; init; }

    /// <summary>SHA-256 of the request's body that was erased, in lower-case hexadecimal digits; null while it is kept.</summary>
    public string? RequestSha256 { get; init; }

    /// <summary>SHA-256 of the answer's body that was erased, in lower-case hexadecimal digits; null while it is kept.</summary>
    public string? ResponseSha256 { get; init; }

    /// <summary>Whether it failed: a fault, or a status that is no success.</summary>
    public bool HasFailed => Fault is not null || Status is < 200 or >= 300;
}
