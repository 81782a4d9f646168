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
        List<Issue> issues = [];
        IReadOnlyList<OrderMessage>? messages = unwrapped.Content is { } content && unwrapped.Kind is { } kind
            ? ReadMessages(kind, content, unwrapped, issues)
            : null;
        CheckNamespace(unwrapped, issues);
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
            Findings = issues,
        };
    }

    private IReadOnlyList<OrderMessage>? ReadMessages(
        string kind, WireElement content, EnvelopeContent unwrapped, List<Issue> issues)
    {
        MessageOrigin origin = ReadOrigin(unwrapped, issues);
        FieldReader fields = new(MessageScope.Of(profile, content, issues), profile.Messages[kind], content, content.Name);
        return kind switch
        {
            "orderResponse" => One(ResponseReader.Read(fields.CheckRequired(), origin), issues),
            "orderStatus" => StatusReader.Read(fields, origin),
            "despatchAdvice" => One(DespatchReader.Read(fields.CheckRequired(), origin), issues),
            "invoice" => One(InvoiceReader.Read(fields.CheckRequired(), origin), issues),
            _ => null,
        };
    }

    private MessageOrigin ReadOrigin(EnvelopeContent unwrapped, List<Issue> issues)
    {
        if (unwrapped.Preamble is not { } preamble)
        {
            return MessageOrigin.None;
        }

        FieldReader fields = new(MessageScope.Of(profile, preamble, issues), profile.Preamble, preamble, preamble.Name);
        return new MessageOrigin
        {
            DocumentId = fields.Text("documentId"),
            SentAt = fields.Time("sentAt"),
            SenderId = fields.Text("senderId"),
            ReceiverId = fields.Text("receiverId"),
            CountryCode = fields.Text("countryCode"),
        };
    }

    private void CheckNamespace(EnvelopeContent unwrapped, List<Issue> issues)
    {
        List<string> expected = profile.Document.Namespaces;
        if (expected.Count > 0 && !expected.Contains(unwrapped.Wrapper.NamespaceUri, StringComparer.Ordinal))
        {
            issues.Add(new Issue(IssueCodes.NamespaceUnexpected, unwrapped.Wrapper.Name, unwrapped.Wrapper.NamespaceUri)
                .Expecting(string.Join(" or ", expected)));
        }
    }

    private static IReadOnlyList<OrderMessage> One(OrderMessage? message, List<Issue> issues) =>
        message is null ? [] : [issues.Count > 0 ? message with { Issues = [.. issues] } : message];
}
