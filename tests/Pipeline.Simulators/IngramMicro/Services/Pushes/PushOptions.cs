using System.Net;

namespace Pipeline.Simulators.IngramMicro.Services.Pushes;

/// <summary>The postback: address, proof of the sender, patience.</summary>
public sealed record PushOptions
{
    /// <summary>Where messages are posted, or null: they are made and recorded, and nobody gets them.</summary>
    public Uri? Url { get; init; }

    /// <summary>Secret that is added to the address as a path segment, or null.</summary>
    public string? Key { get; init; }

    /// <summary>User of Basic authentication, or null.</summary>
    public string? BasicUserName { get; init; }

    /// <summary>Password of Basic authentication, or null.</summary>
    public string? BasicPassword { get; init; }

    /// <summary>Secret of the HMAC-SHA256 over the body, sent in <c>X-Hub-Signature-256: sha256=hex</c>; or null.</summary>
    public string? HmacSecret { get; init; }

    /// <summary>Address that pushes come from, for example 127.0.0.2, as Ingram Micro sends from another address than it listens on; or null.</summary>
    public IPAddress? SourceAddress { get; init; }

    /// <summary>How long an answer may take. Default 30 seconds.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Pauses before each repeat of a push that was not answered 2xx in time; after the last one it is given up.</summary>
    /// <remarks>C1's 5, 15 and 60 minutes and then hourly for a day, at one minute to 0.2 seconds.</remarks>
    public IReadOnlyList<TimeSpan> Retries { get; init; } =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3), .. Enumerable.Repeat(TimeSpan.FromSeconds(12), 24),
    ];
}
