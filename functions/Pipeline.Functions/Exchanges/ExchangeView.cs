using Pipeline.Core.Exchanges;
using Pipeline.Core.Notifications;

namespace Pipeline.Functions.Exchanges;

/// <summary>A request to or from a partner and its answer, without bodies.</summary>
public sealed record ExchangeView
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Who began it; <c>wouldSend</c> in test mode.</summary>
    public required ExchangeDirection Direction { get; init; }

    /// <summary>The partner.</summary>
    public required string Partner { get; init; }

    /// <summary>What was asked, for example <c>orderCreate</c>, or the root element of a pushed message.</summary>
    public required string Operation { get; init; }

    /// <summary>What it served, for example a purchase order number; or null.</summary>
    public required string? Subject { get; init; }

    /// <summary>Method and address.</summary>
    public required string Target { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public required long DurationMs { get; init; }

    /// <summary>HTTP status, or null when no answer came.</summary>
    public required int? Status { get; init; }

    /// <summary>Whether it failed.</summary>
    public required bool Failed { get; init; }

    /// <summary>Why no usable answer came, or null.</summary>
    public required string? Fault { get; init; }

    /// <summary>Headers of the request, masked; null in a list.</summary>
    public required string? RequestHeaders { get; init; }

    /// <summary>Headers of the answer; null in a list.</summary>
    public required string? ResponseHeaders { get; init; }

    /// <summary>Size of the request's body in bytes.</summary>
    public required int RequestBytes { get; init; }

    /// <summary>Size of the answer's body in bytes.</summary>
    public required int ResponseBytes { get; init; }

    /// <summary>When the bodies were erased because they held personal data; null while they are kept.</summary>
    public required DateTimeOffset? BodyErasedAt { get; init; }

    /// <summary>SHA-256 of the request's body that was erased; null while it is kept.</summary>
    public required string? RequestSha256 { get; init; }

    /// <summary>SHA-256 of the answer's body that was erased; null while it is kept.</summary>
    public required string? ResponseSha256 { get; init; }

    /// <summary>Path of the request's body.</summary>
    public required string Request { get; init; }

    /// <summary>Path of the answer's body.</summary>
    public required string Response { get; init; }

    internal static ExchangeView Of(ExchangeHead head) => new()
    {
        Id = head.Id,
        Direction = head.Direction,
        Partner = head.Partner,
        Operation = head.Operation,
        Subject = head.Subject,
        Target = head.Target,
        StartedAt = head.StartedAt,
        DurationMs = (long)head.Duration.TotalMilliseconds,
        Status = head.Status,
        Failed = head.HasFailed,
        Fault = head.Fault,
        RequestHeaders = head.RequestHeaders,
        ResponseHeaders = head.ResponseHeaders,
        RequestBytes = head.RequestBytes,
        ResponseBytes = head.ResponseBytes,
        BodyErasedAt = head.BodyErasedAt,
        RequestSha256 = head.RequestSha256,
        ResponseSha256 = head.ResponseSha256,
        Request = $"/api/exchanges/{head.Id}/request",
        Response = $"/api/exchanges/{head.Id}/response",
    };

    /// <summary>A pushed message as an exchange that the partner began: a timeline links to both kinds in the same way.</summary>
    internal static ExchangeView Of(PushedMessage notification) => new()
    {
        Id = notification.Id,
        Direction = ExchangeDirection.In,
        Partner = notification.Distributor,
        Operation = notification.Root ?? "unreadable",
        Subject = notification.Orders.Count > 0 ? notification.Orders[0] : null,
        Target = $"POST /api/notifications/{notification.Distributor}",
        StartedAt = notification.ReceivedAt,
        DurationMs = 0,
        Status = notification.State == MessageState.Quarantined ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK,
        Failed = notification.State == MessageState.Quarantined,
        Fault = notification.Reason,
        RequestHeaders = $"Content-Type: {notification.ContentType}",
        ResponseHeaders = null,
        RequestBytes = notification.SizeBytes,
        ResponseBytes = 0,
        BodyErasedAt = notification.BodyErasedAt,
        RequestSha256 = notification.BodyErasedAt is null ? null : notification.Sha256,
        ResponseSha256 = null,
        Request = $"/api/exchanges/{notification.Id}/request",
        Response = $"/api/exchanges/{notification.Id}/response",
    };
}
