using System.Text;
using System.Xml;
using Pipeline.Core.Orders.Messages.Reading;

namespace Pipeline.Core.Notifications.Gate;

/// <summary>Tells whether bytes are XML that may come in: well formed, without DTD, bounded in every direction.</summary>
/// <remarks>Streams once over the bytes and keeps nothing of them.</remarks>
public static class XmlGate
{
    private const int NameLimit = 200;
    private const int CauseLimit = 200;
    private const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Soap12 = "http://www.w3.org/2003/05/soap-envelope";

    static XmlGate() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Examines a body.</summary>
    /// <param name="body">The bytes as received.</param>
    /// <param name="contentType">The header Content-Type: its charset counts where the body names no encoding.</param>
    public static XmlExamination Examine(byte[] body, string? contentType)
    {
        if (body.Length == 0)
        {
            return new XmlExamination(null, SoapVersion.None, new XmlFault(XmlFaultCodes.Empty, 0, 0, string.Empty, "The body is empty."));
        }

        Walk walk = new();
        byte[] known = XmlCharset.Apply(body, contentType);
        using MemoryStream stream = new(known, writable: false);
        using BoundedXmlReader reader = new(stream, XmlLimits.OfMessages);
        try
        {
            walk.Run(reader);
            return walk.Result(null);
        }
        catch (XmlException broken)
        {
            return walk.Result(Broken(broken, body, contentType));
        }
        catch (Exception undecodable) when (undecodable is DecoderFallbackException or ArgumentException or NotSupportedException)
        {
            return walk.Result(new XmlFault(
                XmlFaultCodes.Encoding, 0, 0, string.Empty, XmlCharset.Describe(body, contentType)));
        }
    }

    private static XmlFault Broken(XmlException broken, byte[] body, string? contentType)
    {
        string code = BoundedXmlReader.CodeOf(broken);
        string message = code switch
        {
            XmlFaultCodes.TooDeep or XmlFaultCodes.TooManyElements or XmlFaultCodes.TooManyCharacters => CauseOf(broken),
            XmlFaultCodes.DtdForbidden => "A document type declaration is not taken, since entities can be bombs. Send the message without <!DOCTYPE>.",
            XmlFaultCodes.Encoding => XmlCharset.Describe(body, contentType),
            _ when FormOf(contentType) is { } form => form,
            _ => $"The XML is not well formed: {CauseOf(broken)} Send the message whole.",
        };
        return new XmlFault(code, broken.LineNumber, broken.LinePosition, string.Empty, message);
    }

    /// <summary>The sentence of the run time, without the place at its end and without what a sender made too long.</summary>
    private static string CauseOf(XmlException broken)
    {
        int place = broken.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        string cause = place > 0 ? broken.Message[..place] : broken.Message;
        return cause.Length > CauseLimit ? $"{cause[..CauseLimit]}..." : cause;
    }

    /// <summary>What to do about a body that is no XML because it was packed as a form, or null when the header says nothing of that.</summary>
    private static string? FormOf(string? contentType) => contentType?.Split(';')[0].Trim().ToUpperInvariant() switch
    {
        "APPLICATION/X-WWW-FORM-URLENCODED" => "The body is a form (application/x-www-form-urlencoded). Send the XML itself as the body, as text/xml.",
        "MULTIPART/FORM-DATA" => "The body is a form with parts (multipart/form-data). Send the XML itself as the body, as text/xml.",
        "MULTIPART/RELATED" => "The body is a package of parts (multipart/related, as MTOM and SOAP with attachments send it). Send the XML itself as the body, as text/xml.",
        { } other when other.StartsWith("MULTIPART/", StringComparison.Ordinal) =>
            $"The body is a package of parts ({other.ToLowerInvariant()}). Send the XML itself as the body, as text/xml.",
        "APPLICATION/JSON" => "The body is JSON. Send the message as XML.",
        _ => null,
    };

    private sealed class Walk
    {
        private string? root;
        private SoapVersion soap;
        private bool isInSoapBody;

        public XmlExamination Result(XmlFault? fault) => new(root, soap, fault);

        public void Run(BoundedXmlReader reader)
        {
            while (reader.Read())
            {
                if (reader.Node.NodeType is XmlNodeType.Element)
                {
                    See(reader.Node);
                    Measure(reader);
                }
                else if (reader.Node.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                {
                    reader.RequireLength(reader.Node.Value.Length, "A text");
                }
            }
        }

        private static void Measure(BoundedXmlReader reader)
        {
            while (reader.Node.MoveToNextAttribute())
            {
                reader.RequireLength(reader.Node.Value.Length, "An attribute");
            }

            _ = reader.Node.MoveToElement();
        }

        private void See(XmlReader reader)
        {
            string name = reader.LocalName;
            if (reader.Depth == 0)
            {
                root = name.Length > NameLimit ? name[..NameLimit] : name;
                soap = (name, reader.NamespaceURI) switch
                {
                    ("Envelope", Soap11) => SoapVersion.Soap11,
                    ("Envelope", Soap12) => SoapVersion.Soap12,
                    _ => SoapVersion.None,
                };
            }
            else if (soap is not SoapVersion.None && reader.Depth == 1)
            {
                isInSoapBody = name == "Body";
            }
            else if (isInSoapBody && reader.Depth == 2)
            {
                root = name.Length > NameLimit ? name[..NameLimit] : name;
                isInSoapBody = false;
            }
        }
    }
}

/// <summary>What <see cref="XmlGate"/> found.</summary>
/// <param name="Root">Local name of the root, or of the first element in a SOAP body; null when none was reached.</param>
/// <param name="Soap">The envelope.</param>
/// <param name="Fault">Why the body is not acceptable, or null.</param>
public sealed record XmlExamination(string? Root, SoapVersion Soap, XmlFault? Fault);

/// <summary>The envelope a body came in.</summary>
public enum SoapVersion
{
    /// <summary>None: bare XML.</summary>
    None,

    /// <summary>SOAP 1.1.</summary>
    Soap11,

    /// <summary>SOAP 1.2.</summary>
    Soap12,
}
