using System.Text;
using System.Xml.Linq;

namespace Pipeline.Simulators.Tests.IngramMicro.Services;

/// <summary>The sample messages, as they are and in the plain form of Genesis.</summary>
internal static class WireSample
{
    public static string Text(string name)
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "samples", "ingram-micro", name));
        bool isLatin = Encoding.ASCII.GetString(bytes, 0, 50).Contains("ISO-8859-1", StringComparison.Ordinal);
        return (isLatin ? Encoding.Latin1 : Encoding.UTF8).GetString(bytes);
    }

    /// <summary>Without envelope, in the namespace of a transaction, Latin-1.</summary>
    public static string Genesis(string name, string @namespace)
    {
        string text = Text(name).Replace('’', '\'').Replace("urn:canonical:ingram-micro:eu:c1", @namespace, StringComparison.Ordinal);
        int from = text.IndexOf("<BusinessTransactionRequest", StringComparison.Ordinal);
        const string End = "</BusinessTransactionRequest>";
        int to = text.IndexOf(End, StringComparison.Ordinal) + End.Length;
        return $"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n{text[from..to]}";
    }

    /// <summary>An inquiry in C1, made of the preamble of a sample.</summary>
    public static string Inquiry(string number)
    {
        string text = Text("pna-request.xml");
        int from = text.IndexOf("<PriceAndAvailabilityRequest>", StringComparison.Ordinal);
        const string End = "</PriceAndAvailabilityRequest>";
        int to = text.IndexOf(End, StringComparison.Ordinal) + End.Length;
        return $"{text[..from]}<OrderStatusRequest IncludeOrderDetails=\"Y\"><CustomerPurchaseOrderNumber>{number}</CustomerPurchaseOrderNumber></OrderStatusRequest>{text[to..]}";
    }

    /// <summary>Path, namespace and attribute names of each element, in order: what a message is made of, without its values.</summary>
    public static IReadOnlyList<string> Structure(string xml) =>
        [.. XDocument.Parse(xml).Descendants().Select(element =>
            $"{{{element.Name.NamespaceName}}}{string.Join('/', element.AncestorsAndSelf().Reverse().Select(one => one.Name.LocalName))}"
            + string.Concat(element.Attributes().Where(attribute => !attribute.IsNamespaceDeclaration).Select(attribute => $" @{attribute.Name.LocalName}")))];
}
