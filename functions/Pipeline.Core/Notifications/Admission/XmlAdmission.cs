using System.Text;
using System.Xml;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages.Reading;

namespace Pipeline.Core.Notifications.Admission;

/// <summary>Tells whether bytes are XML that may come in: well formed, without DTD, bounded in every direction.</summary>
/// <remarks>Streams once over the bytes and keeps nothing of them.</remarks>
public static class XmlAdmission
{
    private const int NameLimit = 200;
    private const string Soap11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Soap12 = "http://www.w3.org/2003/05/soap-envelope";

    static XmlAdmission() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Examines a body.</summary>
    /// <param name="body">The bytes as received.</param>
    /// <param name="contentType">The header Content-Type: its charset counts where the body names no encoding.</param>
    public static XmlExamination Examine(byte[] body, string? contentType)
    {
        if (body.Length == 0)
        {
            return new XmlExamination(null, SoapVersion.None, new Issue(IssueCodes.XmlEmpty, null, null));
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
            return walk.Result(Broken(reader.IssueOf(broken), body, contentType));
        }
        catch (Exception undecodable) when (undecodable is DecoderFallbackException or ArgumentException or NotSupportedException)
        {
            return walk.Result(XmlCharset.Undecodable(null, body, contentType));
        }
    }

    /// <summary>What was sent as a form or in parts is no broken XML; and an encoding that is none is named.</summary>
    private static Issue Broken(Issue fault, byte[] body, string? contentType) => fault.Code switch
    {
        IssueCodes.XmlEncoding => XmlCharset.Undecodable(fault.Where, body, contentType),
        IssueCodes.XmlNotWellFormed when PackingOf(contentType) is { } packing => new Issue(IssueCodes.BodyNotXml, fault.Where, packing),
        _ => fault,
    };

    /// <summary>The media type of a body that is no XML because it was packed as something else, or null when the header says nothing of that.</summary>
    private static string? PackingOf(string? contentType)
    {
        string media = contentType?.Split(';')[0].Trim().ToLowerInvariant() ?? string.Empty;
        return media is "application/x-www-form-urlencoded" or "application/json" || media.StartsWith("multipart/", StringComparison.Ordinal)
            ? media
            : null;
    }

    private sealed class Walk
    {
        private string? root;
        private SoapVersion soap;
        private bool isInSoapBody;

        public XmlExamination Result(Issue? fault) => new(root, soap, fault);

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
                    reader.RequireLength(reader.Node.Value.Length);
                }
            }
        }

        private static void Measure(BoundedXmlReader reader)
        {
            while (reader.Node.MoveToNextAttribute())
            {
                reader.RequireLength(reader.Node.Value.Length);
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

/// <summary>What <see cref="XmlAdmission"/> found.</summary>
/// <param name="Root">Local name of the root, or of the first element in a SOAP body; null when none was reached.</param>
/// <param name="Soap">The envelope.</param>
/// <param name="Fault">Why the body is not acceptable, or null.</param>
public sealed record XmlExamination(string? Root, SoapVersion Soap, Issue? Fault);

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
