using System.Text;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications.Gate;

namespace Pipeline.Core.Tests.Notifications;

/// <summary>What a sender of XML that is not acceptable is told.</summary>
public sealed class XmlGateTests
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
        "The bytes are not in the encoding that the XML declaration names, or it is unknown. Send UTF-8, or name the right encoding.")]
    [InlineData("", "XML_EMPTY", null, "The body is empty. Send the message whole.")]
    public void A_fault_says_what_is_wrong_where_and_what_to_do(string body, string code, string? where, string sentence)
    {
        Issue fault = XmlGate.Examine(Encoding.UTF8.GetBytes(body)).Fault!;

        Assert.Equal((code, where, sentence), (fault.Code, fault.Where, fault.Sentence));
    }

    [Fact]
    public void A_name_that_a_sender_made_too_long_is_cut()
    {
        Issue fault = XmlGate.Examine(Encoding.UTF8.GetBytes($"<{new string('n', 5000)}>")).Fault!;

        Assert.Equal(IssueCodes.XmlNotWellFormed, fault.Code);
        Assert.EndsWith("nnn... Send the message whole.", fault.Sentence, StringComparison.Ordinal);
        Assert.True(fault.Sentence.Length < 300);
    }
}
