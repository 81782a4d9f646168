using Pipeline.Core.Audit;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Records;
using Pipeline.Ops.People;
using Pipeline.Ops.Tests.Support;
using static Pipeline.Ops.Tests.Orders.OrderSamples;

namespace Pipeline.Ops.Tests.Invoices;

/// <summary>Invoices, what they differ in, and what people decide about that.</summary>
public sealed class InvoicePageTests : IDisposable
{
    private static readonly Issue Dear = new Issue(IssueCodes.MatchPrice, "Invoice 94300187, line 1", "700.00").Expecting("685.00");

    private readonly OpsSite site = new();

    [Fact]
    public async Task Without_invoices_it_says_what_will_appear_here() =>
        Assert.StartsWith("No invoice has come yet.", (await site.GetAsync("/ops/invoices")).TextOf(".empty"), StringComparison.Ordinal);

    [Fact]
    public async Task The_result_of_the_comparison_stands_first_with_what_differs()
    {
        await PutAsync(Bill(), Dear);
        await PutAsync(Bill("2") with { Date = new DateOnly(2026, 3, 1) });

        OpsReply reply = await site.GetAsync("/ops/invoices");

        Assert.Equal(["Does not match", "Matches"], reply.TextsOf("td:nth-child(1)"));
        Assert.Equal("94300187 Invoice", reply.TextOf("td:nth-child(2)"));
        Assert.StartsWith("Invoice 94300187, line 1:", reply.TextOf("td:nth-child(3) p"), StringComparison.Ordinal);
        Assert.Equal("1,680.00 EUR", reply.TextOf("td:nth-child(7)"));
        Assert.Equal(1, site.Trade.Reads.Number);
    }

    [Theory]
    [InlineData("match=differs", "94300187")]
    [InlineData("match=ok", "2")]
    [InlineData("partner=acme", "94300187 2")]
    [InlineData("partner=other", "")]
    [InlineData("currency=USD", "2")]
    [InlineData("from=2026-03-05", "94300187")]
    [InlineData("to=2026-03-05", "2")]
    public async Task Filters_are_in_the_address(string query, string expected)
    {
        await PutAsync(Bill(), Dear);
        await PutAsync(Bill("2") with { Date = new DateOnly(2026, 3, 1), Currency = "USD" });

        Assert.Equal(expected, string.Join(' ', (await site.GetAsync($"/ops/invoices?{query}")).TextsOf("td:nth-child(2) a")));
    }

    [Fact]
    public async Task The_file_for_accounting_has_credit_notes_below_zero()
    {
        await PutAsync(Bill(), Dear);
        await PutAsync(Bill("C2") with { Kind = InvoiceKind.CreditNote, Date = new DateOnly(2026, 3, 1) });

        string[] lines = (await site.GetAsync("/ops/invoices.csv")).Text.TrimStart('\uFEFF').Split("\r\n");
        OpsReply french = await site.GetAsync("/ops/invoices.csv?match=differs", "fr");

        Assert.StartsWith("94300187,,invoice,acme,2026-03-09,,PX26000187,EUR,1400,280,1680,,differs,MATCH_PRICE,acme-", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("C2,,creditNote,acme,2026-03-01,,PX26000187,EUR,-1400,-280,-1680,,ok,,", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("Facture;Numéro imprimé;Type;", french.Text.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.DoesNotContain("C2", french.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_invoice_says_what_was_expected_and_what_was_billed()
    {
        string id = await PutAsync(Bill(), Dear);

        OpsReply reply = await site.GetAsync($"/ops/invoices/{id}");

        Assert.Equal("Invoice 94300187 of Acme Ltd", reply.TextOf("h1"));
        Assert.Contains("Do not post it: it does not agree with order or despatch.", reply.TextOf("main > p"), StringComparison.Ordinal);
        Assert.Equal(["685.00", "700.00"], reply.TextsOf("table:first-of-type td.num"));
        Assert.Equal(["20 %", "1,400.00 EUR", "280.00 EUR"], reply.Page.QuerySelectorAll("table")[2].QuerySelectorAll("td").Select(static cell => cell.TextContent.Trim().Replace('\u00A0', ' ')));
        Assert.Equal("/ops/orders/PX1", reply.Page.QuerySelector(".facts a[href^='/ops/orders/']")!.GetAttribute("href"));
        Assert.Equal("/ops/exchanges/0195e3", reply.Page.QuerySelector(".facts a[href^='/ops/exchanges/']")!.GetAttribute("href"));
        Assert.Equal($"/ops/invoices/{id}/accept", reply.Page.QuerySelector(".acts a")!.GetAttribute("href"));
        Assert.InRange(site.Trade.Reads.Number, 1, 12);
        Assert.Equal(404, (await site.GetAsync("/ops/invoices/none")).Status);
    }

    [Fact]
    public async Task A_difference_is_accepted_with_a_reason_stored_shown_and_withdrawn_again()
    {
        string id = await PutAsync(Bill(), Dear);
        OpsReply asked = await site.GetAsync($"/ops/invoices/{id}/accept");
        string version = asked.Page.QuerySelector("input[name=version]")!.GetAttribute("value")!;

        OpsReply silent = await site.PostAsync($"/ops/invoices/{id}/accept", null, ("version", version));
        OpsReply stale = await site.PostAsync($"/ops/invoices/{id}/accept", null, ("version", "1"), ("reason", "Agreed"));
        OpsReply accepted = await site.GetAsync((await site.PostAsync($"/ops/invoices/{id}/accept", null, ("version", version), ("reason", "Agreed by phone"))).Location!);

        Assert.Contains("1 difference is accepted; the invoice may be posted and accounting gets it so: 1,680.00 EUR.", asked.TextOf("main > ul li"), StringComparison.Ordinal);
        Assert.Equal((422, 409), (silent.Status, stale.Status));
        Assert.Equal("The difference is accepted.", accepted.TextOf(".answer"));
        Assert.Contains("It differs, and Ada accepted that; it may be posted.", accepted.TextOf("main > p"), StringComparison.Ordinal);
        Assert.Contains("Ada Accepted Agreed by phone", accepted.TextOf(".steps li"), StringComparison.Ordinal);
        Assert.True(site.Trade.Invoices[id].IsPostable);
        Assert.Equal(("invoice.accept", "MATCH_PRICE", "accepted", AuditResult.Done), (site.Audit.Entries[0].Action, site.Audit.Entries[0].Before, site.Audit.Entries[0].After, site.Audit.Entries[0].Result));
        Assert.Empty((await site.GetAsync("/ops/invoices?match=differs")).TextsOf("tbody tr"));

        string now = (await site.GetAsync($"/ops/invoices/{id}/withdraw")).Page.QuerySelector("input[name=version]")!.GetAttribute("value")!;
        _ = await site.PostAsync($"/ops/invoices/{id}/withdraw", null, ("version", now), ("reason", "Wrong one"));

        Assert.False(site.Trade.Invoices[id].IsPostable);
        Assert.Contains("Ada withdrew the acceptance on", (await site.GetAsync($"/ops/invoices/{id}")).TextsOf("main > p")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_stands_at_the_invoice_and_in_the_audit()
    {
        string id = await PutAsync(Bill());

        OpsReply reply = await site.GetAsync((await site.PostAsync($"/ops/invoices/{id}/note", null, ("note", "Sent to accounting"))).Location!);

        Assert.Contains("Ada Note Sent to accounting", reply.TextOf(".steps li"), StringComparison.Ordinal);
        Assert.Equal("invoice.note", Assert.Single(site.Audit.Entries).Action);
    }

    [Fact]
    public async Task A_note_is_taken_back_with_the_undo_of_its_answer_and_by_nobody_else()
    {
        string id = await PutAsync(Bill());
        OpsReply noted = await site.GetAsync((await site.PostAsync($"/ops/invoices/{id}/note", null, ("note", "Sent to accounting"))).Location!);
        string address = noted.Page.QuerySelector(".answer form")!.GetAttribute("action")!;
        string version = noted.Page.QuerySelector(".answer input[name=version]")!.GetAttribute("value")!;

        site.Person = new OpsPerson("Bob", OpsRole.Operator);
        OpsReply refused = await site.PostAsync(address, null, ("version", version));
        site.Person = new OpsPerson("Ada", OpsRole.Operator);
        OpsReply reply = await site.GetAsync((await site.PostAsync(address, null, ("version", version))).Location!);

        Assert.Equal(409, refused.Status);
        Assert.Equal("The note is taken back.", reply.TextOf(".answer"));
        Assert.DoesNotContain("Sent to accounting", reply.Text, StringComparison.Ordinal);
        Assert.Equal(["invoice.note", "invoice.unnote"], site.Audit.Entries.Select(static entry => entry.Action));
    }

    [Fact]
    public async Task A_viewer_sees_no_command()
    {
        string id = await PutAsync(Bill(), Dear);
        site.Person = new OpsPerson("Vi", OpsRole.Viewer);

        Assert.Empty((await site.GetAsync($"/ops/invoices/{id}")).Page.QuerySelectorAll("main form, .acts"));
    }

    [Fact]
    public async Task Strangers_texts_do_no_harm_in_page_and_file()
    {
        string id = await PutAsync(
            Bill(Hostile) with { PrintedNumber = Hostile, PurchaseOrderNumbers = [Hostile + new string('w', 10_000)], Lines = [Bill().Lines[0] with { Description = Hostile }], Charges = [new InvoiceCharge { Type = Hostile, Amount = 1 }] },
            new Issue(Hostile, Hostile, Hostile));

        foreach (string address in (string[])["/ops/invoices", $"/ops/invoices/{id}"])
        {
            OpsReply reply = await site.GetAsync(address);
            Assert.Single(reply.Page.QuerySelectorAll("script"));
            Assert.DoesNotContain('\u202E', reply.Text);
            Assert.DoesNotContain('\u0007', reply.Text);
        }

        Assert.Contains("\r\n'=1+1", (await site.GetAsync("/ops/invoices.csv")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "Facture 94300187 de Acme Ltd", "Ne concorde pas")]
    [InlineData("es", "Factura 94300187 de Acme Ltd", "No coincide")]
    public async Task It_speaks_the_persons_language(string language, string title, string match)
    {
        string id = await PutAsync(Bill(), Dear);

        OpsReply reply = await site.GetAsync($"/ops/invoices/{id}", language);

        Assert.Equal((title, match), (reply.TextOf("h1"), reply.TextOf(".badge")));
    }

    public void Dispose() => site.Dispose();

    private async Task<string> PutAsync(Invoice invoice, params Issue[] differences)
    {
        InvoiceRecord record = new()
        {
            Id = InvoiceRecord.IdOf("acme", invoice),
            Distributor = "acme",
            Invoice = invoice,
            OrderIds = ["PX1"],
            Differences = differences,
            ExchangeId = "0195e3",
            ChangedAt = Start,
        };
        await site.Trade.Invoices.PutAsync(record, default);
        return record.Id;
    }
}
