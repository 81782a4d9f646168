using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages.Invoicing;

namespace Pipeline.Core.Messages;

/// <summary>A message about an order that a distributor sends: by itself, or as the answer to an inquiry.</summary>
/// <remarks>
/// A document may come again and again: the same <see cref="DocumentKey"/> with the same
/// <see cref="Fingerprint"/> is a duplicate, with another one a correction, and the version that
/// <see cref="IsNewerThan"/> prefers counts.
/// </remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "message")]
[JsonDerivedType(typeof(OrderResponse), "orderResponse")]
[JsonDerivedType(typeof(OrderStatus), "orderStatus")]
[JsonDerivedType(typeof(DespatchAdvice), "despatchAdvice")]
[JsonDerivedType(typeof(Invoice), "invoice")]
public abstract record OrderMessage
{
    /// <summary>Who sent it and when.</summary>
    public MessageOrigin Origin { get; init; } = MessageOrigin.None;

    /// <summary>What of it could not be read, or is not known; null when nothing. What depends on that waits for a person.</summary>
    public IReadOnlyList<Issue>? Issues { get; init; }

    /// <summary>Kind and number of the document, for example <c>despatchAdvice/8140023391</c>.</summary>
    public abstract string DocumentKey { get; }

    /// <summary>Our numbers of the orders it is about, as sent; several on an invoice, none when the sender left them out.</summary>
    public abstract IReadOnlyList<string> Orders { get; }

    /// <summary>Time that orders the versions of one document, UTC; the earliest time when the message has none.</summary>
    public virtual DateTimeOffset VersionTime => Origin.SentAt ?? DateTimeOffset.MinValue;

    /// <summary>
    /// SHA-256 of what it says, in lower-case hexadecimal digits; who sent it and when is left out, and how numbers are written:
    /// <c>22.00</c> says what <c>22.0000</c> says.
    /// </summary>
    public string Fingerprint() => Hash(FingerprintJson.Default.OrderMessage);

    /// <summary>The fingerprint that earlier builds made, which told <c>22.00</c> from <c>22.0000</c>.</summary>
    public string FormerFingerprint() => Hash(OrderMessageJson.Default.OrderMessage);

    /// <summary>
    /// Whether this version of a document takes the place of another one: the later time wins; with equal times the
    /// greater fingerprint, so that the order of arrival does not matter.
    /// </summary>
    public bool IsNewerThan(OrderMessage other)
    {
        int order = VersionTime.CompareTo(other.VersionTime);
        return order != 0 ? order > 0 : string.CompareOrdinal(Fingerprint(), other.Fingerprint()) > 0;
    }

    private string Hash(JsonTypeInfo<OrderMessage> form) => Convert.ToHexStringLower(
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this with { Origin = MessageOrigin.None, Issues = null }, form)));
}

/// <summary>The preamble of a message; pushed messages carry no password.</summary>
public sealed record MessageOrigin
{
    /// <summary>Nothing known.</summary>
    public static MessageOrigin None { get; } = new();

    /// <summary>The sender's id of the message, for tracing; or null.</summary>
    public string? DocumentId { get; init; }

    /// <summary>Time the sender wrote it, UTC (sent as local time of the profile's zone); or null.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Party that sent it, usually a GLN; or null.</summary>
    public string? SenderId { get; init; }

    /// <summary>Party it was sent to, usually a GLN; or null.</summary>
    public string? ReceiverId { get; init; }

    /// <summary>Country of the account, ISO 3166 alpha-2; or null.</summary>
    public string? CountryCode { get; init; }
}
