using System.Text;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications.Admission;
using Pipeline.Core.Messages.Reading;

namespace Pipeline.Core.Tests.Notifications;

/// <summary>What a sender of XML that is not acceptable is told.</summary>
public sealed class XmlAdmissionTests
{
    [Theory]
    [InlineData(
        "<a><b></a>", "XML_NOT_WELL_FORMED", "line 1, column 9",
        "The XML is not well formed: The 'b' start tag on line 1 position 5 does not match the end tag of 'a'. Send the message whole.")]
    [InlineData(
        "<a>\n<b>", "XML_NOT_WELL_FORMED", "line 2, column 4",
        "The XML is not well formed: Unexpected end of file has occurred. The following elements are not closed: b, a. Send the message whole.")]
    [InlineData(
        "\n<!DOCTYPE a><a/>", "XML_DTD_FORBIDDEN", null,
        "A document type declaration is not taken, since entities can be bombs. Send the message without <!DOCTYPE>.")]
    [InlineData(
        "<?xml version='1.0' encoding='no-such'?><a/>", "XML_ENCODING", "line 1, column 31",
        "The bytes are not in the encoding that is named (XML declaration: no-such, Content-Type: -); they look like: UTF-8. Send UTF-8, or name the right encoding.")]
    [InlineData("", "XML_EMPTY", null, "The body is empty. Send the message whole.")]
    public void A_fault_says_what_is_wrong_where_and_what_to_do(string body, string code, string? where, string sentence)
    {
        Issue fault = XmlAdmission.Examine(Encoding.UTF8.GetBytes(body), null).Fault!;

        Assert.Equal((code, where, sentence), (fault.Code, fault.Where, fault.Sentence));
    }

    [Fact]
    public void A_name_that_a_sender_made_too_long_is_cut()
    {
        Issue fault = XmlAdmission.Examine(Encoding.UTF8.GetBytes($"<{new string('n', 5000)}>"), null).Fault!;

        Assert.Equal(IssueCodes.XmlNotWellFormed, fault.Code);
        Assert.EndsWith("nnn... Send the message whole.", fault.Sentence, StringComparison.Ordinal);
        Assert.True(fault.Sentence.Length < 300);
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

        Assert.Null(XmlAdmission.Examine(body, contentType).Fault);
        Assert.Contains(xml[^5], System.Xml.Linq.XDocument.Load(new MemoryStream(XmlCharset.Apply(body, contentType))).Root!.Value);
    }

    [Theory]
    [InlineData("<?xml version='1.0' encoding='utf-8'?><a>é</a>", "iso-8859-1")]
    [InlineData("\uFEFF<a>é</a>", "windows-1252")]
    public void The_document_counts_before_the_header(string xml, string charset)
    {
        byte[] body = Encoding.UTF8.GetBytes(xml);

        Assert.Null(XmlAdmission.Examine(body, $"text/xml; charset={charset}").Fault);
        Assert.Same(body, XmlCharset.Apply(body, $"text/xml; charset={charset}"));
    }

    [Theory]
    [InlineData("<?xml version='1.0' encoding='utf-16'?><a/>", "text/xml; charset=utf-8", "(XML declaration: utf-16, Content-Type: utf-8); they look like: UTF-8.")]
    [InlineData("<?xml version='1.0' encoding='ansi'?><a/>", "text/xml", "(XML declaration: ansi, Content-Type: -); they look like: UTF-8.")]
    [InlineData("<?xml version='1.0' encoding='utf8'?><a/>", null, "(XML declaration: utf8, Content-Type: -); they look like: UTF-8.")]
    public void An_encoding_that_is_not_that_of_the_bytes_is_named(string xml, string? contentType, string words)
    {
        Issue fault = XmlAdmission.Examine(Encoding.UTF8.GetBytes(xml), contentType).Fault!;

        Assert.Equal(IssueCodes.XmlEncoding, fault.Code);
        Assert.Contains(words, fault.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/xml; charset=klingon")]
    [InlineData("text/xml; charset=us-ascii")]
    [InlineData("text/xml")]
    public void Bytes_that_nothing_explains_are_a_fault_of_the_encoding(string contentType)
    {
        Issue fault = XmlAdmission.Examine([.. "<a>"u8, 0xE9, .. "</a>"u8], contentType).Fault!;

        Assert.Equal(IssueCodes.XmlEncoding, fault.Code);
        Assert.Contains("(XML declaration: -, ", fault.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "xml=%3Ca%2F%3E")]
    [InlineData("multipart/form-data; boundary=b", "--b\r\n\r\n<a/>\r\n--b--")]
    [InlineData("multipart/related; type=\"application/xop+xml\"", "--b\r\n\r\n<a/>\r\n--b--")]
    [InlineData("multipart/mixed", "--b--")]
    [InlineData("application/json", "{}")]
    public void A_body_that_is_packed_as_something_else_is_told_so(string contentType, string body)
    {
        Issue fault = XmlAdmission.Examine(Encoding.UTF8.GetBytes(body), contentType).Fault!;

        Assert.Equal(
            (IssueCodes.BodyNotXml, $"The body is {contentType.Split(';')[0]}, not XML. Send the XML itself as the body, as text/xml, not in a form and not in parts."),
            (fault.Code, fault.Sentence));
    }

    [Fact]
    public void Xml_that_is_sent_as_a_form_by_default_is_xml() =>
        Assert.Null(XmlAdmission.Examine("<a/>"u8.ToArray(), "application/x-www-form-urlencoded").Fault);

    [Fact]
    public void What_the_reader_would_refuse_later_is_refused_at_the_door()
    {
        string text = new('x', XmlLimits.OfMessages.ValueCharacters + 1);

        Assert.Equal(IssueCodes.XmlTooManyCharacters, XmlAdmission.Examine(Encoding.UTF8.GetBytes($"<a>{text}</a>"), null).Fault!.Code);
        Assert.Equal(IssueCodes.XmlTooManyCharacters, XmlAdmission.Examine(Encoding.UTF8.GetBytes($"<a b='{text}'/>"), null).Fault!.Code);
    }
}
