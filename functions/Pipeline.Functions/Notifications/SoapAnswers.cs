using System.Text;
using System.Xml;
using Microsoft.AspNetCore.Http.HttpResults;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Admission;

namespace Pipeline.Functions.Notifications;

/// <summary>Answers in the envelope the sender used.</summary>
internal static class SoapAnswers
{
    private const string Ours = "urn:pipeline:notifications";

    /// <summary>The envelope that the headers speak of, for a body in which none could be read.</summary>
    public static SoapVersion Guess(HttpRequest request) =>
        request.ContentType?.StartsWith("application/soap+xml", StringComparison.OrdinalIgnoreCase) is true ? SoapVersion.Soap12
        : request.Headers.ContainsKey("SOAPAction") ? SoapVersion.Soap11
        : SoapVersion.None;

    /// <summary>200 with our id and the SHA-256 of what was received.</summary>
    public static IResult Acknowledge(SoapVersion version, PushedMessage notification) =>
        Envelope(version, StatusCodes.Status200OK, xml => WriteReceipt(xml, "NotificationAcknowledgement", notification));

    /// <summary>400 with a fault that says what is wrong with the XML.</summary>
    public static IResult Refuse(SoapVersion version, PushedMessage notification) =>
        Envelope(version, StatusCodes.Status400BadRequest, xml =>
        {
            string soap = NamespaceOf(version);
            string text = Writable($"{notification.ReasonCode}: {notification.Reason}");
            xml.WriteStartElement("Fault", soap);
            if (version is SoapVersion.Soap12)
            {
                xml.WriteStartElement("Code", soap);
                xml.WriteElementString("Value", soap, "soap:Sender");
                xml.WriteEndElement();
                xml.WriteStartElement("Reason", soap);
                xml.WriteStartElement("Text", soap);
                xml.WriteAttributeString("lang", "http://www.w3.org/XML/1998/namespace", "en");
                xml.WriteString(text);
                xml.WriteEndElement();
                xml.WriteEndElement();
                xml.WriteStartElement("Detail", soap);
            }
            else
            {
                xml.WriteElementString("faultcode", string.Empty, "soap:Client");
                xml.WriteElementString("faultstring", string.Empty, text);
                xml.WriteStartElement("detail", string.Empty);
            }

            WriteReceipt(xml, "NotificationRefusal", notification);
            xml.WriteEndElement();
            xml.WriteEndElement();
        });

    /// <summary>The text without what XML cannot hold: what a sender did wrong may be quoted in it.</summary>
    private static string Writable(string text) => text.All(XmlConvert.IsXmlChar)
        ? text
        : string.Concat(text.Select(static letter => XmlConvert.IsXmlChar(letter) ? letter : '\uFFFD'));

    private static string NamespaceOf(SoapVersion version) => version is SoapVersion.Soap12
        ? "http://www.w3.org/2003/05/soap-envelope"
        : "http://schemas.xmlsoap.org/soap/envelope/";

    private static void WriteReceipt(XmlWriter xml, string name, PushedMessage notification)
    {
        xml.WriteStartElement(name, Ours);
        xml.WriteElementString("Id", Ours, notification.Id);
        xml.WriteElementString("Sha256", Ours, notification.Sha256);
        xml.WriteElementString("ReceivedAt", Ours, XmlConvert.ToString(notification.ReceivedAt.UtcDateTime, XmlDateTimeSerializationMode.Utc));
        xml.WriteEndElement();
    }

    private static Utf8ContentHttpResult Envelope(SoapVersion version, int status, Action<XmlWriter> writeContent)
    {
        using MemoryStream answer = new();
        using (XmlWriter xml = XmlWriter.Create(answer, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            string soap = NamespaceOf(version);
            xml.WriteStartElement("soap", "Envelope", soap);
            xml.WriteStartElement("Body", soap);
            writeContent(xml);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        string media = version is SoapVersion.Soap12 ? "application/soap+xml; charset=utf-8" : "text/xml; charset=utf-8";
        return TypedResults.Text(answer.ToArray().AsSpan(), media, status);
    }
}
