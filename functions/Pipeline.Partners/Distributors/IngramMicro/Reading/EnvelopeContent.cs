using Pipeline.Partners.Distributors.IngramMicro.Wire;
using Pipeline.Partners.Distributors.IngramMicro.Xml;

namespace Pipeline.Partners.Distributors.IngramMicro.Reading;

/// <summary>What is inside an envelope and a wrapper, each of which may be there or not.</summary>
/// <param name="Kind">Name of the message in the profile, or null when the root is not known.</param>
/// <param name="Content">The element that tells the kind; null when the wrapper holds a preamble only.</param>
/// <param name="Preamble">The preamble, or null.</param>
/// <param name="Wrapper">The wrapper, or the content itself when there is none.</param>
/// <param name="IsFault">Whether the content is a SOAP fault.</param>
internal sealed record EnvelopeContent(string? Kind, WireElement? Content, WireElement? Preamble, WireElement Wrapper, bool IsFault)
{
    /// <summary>Local name that tells the kind.</summary>
    public string Root => (Content ?? Wrapper).Name;

    public static EnvelopeContent From(WireElement root, WireProfile profile)
    {
        WireElement wrapper = root;
        if (root.Name == "Envelope" && root.Child("Body") is { } body)
        {
            wrapper = body.Children.Count > 0 ? body.Children[0] : body;
        }

        ProfileDocument document = profile.Document;
        bool isFault = profile.Fault.Names.Contains(wrapper.Name, StringComparer.Ordinal);
        if (!document.Wrappers.Contains(wrapper.Name, StringComparer.Ordinal))
        {
            return new EnvelopeContent(KindOf(wrapper, profile), wrapper, FindPreamble(wrapper, document), wrapper, isFault);
        }

        List<WireElement> contents =
            [.. wrapper.Children.Where(child => !document.Preambles.Contains(child.Name, StringComparer.Ordinal))];
        WireElement? content = contents.Find(child => KindOf(child, profile) is not null) ?? contents.FirstOrDefault();
        return new EnvelopeContent(
            content is null ? null : KindOf(content, profile), content, FindPreamble(wrapper, document), wrapper, isFault);
    }

    private static WireElement? FindPreamble(WireElement element, ProfileDocument document) =>
        element.Children.FirstOrDefault(child => document.Preambles.Contains(child.Name, StringComparer.Ordinal));

    private static string? KindOf(WireElement element, WireProfile profile) =>
        profile.Messages.FirstOrDefault(message => message.Value.Names.Contains(element.Name, StringComparer.Ordinal)).Key;
}
