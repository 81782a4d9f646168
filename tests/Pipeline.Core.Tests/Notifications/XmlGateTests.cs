using System.Text;
using Pipeline.Core.Notifications.Gate;
using Pipeline.Core.Orders.Messages.Reading;

namespace Pipeline.Core.Tests.Notifications;

/// <summary>What a sender of XML that is not acceptable is told.</summary>
public sealed class XmlGateTests
{
    [Theory]
    [InlineData(
        "<a><b></a>", "XML_NOT_WELL_FORMED", 1, 9,
        "The XML is not well formed: The 'b' start tag on line 1 position 5 does not match the end tag of 'a'. Send the message whole.")]
    [InlineData(
        "<a>\n<b>", "XML_NOT_WELL_FORMED", 2, 4,
        "The XML is not well formed: Unexpected end of file has occurred. The following elements are not closed: b, a. Send the message whole.")]
    [InlineData(
        "\n<!DOCTYPE a><a/>", "XML_DTD_FORBIDDEN", 0, 0,
        "A document type declaration is not taken, since entities can be bombs. Send the message without <!DOCTYPE>.")]
    [InlineData(
        "<?xml version='1.0' encoding='no-such'?><a/>", "XML_ENCODING", 1, 31,
        "The bytes are not in the encoding that the XML declaration names, 'no-such'; they look like UTF-8. Send UTF-8, or name the right one.")]
    [InlineData("", "XML_EMPTY", 0, 0, "The body is empty.")]
    public void A_fault_says_what_is_wrong_where_and_what_to_do(string body, string code, int line, int column, string message) =>
        Assert.Equal(new XmlFault(code, line, column, string.Empty, message), XmlGate.Examine(Encoding.UTF8.GetBytes(body), null).Fault);

    [Fact]
    public void A_name_that_a_sender_made_too_long_is_cut()
    {
        XmlFault fault = XmlGate.Examine(Encoding.UTF8.GetBytes($"<{new string('n', 5000)}>"), null).Fault!;

        Assert.Equal(XmlFaultCodes.NotWellFormed, fault.Code);
        Assert.EndsWith("nnn... Send the message whole.", fault.Message, StringComparison.Ordinal);
        Assert.True(fault.Message.Length < 300);
    }

    [Theory]
    [InlineData("<a>é</a>", "iso-8859-1", "text/xml; charset=ISO-8859-1")]
    [InlineData("<a>€</a>", "windows-1252", "application/xml;charset=\"windows-1252\"")]
    [InlineData("<?xml version='1.0'?><a>é</a>", "iso-8859-15", "text/xml; charset=iso-8859-15")]
    [InlineData("<a>é</a>", "utf-16", "text/xml; charset=utf-16le")]
    public void The_charset_of_the_header_counts_where_the_document_names_none(string xml, string encoding, string contentType)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        byte[] body = Encoding.GetEncoding(encoding).GetBytes(xml);

        Assert.Null(XmlGate.Examine(body, contentType).Fault);
        Assert.Contains(xml[^5], System.Xml.Linq.XDocument.Load(new MemoryStream(XmlCharset.Apply(body, contentType))).Root!.Value);
    }

    [Theory]
    [InlineData("<?xml version='1.0' encoding='utf-8'?><a>é</a>", "iso-8859-1")]
    [InlineData("\uFEFF<a>é</a>", "windows-1252")]
    public void The_document_counts_before_the_header(string xml, string charset)
    {
        byte[] body = Encoding.UTF8.GetBytes(xml);

        Assert.Null(XmlGate.Examine(body, $"text/xml; charset={charset}").Fault);
        Assert.Same(body, XmlCharset.Apply(body, $"text/xml; charset={charset}"));
    }

    [Theory]
    [InlineData("<?xml version='1.0' encoding='utf-16'?><a/>", "text/xml; charset=utf-8", "'utf-16'; the header Content-Type names 'utf-8'; they look like UTF-8.")]
    [InlineData("<?xml version='1.0' encoding='ansi'?><a/>", "text/xml", "'ansi'; they look like UTF-8.")]
    [InlineData("<?xml version='1.0' encoding='utf8'?><a/>", null, "'utf8'; they look like UTF-8.")]
    public void An_encoding_that_is_not_that_of_the_bytes_is_named(string xml, string? contentType, string words)
    {
        XmlFault fault = XmlGate.Examine(Encoding.UTF8.GetBytes(xml), contentType).Fault!;

        Assert.Equal(XmlFaultCodes.Encoding, fault.Code);
        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/xml; charset=klingon")]
    [InlineData("text/xml; charset=us-ascii")]
    [InlineData("text/xml")]
    public void Bytes_that_nothing_explains_are_a_fault_of_the_encoding(string contentType)
    {
        XmlFault fault = XmlGate.Examine([.. "<a>"u8, 0xE9, .. "</a>"u8], contentType).Fault!;

        Assert.Equal(XmlFaultCodes.Encoding, fault.Code);
        Assert.Contains("The XML declaration names no encoding, and the bytes are not UTF-8", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "xml=%3Ca%2F%3E", "form")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\n\r\n<a/>\r\n--b--", "form with parts")]
    [InlineData("multipart/related; type=\"application/xop+xml\"", "--b\r\n\r\n<a/>\r\n--b--", "MTOM")]
    [InlineData("multipart/mixed", "--b--", "multipart/mixed")]
    [InlineData("application/json", "{}", "JSON")]
    public void A_body_that_is_packed_as_something_else_is_told_so(string contentType, string body, string words)
    {
        XmlFault fault = XmlGate.Examine(Encoding.UTF8.GetBytes(body), contentType).Fault!;

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
        Assert.Contains("XML", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Xml_that_is_sent_as_a_form_by_default_is_xml() =>
        Assert.Null(XmlGate.Examine("<a/>"u8.ToArray(), "application/x-www-form-urlencoded").Fault);

    [Fact]
    public void What_the_reader_would_refuse_later_is_refused_at_the_door()
    {
        string text = new('x', XmlLimits.OfMessages.ValueCharacters + 1);

        Assert.Equal(XmlFaultCodes.TooManyCharacters, XmlGate.Examine(Encoding.UTF8.GetBytes($"<a>{text}</a>"), null).Fault!.Code);
        Assert.Equal(XmlFaultCodes.TooManyCharacters, XmlGate.Examine(Encoding.UTF8.GetBytes($"<a b='{text}'/>"), null).Fault!.Code);
    }
}
