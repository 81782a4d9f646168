using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Reading;
using Pipeline.Partners.Distributors.IngramMicro.Wire;
using Pipeline.Partners.Distributors.IngramMicro.Xml;

namespace Pipeline.Partners.Distributors.IngramMicro.Reading;

/// <summary>Reads what Ingram Micro pushes: Order Response, Order Status, Despatch Advice, Invoice.</summary>
/// <remarks>
/// (match by local name). With or without SOAP envelope, wrapper and preamble. Pure and
/// safe for concurrent use.
/// </remarks>
/// <param name="profile">How the account's messages look.</param>
public sealed class MessageReader(WireProfile profile) : IOrderMessageReader
{
    /// <inheritdoc/>
    public MessageReading Read(Stream body)
    {
        Issue? fault = WireDocument.Open(body, profile.Document, out WireElement? root);
        if (fault is not null)
        {
            return new MessageReading { Outcome = ReadingOutcome.NotWellFormed, Fault = fault };
        }

        EnvelopeContent unwrapped = EnvelopeContent.From(root!, profile);
        List<Issue> findings = [];
        IReadOnlyList<OrderMessage>? messages = unwrapped.Content is { } content && unwrapped.Kind is { } kind
            ? ReadMessages(kind, content, unwrapped, findings)
            : null;
        CheckNamespace(unwrapped, findings);
        return new MessageReading
        {
            Outcome = messages switch
            {
                null => ReadingOutcome.UnknownRoot,
                [] => ReadingOutcome.Incomplete,
                _ => ReadingOutcome.Message,
            },
            Root = unwrapped.Root,
            Messages = messages ?? [],
            Findings = findings,
        };
    }

    private IReadOnlyList<OrderMessage>? ReadMessages(
        string kind, WireElement content, EnvelopeContent unwrapped, List<Issue> findings)
    {
        MessageOrigin origin = ReadOrigin(unwrapped, findings);
        FieldReader fields = new(MessageScope.Of(profile, content, findings), profile.Messages[kind], content, content.Name);
        return kind switch
        {
            "orderResponse" => One(ResponseReader.Read(fields.CheckRequired(), origin), findings),
            "orderStatus" => StatusReader.Read(fields, origin),
            "despatchAdvice" => One(DespatchReader.Read(fields.CheckRequired(), origin), findings),
            "invoice" => One(InvoiceReader.Read(fields.CheckRequired(), origin), findings),
            _ => null,
        };
    }

    private MessageOrigin ReadOrigin(EnvelopeContent unwrapped, List<Issue> findings)
    {
        if (unwrapped.Preamble is not { } preamble)
        {
            return MessageOrigin.None;
        }

        FieldReader fields = new(MessageScope.Of(profile, preamble, findings), profile.Preamble, preamble, preamble.Name);
        return new MessageOrigin
        {
            DocumentId = fields.Text("documentId"),
            SentAt = fields.Time("sentAt"),
            SenderId = fields.Text("senderId"),
            ReceiverId = fields.Text("receiverId"),
            CountryCode = fields.Text("countryCode"),
        };
    }

    private void CheckNamespace(EnvelopeContent unwrapped, List<Issue> findings)
    {
        List<string> expected = profile.Document.Namespaces;
        if (expected.Count > 0 && !expected.Contains(unwrapped.Wrapper.NamespaceUri, StringComparer.Ordinal))
        {
            findings.Add(new Issue(IssueCodes.NamespaceUnexpected, unwrapped.Wrapper.Name, unwrapped.Wrapper.NamespaceUri)
                .Expecting(string.Join(" or ", expected)));
        }
    }

    private static IReadOnlyList<OrderMessage> One(OrderMessage? message, List<Issue> findings) =>
        message is null ? [] : [findings.Count > 0 ? message with { Issues = [.. findings] } : message];
}
