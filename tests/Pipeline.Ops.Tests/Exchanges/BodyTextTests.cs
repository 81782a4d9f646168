using System.Text;
using Pipeline.Ops.Pages.Exchanges;

namespace Pipeline.Ops.Tests.Exchanges;

/// <summary>Bodies of messages as text to look at.</summary>
public sealed class BodyTextTests
{
    [Theory]
    [InlineData("<a><b x=\"1\">t</b><c/></a>", "<a>\n  <b x=\"1\">t</b>\n  <c />\n</a>")]
    [InlineData("<?xml version=\"1.0\"?><!-- kept --><a/>", "<!-- kept -->\n<a />")]
    [InlineData("{\"a\":[1,\"é<\"]}", "{\n  \"a\": [\n    1,\n    \"é<\"\n  ]\n}")]
    public void Xml_and_json_are_set_in_lines(string body, string expected)
    {
        BodyText text = BodyText.Of(Encoding.UTF8.GetBytes(body), pretty: true);

        Assert.Equal((expected, true), (text.Text, text.IsPretty));
    }

    [Theory]
    [InlineData("<a><b></a>")]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>")]
    [InlineData("{\"a\":")]
    [InlineData("plain text")]
    [InlineData("")]
    public void What_cannot_be_read_stays_as_it_came(string body)
    {
        BodyText text = BodyText.Of(Encoding.UTF8.GetBytes(body), pretty: true);

        Assert.Equal((body, false, true), (text.Text, text.IsPretty, text.IsText));
    }

    [Fact]
    public void What_is_nested_too_deep_stays_as_it_came()
    {
        string xml = string.Concat(Enumerable.Repeat("<a>", 100)) + string.Concat(Enumerable.Repeat("</a>", 100));
        string json = new string('[', 100) + new string(']', 100);

        Assert.False(BodyText.Of(Encoding.UTF8.GetBytes(xml), pretty: true).IsPretty);
        Assert.False(BodyText.Of(Encoding.UTF8.GetBytes(json), pretty: true).IsPretty);
    }

    [Fact]
    public void Long_bodies_are_cut_and_control_characters_shown()
    {
        BodyText text = BodyText.Of(Encoding.UTF8.GetBytes("a\u202Eb\u0007" + new string('w', 100_000)), pretty: true);

        Assert.True(text.IsCut);
        Assert.StartsWith("a⟨U+202E⟩b␇w", text.Text, StringComparison.Ordinal);
        Assert.InRange(text.Text.Length, BodyText.Limit, BodyText.Limit + 20);
    }

    [Fact]
    public void Other_encodings_are_read_and_bytes_that_are_no_text_are_not_shown()
    {
        Assert.Equal("<a>é</a>", BodyText.Of(Encoding.Latin1.GetBytes("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><a>é</a>"), pretty: true).Text);
        Assert.Equal("é", BodyText.Of(Encoding.Latin1.GetBytes("é"), pretty: false).Text);
        Assert.Equal("<a />", BodyText.Of([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("<a/>")], pretty: true).Text);
        Assert.False(BodyText.Of([1, 0, 2], pretty: true).IsText);
    }
}
