using System.Text.RegularExpressions;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Messages.Reading;
using Xunit.Abstractions;

namespace Pipeline.Partners.Tests.Distributors.IngramMicro;

/// <summary>Any message with one figure made unreadable says so, and no figure of it becomes another one.</summary>
public sealed partial class UnreadableFieldTests(ITestOutputHelper output)
{
    private static readonly string[] Junk = ["?", "n/a", "1.2.3", "2O", "1,234,5", "--", "twelve", "12 apples", "0x10", "1e3", "N/A 5"];

    [Theory]
    [InlineData("order-response.xml")]
    [InlineData("order-status.xml")]
    [InlineData("despatch-advice.xml")]
    [InlineData("invoice.xml")]
    public void A_figure_that_cannot_be_read_is_an_issue_and_never_another_figure(string name)
    {
        const int Seed = 1313;
        output.WriteLine($"seed {Seed}");
        Random random = new(Seed);
        string xml = Sample.Text(name);
        SortedSet<decimal> sound = [.. Figures(Read(xml))];
        List<Match> figures = [.. Figure().Matches(xml).Cast<Match>()];
        int issues = 0;
        foreach (Match figure in figures)
        {
            string junk = Junk[random.Next(Junk.Length)];
            Group value = figure.Groups["value"];
            string damaged = string.Concat(xml.AsSpan(0, value.Index), junk, xml.AsSpan(value.Index + value.Length));

            OrderMessage message = Read(damaged);

            Assert.True(Figures(message).All(read => read == 0 || sound.Contains(read)), $"{figure.Value} made {junk}");
            bool isNoted = message.Issues?.Any(issue => issue.Text == junk) is true;
            issues += isNoted ? 1 : 0;
            // A figure that is gone is an issue; what nobody reads is none.
            Assert.True(isNoted || Figures(message).Order().SequenceEqual(Figures(Read(xml)).Order()), $"{figure.Value} made {junk}");
        }

        Assert.True(issues > 3, $"{issues} of {figures.Count} figures are read at all");
    }

    private static OrderMessage Read(string xml)
    {
        MessageReading reading = Sample.Reader.Read(Sample.Stream(xml));
        return Assert.Single(reading.Messages);
    }

    private static IEnumerable<decimal> Figures(OrderMessage message) => message switch
    {
        OrderResponse response => response.Lines.SelectMany(line => Of(
            line.IsUnsure is true ? null : line.Requested, line.IsUnsure is true ? null : line.Confirmed,
            line.IsUnsure is true ? null : line.BackOrdered, line.UnitPrice, line.ExtendedPrice)).Concat(Of(response.FreightAmount)),
        OrderStatus status => status.Lines.Where(line => line.IsUnsure is not true).SelectMany(line => Of(line.Ordered, line.Shipped, line.BackOrdered)),
        DespatchAdvice advice => advice.Lines.Where(line => line.IsUnsure is not true).SelectMany(line => Of(line.Quantity)).Concat(Of(advice.Packages, advice.Weight)),
        Invoice invoice => invoice.Lines.SelectMany(line => Of(line.IsUnsure is true ? null : line.Quantity, line.UnitPrice, line.Amount, line.VatAmount))
            .Concat(invoice.Charges.SelectMany(charge => Of(charge.Amount, charge.VatAmount)))
            .Concat(invoice.Vat.SelectMany(vat => Of(vat.Taxable, vat.Amount)))
            .Concat(Of(invoice.Totals.Due, invoice.Totals.Taxable, invoice.Totals.Vat, invoice.Totals.Charges, invoice.Totals.Lines)),
        _ => [],
    };

    private static IEnumerable<decimal> Of(params decimal?[] figures) => figures.OfType<decimal>();

    [GeneratedRegex("(?:Quantity|Price|Amount|Rate)[A-Za-z]*=\"(?<value>[0-9.,-]+)\"|<(?<name>[A-Za-z]*(?:Quantity|Price|Amount|TotalFinancial|Tax))(?: [^>]*)?>(?<value>[0-9.,-]+)<", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Figure();
}
