namespace Pipeline.Core.Exchanges;

/// <summary>One request to a partner and its answer, complete, with secrets already masked.</summary>
public sealed record Exchange
{
    /// <summary>Sortable id, given by the caller before the call; recording the same id again replaces the record.</summary>
    public required string Id { get; init; }

    /// <summary>Who began it.</summary>
    public ExchangeDirection Direction { get; init; }

    /// <summary>The partner's code, for example <c>acme</c>.</summary>
    public required string Partner { get; init; }

    /// <summary>What was asked, for example <c>orderCreate</c>.</summary>
    public required string Operation { get; init; }

    /// <summary>What it served, for example a purchase order number; null for none.</summary>
    public string? Subject { get; init; }

    /// <summary>Method and address; no secret in it.</summary>
    public required string Target { get; init; }

    /// <summary>Time the request left, UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Time until the answer was complete or the call failed.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>HTTP status, or null when no answer came.</summary>
    public int? Status { get; init; }

    /// <summary>Headers of the request, one <c>Name: value</c> a line, masked.</summary>
    public string RequestHeaders { get; init; } = string.Empty;

    /// <summary>Body of the request, masked.</summary>
    public ReadOnlyMemory<byte> Request { get; init; }

    /// <summary>Set when the body of the request is kept elsewhere under the same id, as the inbox keeps that of a pushed message.</summary>
    public BodyReference? KeptRequest { get; init; }

    /// <summary>Headers of the answer, one <c>Name: value</c> a line.</summary>
    public string ResponseHeaders { get; init; } = string.Empty;

    /// <summary>Body of the answer, masked; empty when none came.</summary>
    public ReadOnlyMemory<byte> Response { get; init; }

    /// <summary>Why no usable answer came, or null.</summary>
    public string? Fault { get; init; }
}

/// <summary>A body that is kept elsewhere.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of it, in lower-case hexadecimal digits.</param>
public sealed record BodyReference(int Bytes, string Sha256);

/// <summary>Who began an exchange.</summary>
public enum ExchangeDirection
{
    /// <summary>We called the partner.</summary>
    Out,

    /// <summary>The partner called us.</summary>
    In,

    /// <summary>Test mode: what we would have sent; nothing left.</summary>
    WouldSend,
}
