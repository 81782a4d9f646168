using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Pipeline.Simulators.IngramMicro.Services.Wire;

/// <summary>From elements without namespace to the bytes of a family.</summary>
internal static class WireMessage
{
    /// <summary>Gives all elements the family's namespace, puts the envelope around them and encodes.</summary>
    public static byte[] Write(XElement wrapper, WireFamily family, ServiceTransaction transaction)
    {
        XNamespace names = family.SentNamespace(transaction);
        string encoding = family.EncodingOf(transaction);
        XElement named = Named(wrapper, names, isLatin: encoding == "ISO-8859-1");
        return Bytes(family.IsSoap ? Enveloped(named) : named, encoding);
    }

    /// <summary>A SOAP 1.1 fault.</summary>
    public static byte[] Fault(TechnicalFault fault)
    {
        XNamespace soap = WireFamily.Envelope;
        return Bytes(
            Enveloped(new XElement(
                soap + "Fault", new XElement("faultcode", $"soap:{fault.Code}"), new XElement("faultstring", fault.Text))),
            "UTF-8");
    }

    private static XElement Enveloped(XElement content)
    {
        XNamespace soap = WireFamily.Envelope;
        return new XElement(
            soap + "Envelope", new XAttribute(XNamespace.Xmlns + "soap", soap),
            new XElement(soap + "Header"), new XElement(soap + "Body", content));
    }

    private static XElement Named(XElement element, XNamespace names, bool isLatin) => new(
        names + element.Name.LocalName,
        element.Attributes().Select(attribute => new XAttribute(attribute.Name, Fit(attribute.Value, isLatin))),
        element.Nodes().Select(node => node is XElement child ? (object)Named(child, names, isLatin) : Fit(((XText)node).Value, isLatin)));

    /// <summary>What Latin-1 lacks is written as in the samples: a plain apostrophe for a typographic one.</summary>
    private static string Fit(string text, bool isLatin) => isLatin
        ? text.Replace('’', '\'').Replace("œ", "oe", StringComparison.Ordinal).Replace("€", "EUR", StringComparison.Ordinal)
        : text;

    private static byte[] Bytes(XElement root, string encoding)
    {
        using MemoryStream bytes = new();
        Encoding target = encoding == "UTF-8" ? new UTF8Encoding(false) : Encoding.GetEncoding(encoding);
        // The writer would name its encoding in lower case, unlike the samples.
        bytes.Write(target.GetBytes($"<?xml version=\"1.0\" encoding=\"{encoding}\"?>\n"));
        using (XmlWriter writer = XmlWriter.Create(
            bytes, new XmlWriterSettings { Encoding = target, Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            root.Save(writer);
        }

        return bytes.ToArray();
    }
}
