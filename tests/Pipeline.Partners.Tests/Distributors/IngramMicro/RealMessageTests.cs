using Pipeline.Core.Issues;
using Pipeline.Core.Catalog;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Matching;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Messages.Reading;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;

namespace Pipeline.Partners.Tests.Distributors.IngramMicro;

/// <summary>Messages as senders really write them: what is readable is read, and nothing depends on what is not.</summary>
public sealed class RealMessageTests
{
    private static readonly DateOnly The20th = new(2026, 11, 20);
    private static readonly DateOnly The21st = new(2026, 11, 21);

    [Fact]
    public void Dates_with_an_offset_or_a_time_are_the_day_that_is_written()
    {
        PurchaseProgress progress = After("xs-date-offset", "1-response", "2-advice", "3-invoice");

        Assert.Equal(The20th, progress.Lines[1].DeliveryDate);
        Assert.Equal((The21st, The21st), (progress.Deliveries[0].DespatchedOn, progress.Deliveries[0].ExpectedOn));
        Assert.Equal(The21st, progress.Invoices[0].Date);
        Assert.Empty(progress.Findings);
    }

    [Fact]
    public void Dates_with_points_are_read() => Assert.Equal(The20th, After("xs-date-offset", "4-response").Lines[0].DeliveryDate);

    [Theory]
    [InlineData("2026-11-21Z")]
    [InlineData("2026-11-21-08:00")]
    [InlineData("2026-11-21T23:30:00-08:00")]
    [InlineData("2026-11-21 00:00")]
    [InlineData("2026-11-21T00:00:00.000")]
    [InlineData("20261121")]
    [InlineData("20261121000000")]
    [InlineData("2026/11/21")]
    [InlineData("21-11-2026")]
    [InlineData("21.11.2026")]
    [InlineData("21/11/2026")]
    public void Every_form_of_the_21st_of_November_is_that_day(string text)
    {
        OrderMessage advice = Advice(text);

        Assert.Equal(The21st, ((DespatchAdvice)advice).DespatchDate);
        Assert.Null(advice.Issues);
    }

    [Theory]
    [InlineData("00000000")]
    [InlineData("0000-00-00")]
    [InlineData("00/00/0000")]
    [InlineData("9999-12-31")]
    [InlineData("99991231")]
    public void A_date_that_stands_for_none_is_none_and_nobody_is_troubled(string text)
    {
        OrderMessage advice = Advice(text);

        Assert.Null(((DespatchAdvice)advice).DespatchDate);
        Assert.Null(advice.Issues);
    }

    [Theory]
    [InlineData("21/11/26")]
    [InlineData("11/21/2026")]
    [InlineData("2026-02-31")]
    [InlineData("tomorrow")]
    public void A_date_that_could_be_another_or_is_none_is_an_issue_on_the_order(string text)
    {
        PurchaseProgress progress = Order("PO-DATES-1", 2, 1).Apply(Advice(text)).Value.Progress();

        Assert.Null(progress.Deliveries[0].DespatchedOn);
        Issue issue = Assert.Single(progress.Findings);
        Assert.Equal(("DATE_UNREADABLE", text), (issue.Code, issue.Text));
        Assert.StartsWith("DespatchAdvice DA1, DespatchAdvice/", issue.Where, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_two_responses_the_newer_wins_however_fine_its_time_is() =>
        Assert.Equal(5, After("nanoseconds", "1-response-newer", "2-response-older").Lines[0].Confirmed);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Of_two_responses_the_newer_wins_whatever_form_its_time_has(int form)
    {
        PurchaseProgress progress = After("nanoseconds", $"3-response-newer-{form}", $"4-response-older-{form}");

        Assert.Equal(5, progress.Lines[0].Confirmed);
        Assert.Empty(progress.Findings);
    }

    [Fact]
    public void A_time_that_cannot_be_read_is_an_issue_and_orders_nothing()
    {
        OrderMessage message = Read(Case("nanoseconds", "2-response-older").Replace("2026-11-20T09:00:00.123456Z", "yesterday noon", StringComparison.Ordinal));

        Issue issue = Assert.Single(message.Issues!);
        Assert.Equal((IssueCodes.TimeUnreadable, "yesterday noon"), (issue.Code, issue.Text));
        Assert.Null(message.Origin.SentAt);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_credit_note_credits_one_piece_of_thirteen_twenty_however_its_minus_is_written(int form)
    {
        PurchaseOrder order = Merge("negative-credit", "1-response", "2-advice", $"3-invoice-{form}", $"4-credit-{form}");
        PurchaseProgress progress = order.Progress();
        InvoiceProgress credit = progress.Invoices.Single(invoice => invoice.Kind == InvoiceKind.CreditNote);

        Assert.Equal((1, 2), (progress.Lines[0].Credited, progress.Lines[0].Invoiced));
        Assert.Equal(13.20m, Math.Abs(credit.Due!.Value));
        Assert.Empty(order.Documents.Messages.OfType<Invoice>().SelectMany(invoice => ThreeWayMatch.Check(invoice, order, new MatchTolerances())));
    }

    [Fact]
    public void Pieces_and_amounts_may_have_their_unit_beside_them()
    {
        PurchaseOrder order = Merge("quantity-with-unit", "1-response", "2-advice", "3-invoice-amounts-with-currency");
        PurchaseProgress progress = order.Progress();

        Assert.Equal(("Invoiced", 2, 2, 2), ($"{progress.Lines[0].State}", progress.Lines[0].Confirmed, progress.Lines[0].Shipped, progress.Lines[0].Invoiced));
        Assert.Equal(60.00m, progress.Invoices[0].Due);
        Assert.Empty(ThreeWayMatch.Check(order.Documents.Messages.OfType<Invoice>().Single(), order, new MatchTolerances()));
    }

    [Theory]
    [InlineData("<ConfirmedQuantity>2</ConfirmedQuantity>", "<ConfirmedQuantity>2 EA</ConfirmedQuantity>")]
    [InlineData("<ConfirmedQuantity>2</ConfirmedQuantity>", "<ConfirmedQuantity>2.000</ConfirmedQuantity>")]
    [InlineData("<ConfirmedQuantity>2</ConfirmedQuantity>", "<ConfirmedQuantity>+2 pcs</ConfirmedQuantity>")]
    public void Confirmed_pieces_are_read_with_a_unit_that_means_pieces(string plain, string written)
    {
        PurchaseProgress progress = Order("PO-EUR-1", 2, 1)
            .Apply(Read(Case("quantity-with-unit", "1-response").Replace(plain, written, StringComparison.Ordinal))).Value.Progress();

        Assert.Equal(("Confirmed", 2), ($"{progress.Lines[0].State}", progress.Lines[0].Confirmed));
        Assert.Empty(progress.Findings);
    }

    [Theory]
    [InlineData("EA")]
    [InlineData("pce")]
    [InlineData(" ")]
    public void A_unit_in_an_attribute_that_means_pieces_changes_nothing(string unit)
    {
        PurchaseProgress progress = Order("PO-EUR-1", 2, 1).Apply(Read(Case("quantity-with-unit", "1-response").Replace(
            "<ConfirmedQuantity>2</ConfirmedQuantity>", $"<ConfirmedQuantity UnitOfMeasure=\"{unit}\">2</ConfirmedQuantity>", StringComparison.Ordinal))).Value.Progress();

        Assert.Equal((LineState.Confirmed, 2, 0), (progress.Lines[0].State, progress.Lines[0].Confirmed, progress.Findings.Count));
    }

    [Theory]
    [InlineData("UnitOfMeasure", "CT", "2 CT")]
    [InlineData("UnitOfMeasure", "DZN", "2 DZN")]
    [InlineData("UOM", "pack", "2 pack")]
    [InlineData("unitCode", "KGM", "2 KGM")]
    public void Two_cartons_by_an_attribute_are_not_two_pieces(string attribute, string unit, string shown)
    {
        PurchaseProgress progress = Order("PO-EUR-1", 2, 1).Apply(Read(Case("quantity-with-unit", "1-response").Replace(
            "<ConfirmedQuantity>2</ConfirmedQuantity>", $"<ConfirmedQuantity {attribute}=\"{unit}\">2</ConfirmedQuantity>", StringComparison.Ordinal))).Value.Progress();

        Assert.Equal((LineState.Received, 0, 0), (progress.Lines[0].State, progress.Lines[0].Confirmed, progress.Lines[0].Rejected));
        Issue issue = Assert.Single(progress.Findings);
        Assert.Equal(("QUANTITY_UNREADABLE", shown), (issue.Code, issue.Text));
    }

    [Theory]
    [InlineData("2-advice", "DespatchQuantity=\"2")]
    [InlineData("3-invoice-amounts-with-currency", "InvoicedQuantity=\"2")]
    public void Two_cartons_beside_a_quantity_that_is_an_attribute_itself_are_not_two_pieces(string message, string quantity)
    {
        string text = Case("quantity-with-unit", message);
        Assert.Contains(quantity, text, StringComparison.Ordinal);

        OrderMessage read = Read(text.Replace(quantity, $"UnitOfMeasure=\"CT\" {quantity}", StringComparison.Ordinal));

        Assert.Contains("QUANTITY_UNREADABLE", read.Issues!.Select(static issue => issue.Code));
    }

    [Theory]
    [InlineData("2 DZN")]
    [InlineData("2 cartons")]
    [InlineData("2.5")]
    [InlineData("two")]
    [InlineData("2O")]
    [InlineData("-2")]
    [InlineData("99999999999")]
    public void Pieces_that_cannot_be_read_neither_confirm_nor_reject_the_line(string text)
    {
        PurchaseProgress progress = Order("PO-EUR-1", 2, 1).Apply(Read(Case("quantity-with-unit", "1-response").Replace(
            "<ConfirmedQuantity>2</ConfirmedQuantity>", $"<ConfirmedQuantity>{text}</ConfirmedQuantity>", StringComparison.Ordinal))).Value.Progress();

        Assert.Equal((LineState.Received, 0, 0), (progress.Lines[0].State, progress.Lines[0].Confirmed, progress.Lines[0].Rejected));
        Assert.Equal(LineState.Confirmed, progress.Lines[1].State);
        Issue issue = Assert.Single(progress.Findings);
        Assert.Equal(("QUANTITY_UNREADABLE", text), (issue.Code, issue.Text));
    }

    [Theory]
    [InlineData("DespatchQuantity=\"2\"", "DespatchQuantity=\"?\"", "QUANTITY_UNREADABLE")]
    [InlineData("DespatchQuantity=\"2\"", "", "FIELD_MISSING")]
    public void A_carton_of_unknown_content_ships_nothing_and_says_so(string plain, string written, string code)
    {
        PurchaseProgress progress = Order("PO-EUR-1", 2, 1)
            .Apply(Read(Case("quantity-with-unit", "2-advice").Replace(plain, written, StringComparison.Ordinal))).Value.Progress();

        Assert.Equal((0, 1), (progress.Lines[0].Shipped, progress.Lines[1].Shipped));
        Assert.Equal([2], progress.Deliveries[0].Lines.Select(line => line.LineNumber.Value));
        Assert.Equal(code, Assert.Single(progress.Findings).Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Tax_rows_of_one_rate_are_compared_together(int form)
    {
        PurchaseOrder order = Merge("vat-rows", "1-response", "2-advice", $"3-invoice-{form}");

        Assert.Empty(ThreeWayMatch.Check(order.Documents.Messages.OfType<Invoice>().Single(), order, new MatchTolerances()));
    }

    [Fact]
    public void Vat_that_is_rounded_line_by_line_may_be_posted()
    {
        PurchaseOrder order = Merge("vat-rounded-per-line", "1-response", "2-advice", "3-invoice");

        Assert.Empty(ThreeWayMatch.Check(order.Documents.Messages.OfType<Invoice>().Single(), order, new MatchTolerances()));
    }

    [Theory]
    [InlineData("0.43", "0.44")]
    [InlineData("0.43", "0.40")]
    public void Vat_that_no_rounding_explains_is_a_difference(string right, string wrong)
    {
        PurchaseOrder order = Merge("vat-rounded-per-line", "1-response", "2-advice");
        order = order.Apply(Read(Case("vat-rounded-per-line", "3-invoice").Replace(right, wrong, StringComparison.Ordinal))).Value;

        Assert.Contains(
            ThreeWayMatch.Check(order.Documents.Messages.OfType<Invoice>().Single(), order, new MatchTolerances()),
            difference => difference.Code == IssueCodes.MatchVat);
    }

    [Theory]
    [InlineData("4-invoice-pretty")]
    [InlineData("5-invoice-newer-stamp")]
    public void An_invoice_that_is_sent_again_in_another_dress_says_the_same(string again) =>
        Assert.Equal(Read(Case("resend-reformatted", "3-invoice")).Fingerprint(), Read(Case("resend-reformatted", again)).Fingerprint());

    [Theory]
    [InlineData("EUR 22.00", "USD 22.00", "AMOUNT_FOREIGN")]
    [InlineData("EUR 22.00", "22.00 apples", "NUMBER_UNREADABLE")]
    [InlineData("EUR 22.00", "22.00.00", "NUMBER_UNREADABLE")]
    [InlineData("EUR 22.00", "", "FIELD_MISSING")]
    [InlineData("<InvoiceType>Invoice</InvoiceType>", "<InvoiceType>ProForma</InvoiceType>", "CODE_UNKNOWN")]
    [InlineData("InvoicedQuantity=\"2\"", "InvoicedQuantity=\"-2\"", "QUANTITY_UNREADABLE")]
    [InlineData("EUR 60.00", "EUR sixty", "NUMBER_UNREADABLE")]
    [InlineData("Rate=\"20.00\" TaxableAmount", "Rate=\"twenty\" TaxableAmount", "NUMBER_UNREADABLE")]
    [InlineData("20261121", "21/11/26", "DATE_UNREADABLE")]
    public void An_invoice_with_a_field_that_cannot_be_read_waits_for_a_person(string plain, string written, string code)
    {
        PurchaseOrder order = Merge("quantity-with-unit", "1-response", "2-advice");
        string xml = Case("quantity-with-unit", "3-invoice-amounts-with-currency");
        Assert.Contains(plain, xml, StringComparison.Ordinal);
        order = order.Apply(Read(xml.Replace(plain, written, StringComparison.Ordinal))).Value;

        Issue[] differences = [.. ThreeWayMatch.Check(order.Documents.Messages.OfType<Invoice>().Single(), order, new MatchTolerances())];
        Assert.Contains(differences, difference => difference.Code == code);
        Assert.Contains(order.Progress().Findings, finding => finding.Code == code);
    }

    [Fact]
    public void A_document_of_unknown_kind_is_neither_billed_nor_credited()
    {
        PurchaseOrder order = Merge("quantity-with-unit", "1-response", "2-advice").Apply(Read(
            Case("quantity-with-unit", "3-invoice-amounts-with-currency").Replace(">Invoice<", ">ProForma<", StringComparison.Ordinal))).Value;

        Assert.All(order.Progress().Lines, line => Assert.Equal((0, 0), (line.Invoiced, line.Credited)));
        Assert.Equal(InvoiceKind.Unknown, order.Progress().Invoices[0].Kind);
    }

    [Fact]
    public void A_line_status_that_nobody_knows_neither_confirms_nor_rejects_and_shows_in_the_order()
    {
        PurchaseProgress progress = Order("PO-EUR-1", 2, 1).Apply(Read(Case("quantity-with-unit", "1-response").Replace(
            "<LineStatus StatusCode=\"LC\"/><RequestedQuantity>2<", "<LineStatus StatusCode=\"LX\"/><RequestedQuantity>2<", StringComparison.Ordinal))).Value.Progress();

        Assert.Equal((LineState.Received, 0, "LX"), (progress.Lines[0].State, progress.Lines[0].Confirmed, progress.Lines[0].Text));
        Assert.Equal("CODE_UNKNOWN", Assert.Single(progress.Findings).Code);
    }

    [Fact]
    public void An_answer_that_nobody_knows_leaves_it_to_the_lines_and_shows()
    {
        PurchaseProgress progress = Order("PO-EUR-1", 2, 1).Apply(Read(Case("quantity-with-unit", "1-response").Replace(
            "<OrderStatus StatusCode=\"OC\"/>", "<OrderStatus StatusCode=\"OX\"/>", StringComparison.Ordinal))).Value.Progress();

        Assert.Equal([LineState.Confirmed, LineState.Confirmed], progress.Lines.Select(line => line.State));
        Assert.Equal("CODE_UNKNOWN", Assert.Single(progress.Findings).Code);
    }

    [Theory]
    [InlineData("OnHoldByGnomes")]
    [InlineData("PAID?")]
    public void A_status_that_nobody_knows_shows_its_words_and_changes_nothing(string word)
    {
        string xml = Sample.Text("order-status.xml");
        string code = xml.Split("StatusCode=\"")[1].Split('"')[0];
        OrderStatus status = (OrderStatus)Read(xml.Replace($"StatusCode=\"{code}\"", $"StatusCode=\"{word}\"", StringComparison.Ordinal));

        Assert.Equal((OrderStatusCode.Unknown, word), (status.Status, status.StatusCode));
        Assert.Contains(status.Issues!, issue => issue.Code == "CODE_UNKNOWN" && issue.Text == word);
    }

    [Fact]
    public void An_advice_of_two_hundred_lines_with_a_hundred_serial_numbers_each_is_kept_whole()
    {
        string xml = Case("quantity-with-unit", "2-advice");
        string line = System.Xml.Linq.XDocument.Parse(xml).Descendants().First(static element => element.Name.LocalName == "LineItem").ToString();
        string serial = "<SerialNumber>S1</SerialNumber>";
        int from = xml.IndexOf("<LineItem ", StringComparison.Ordinal);
        int to = xml.LastIndexOf("</LineItem>", StringComparison.Ordinal) + "</LineItem>".Length;
        string lines = string.Concat(Enumerable.Range(0, 200).Select(at => line.Replace(
            serial, string.Concat(Enumerable.Range(0, 100).Select(number => $"<SerialNumber>SN-{at:000}-{number:000}</SerialNumber>")), StringComparison.Ordinal)));

        DespatchAdvice advice = (DespatchAdvice)Read(string.Concat(xml.AsSpan(0, from), lines, xml.AsSpan(to)));

        Assert.Equal((200, 20_000), (advice.Lines.Count, advice.Lines.SelectMany(static read => read.SerialNumbers).Distinct(StringComparer.Ordinal).Count()));
        Assert.Null(advice.Issues);
    }

    private static OrderMessage Advice(string date) => Read(Case("xs-date-offset", "2-advice").Replace(
        "<Date Type=\"Despatch\">2026-11-21+01:00<", $"<Date Type=\"Despatch\">{date}<", StringComparison.Ordinal));

    private static string Case(string folder, string name) => Sample.Text(Path.Combine("cases", folder, $"{name}.xml"));

    private static OrderMessage Read(string xml)
    {
        MessageReading reading = Sample.Reader.Read(Sample.Stream(xml));
        return Assert.Single(reading.Messages);
    }

    private static PurchaseProgress After(string folder, params string[] names) => Merge(folder, names).Progress();

    /// <summary>The order that the messages of a case name, with what they say merged.</summary>
    private static PurchaseOrder Merge(string folder, params string[] names)
    {
        OrderMessage[] messages = [.. names.Select(name => Read(Case(folder, name)))];
        IReadOnlyList<OrderResponseLine> lines = messages.OfType<OrderResponse>().First().Lines;
        PurchaseOrder order = Order(messages.OfType<OrderResponse>().First().PurchaseOrderNumber, lines[0].Requested, lines[1].Requested) with
        {
            Lines = [.. lines.Select((line, index) => new PurchaseOrderLine
            {
                LineNumber = new LineNumber(index + 1), Sku = line.Sku!.Value, Quantity = line.Requested, UnitPrice = line.UnitPrice!.Value,
            })],
        };
        return messages.Aggregate(order, static (current, message) => current.Apply(message).Value);
    }

    private static PurchaseOrder Order(string number, int first, int second) => new()
    {
        Number = PurchaseOrderNumber.Parse(number), Distributor = "ingram-micro", Currency = "EUR", Phase = PurchasePhase.Acknowledged,
        Lines =
        [
            new() { LineNumber = new LineNumber(1), Sku = DistributorSku.Parse("7650001"), Quantity = first, UnitPrice = 11.00m },
            new() { LineNumber = new LineNumber(2), Sku = DistributorSku.Parse("7650006"), Quantity = second, UnitPrice = 28.00m },
        ],
    };
}
