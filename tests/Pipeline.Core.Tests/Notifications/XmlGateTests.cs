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
        "The bytes are not in the encoding that the XML declaration names. Send UTF-8, or name the right one.")]
    [InlineData("", "XML_EMPTY", 0, 0, "The body is empty.")]
    public void A_fault_says_what_is_wrong_where_and_what_to_do(string body, string code, int line, int column, string message) =>
        Assert.Equal(new XmlFault(code, line, column, string.Empty, message), XmlGate.Examine(Encoding.UTF8.GetBytes(body)).Fault);

    [Fact]
    public void A_name_that_a_sender_made_too_long_is_cut()
    {
        XmlFault fault = XmlGate.Examine(Encoding.UTF8.GetBytes($"<{new string('n', 5000)}>")).Fault!;

        Assert.Equal(XmlFaultCodes.NotWellFormed, fault.Code);
        Assert.EndsWith("nnn... Send the message whole.", fault.Message, StringComparison.Ordinal);
        Assert.True(fault.Message.Length < 300);
    }
}
