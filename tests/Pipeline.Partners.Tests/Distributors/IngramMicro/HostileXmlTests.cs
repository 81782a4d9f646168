using System.Diagnostics;
using System.Text;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages.Reading;
using Pipeline.Partners.Distributors.IngramMicro.Reading;
using Pipeline.Partners.Distributors.IngramMicro.Wire;

namespace Pipeline.Partners.Tests.Distributors.IngramMicro;

/// <summary>Bodies made to break the reader: each is a result with a code, none an exception.</summary>
public sealed class HostileXmlTests
{
    [Fact]
    public void An_external_entity_is_not_resolved()
    {
        Issue fault = Refuse("<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>\n<Invoice>&x;</Invoice>");

        Assert.Equal(IssueCodes.XmlDtdForbidden, fault.Code);
        Assert.StartsWith("line 1, ", fault.Where, StringComparison.Ordinal);
        Assert.Contains("<!DOCTYPE r", fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Entities_that_grow_are_not_expanded()
    {
        StringBuilder laughs = new("<!DOCTYPE lolz [<!ENTITY lol 'lol'>");
        for (int level = 1; level < 10; level++)
        {
            string previous = level == 1 ? "lol" : $"lol{level - 1}";
            laughs.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!ENTITY lol{level} '{string.Concat(Enumerable.Repeat($"&{previous};", 10))}'>");
        }

        Stopwatch watch = Stopwatch.StartNew();
        Issue fault = Refuse(laughs.Append("]><Invoice>&lol9;</Invoice>").ToString());

        Assert.Equal(IssueCodes.XmlDtdForbidden, fault.Code);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void An_undeclared_entity_is_broken_syntax()
    {
        Issue fault = Refuse("<Invoice>\n  <InvoiceNumber>&number;</InvoiceNumber>\n</Invoice>");

        Assert.Equal(IssueCodes.XmlNotWellFormed, fault.Code);
        Assert.Equal("line 2, column 19", fault.Where);
        Assert.Contains("&number;", fault.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_thousand_nested_elements_are_refused()
    {
        string xml = string.Concat(Enumerable.Repeat("<a>", 10_000)) + string.Concat(Enumerable.Repeat("</a>", 10_000));

        Assert.Equal(IssueCodes.XmlTooDeep, Refuse(xml).Code);
    }

    [Fact]
    public void Too_many_elements_are_refused()
    {
        Assert.Equal(IssueCodes.XmlTooManyElements, Refuse($"<a>{string.Concat(Enumerable.Repeat("<b/>", 200_001))}</a>").Code);
    }

    [Fact]
    public void Too_many_attributes_are_refused()
    {
        string attributes = string.Join(' ', Enumerable.Range(0, 33).Select(i => $"a{i}='x'"));

        Assert.Equal(IssueCodes.XmlTooManyElements, Refuse($"<a {attributes}/>").Code);
    }

    [Fact]
    public void A_long_attribute_is_refused()
    {
        Assert.Equal(IssueCodes.XmlTooManyCharacters, Refuse($"<a b='{new string('x', 65_537)}'/>").Code);
    }

    [Fact]
    public void A_long_text_is_refused()
    {
        Assert.Equal(IssueCodes.XmlTooManyCharacters, Refuse($"<a>{new string('x', 65_537)}</a>").Code);
    }

    [Fact]
    public void An_attribute_without_end_is_read_no_further_than_the_limit()
    {
        using EndlessStream body = new("<Invoice a='"u8.ToArray());

        MessageReading reading = Sample.Reader.Read(body);

        Assert.Equal(IssueCodes.XmlTooLarge, reading.Fault?.Code);
        Assert.InRange(body.BytesRead, 16_777_217, 16_777_216 + 16_384);
    }

    [Fact]
    public void More_characters_than_the_profile_allows_are_refused()
    {
        WireProfile small = WireProfiles.Load("c1", """{ "limits": { "characters": 1000 } }""", null);

        MessageReading reading = new MessageReader(small).Read(Sample.Stream($"<a>{new string(' ', 5000)}</a>"));

        Assert.Equal(IssueCodes.XmlTooManyCharacters, reading.Fault?.Code);
    }

    [Theory]
    [InlineData("<?xml version='1.0' encoding='UTF-16'?><a/>")]
    [InlineData("<?xml version='1.0' encoding='klingon'?><a/>")]
    public void A_declaration_that_does_not_fit_is_a_fault_of_encoding(string xml)
    {
        Assert.Equal(IssueCodes.XmlEncoding, Refuse(xml).Code);
    }

    [Fact]
    public void Bytes_that_are_no_utf8_are_a_fault_of_encoding()
    {
        byte[] body = [.. "<a>caf"u8, 0xE9, .. "</a>"u8];

        MessageReading reading = Sample.Reader.Read(new MemoryStream(body));

        Assert.Equal(IssueCodes.XmlEncoding, reading.Fault?.Code);
    }

    [Fact]
    public void A_windows_1252_body_is_read()
    {
        byte[] body = [.. "<?xml version='1.0' encoding='windows-1252'?><OrderResponse><PurchaseOrderNumber>PX1</PurchaseOrderNumber><FreightAmount>"u8, 0x80, .. "</FreightAmount></OrderResponse>"u8];

        MessageReading reading = Sample.Reader.Read(new MemoryStream(body));

        Assert.Contains(reading.Findings, finding => finding is { Code: "NUMBER_UNREADABLE", Text: "€" });
    }

    [Fact]
    public void A_utf16_body_with_byte_order_mark_is_read()
    {
        byte[] body = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("<OrderResponse><CustomerPO>PX1</CustomerPO></OrderResponse>")];

        Assert.Equal(ReadingOutcome.Message, Sample.Reader.Read(new MemoryStream(body)).Outcome);
    }

    [Fact]
    public void Every_truncation_of_a_sample_is_a_result()
    {
        byte[] whole = Sample.Bytes("invoice.xml");
        int end = whole.AsSpan().LastIndexOf("</soap:Envelope>"u8) + "</soap:Envelope>".Length;

        for (int length = 1; length < end; length += 37)
        {
            MessageReading reading = Sample.Reader.Read(new MemoryStream(whole, 0, length));

            Assert.Equal(ReadingOutcome.NotWellFormed, reading.Outcome);
            Assert.Contains(reading.Fault!.Code, new[] { IssueCodes.XmlNotWellFormed, IssueCodes.XmlEncoding });
        }
    }

    [Theory]
    [InlineData("", IssueCodes.XmlEmpty)]
    [InlineData("   ", IssueCodes.XmlNotWellFormed)]
    [InlineData("hello", IssueCodes.XmlNotWellFormed)]
    [InlineData("{\"a\":1}", IssueCodes.XmlNotWellFormed)]
    [InlineData("<a/><b/>", IssueCodes.XmlNotWellFormed)]
    [InlineData("<a>&#0;</a>", IssueCodes.XmlNotWellFormed)]
    [InlineData("<a b='1' b='2'/>", IssueCodes.XmlNotWellFormed)]
    public void What_is_no_xml_is_a_result(string body, string code)
    {
        Assert.Equal(code, Refuse(body).Code);
    }

    [Fact]
    public void Predefined_entities_and_character_data_are_text()
    {
        MessageReading reading = Sample.Reader.Read(Sample.Stream(
            "<OrderResponse><PurchaseOrderNumber>&lt;<![CDATA[&]]>&#x41;</PurchaseOrderNumber></OrderResponse>"));

        Assert.Equal("<&A", reading.Messages[0].Orders[0]);
    }

    private static Issue Refuse(string xml)
    {
        MessageReading reading = Sample.Reader.Read(Sample.Stream(xml));

        Assert.Equal(ReadingOutcome.NotWellFormed, reading.Outcome);
        return reading.Fault!;
    }

    private sealed class EndlessStream(byte[] start) : Stream
    {
        public int BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => BytesRead; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'x');
            start.AsSpan(Math.Min(BytesRead, start.Length)).CopyTo(buffer.AsSpan(offset));
            BytesRead += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
