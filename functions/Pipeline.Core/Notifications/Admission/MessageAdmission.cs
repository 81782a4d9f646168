using System.Security.Cryptography;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Core.Notifications.Admission;

/// <summary>Takes a message in, however it came: examines it, stores it, and with that has it handled.</summary>
public sealed class MessageAdmission(IMessageInbox inbox, TimeProvider clock)
{
    private const int ContentTypeLimit = 200;

    /// <summary>Examines and stores a message; when it returns, the message survives the loss of the process.</summary>
    /// <param name="distributor">Whose message it is.</param>
    /// <param name="body">The bytes as received.</param>
    /// <param name="contentType">The sender's <c>Content-Type</c>, or null.</param>
    /// <param name="packing">How the body is compressed, which nobody reads here; null when it is not.</param>
    /// <param name="cancellationToken">Gives up; the message may have been stored.</param>
    public async Task<AdmittedMessage> AdmitAsync(
        string distributor, byte[] body, string? contentType, string? packing, CancellationToken cancellationToken)
    {
        XmlExamination xml = packing is null
            ? XmlAdmission.Examine(body, contentType)
            : new(null, SoapVersion.None, new Issue(IssueCodes.EncodingUnsupported, null, packing));
        DateTimeOffset now = clock.GetUtcNow();
        PushedMessage message = new()
        {
            Id = MessageId.New(now),
            Distributor = distributor,
            ReceivedAt = now,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(body)),
            SizeBytes = body.Length,
            ContentType = string.IsNullOrEmpty(contentType) ? null : contentType[..Math.Min(contentType.Length, ContentTypeLimit)],
            Root = xml.Root,
            State = xml.Fault is null ? MessageState.Accepted : MessageState.Quarantined,
            HandledAt = xml.Fault is null ? null : now,
            Issue = xml.Fault,
        };
        await inbox.AddAsync(message, body, cancellationToken);
        return new AdmittedMessage(message, xml);
    }
}

/// <summary>A message that was taken in.</summary>
/// <param name="Message">As it is stored.</param>
/// <param name="Xml">What its examination found.</param>
public sealed record AdmittedMessage(PushedMessage Message, XmlExamination Xml);
