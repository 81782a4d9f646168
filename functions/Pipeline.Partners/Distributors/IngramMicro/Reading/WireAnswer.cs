using Pipeline.Core.Issues;
using Pipeline.Partners.Distributors.IngramMicro.Wire;
using Pipeline.Partners.Distributors.IngramMicro.Xml;

namespace Pipeline.Partners.Distributors.IngramMicro.Reading;

/// <summary>The answer to a call, opened: preamble read, content still to be mapped.</summary>
internal sealed record WireAnswer
{
    public Issue? NotWellFormed { get; init; }

    /// <summary>Code and text of a SOAP fault, or null.</summary>
    public string? SoapFault { get; init; }

    public string? ReturnCode { get; init; }

    public string? ReturnMessage { get; init; }

    public string? DocumentId { get; init; }

    public EnvelopeContent? Inside { get; init; }

    /// <summary>A number below the profile's limit, or no code at all beside a known content.</summary>
    public bool IsSuccess { get; init; }

    public static WireAnswer Read(Stream body, WireProfile profile)
    {
        Issue? fault = WireDocument.Open(body, profile.Document, out WireElement? root);
        if (fault is not null)
        {
            return new WireAnswer { NotWellFormed = fault };
        }

        EnvelopeContent unwrapped = EnvelopeContent.From(root!, profile);
        if (unwrapped.IsFault)
        {
            FieldReader reason = new(MessageScope.Of(profile, unwrapped.Wrapper, []), profile.Fault, unwrapped.Wrapper, unwrapped.Wrapper.Name);
            return new WireAnswer { SoapFault = $"{reason.Text("code")}: {reason.Text("text")}", Inside = unwrapped };
        }

        List<Issue> issues = [];
        FieldReader? fields = unwrapped.Preamble is { } preamble
            ? new FieldReader(MessageScope.Of(profile, preamble, issues), profile.Preamble, preamble, preamble.Name)
            : null;
        string? code = fields?.Text("returnCode");
        return new WireAnswer
        {
            ReturnCode = code,
            ReturnMessage = fields?.Text("returnMessage"),
            DocumentId = fields?.Text("documentId"),
            Inside = unwrapped,
            IsSuccess = code is null
                ? unwrapped.Kind is not null
                : WireNumber.TryPlain(code, "point", out decimal number) && number < profile.Document.SuccessBelow,
        };
    }

    /// <summary>Reader of the content, or null when it is not of the expected kind.</summary>
    public FieldReader? Content(string kind, WireProfile profile, List<Issue> issues) =>
        Inside is { Content: { } content } unwrapped && unwrapped.Kind == kind
            ? new FieldReader(MessageScope.Of(profile, content, issues), profile.Messages[kind], content, content.Name)
            : null;
}
