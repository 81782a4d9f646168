using System.Net;
using System.Text.Json;
using Pipeline.Core.Catalog;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Records;
using Pipeline.Functions.Tests.Support;

namespace Pipeline.Functions.Tests.Invoices;

/// <summary>Invoices for an ERP over HTTP.</summary>
[Collection(StorageCollection.Name)]
public sealed class InvoiceHttpTests(StorageEmulator storage) : IAsyncLifetime
{
    private PipelineApp app = null!;

    public async Task InitializeAsync() => app = await PipelineApp.StartAsync(storage);

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task An_invoice_is_shown_with_lines_serials_charges_vat_totals_and_differences()
    {
        string id = await PutAsync("I-1", new DateOnly(2026, 3, 12), new Issue("MATCH_PRICE", "line 1", "10") { Expected = "9" });

        JsonElement invoice = await app.GetJsonAsync($"/api/invoices/{id}");

        Assert.Equal(
            $$$"""
            {"id":"{{{id}}}","distributor":"ingram-micro","invoiceNumber":"I-1","printedNumber":null,"kind":"invoice","date":"2026-03-12","dueDate":"2026-04-11","terms":"30","accountNumber":"FR0","vatNumber":"FR1","currency":"EUR","purchaseOrderNumbers":["PO-1"],"distributorOrderNumbers":["80-1"],"despatchAdviceNumbers":["D-1"],"lines":[{"lineNumber":"1","purchaseOrderNumber":null,"sku":"7100231","gtin":null,"mpn":null,"description":"One","quantity":2,"unitPrice":10,"amount":20,"vatRate":20,"vatAmount":4,"serialNumbers":["S1","S2"]}],"charges":[{"type":"FREIGHT","scheme":null,"lineNumber":null,"description":null,"amount":5,"vatRate":20,"vatAmount":1}],"net":25,"vat":[{"rate":20,"taxable":25,"amount":5}],"due":30,"paid":null,"totals":{"due":30,"lines":20,"discount":null,"charges":5,"taxable":25,"vat":5,"finalTaxable":null,"lineCount":1,"quantity":2},"postable":false,"differences":[{"code":"MATCH_PRICE","where":"line 1","text":"10","expected":"9","cause":"The price 10 was billed, and 9 was confirmed.","remedy":"Ask the distributor for a credit note over the difference.","severity":"error"}],"decision":null,"orders":["/api/orders/o1"],"exchange":"/api/exchanges/0199","changedAt":"2026-03-10T06:00:00Z"}
            """,
            invoice.GetRawText());
    }

    [Fact]
    public async Task A_person_accepts_what_differs_and_the_invoice_may_be_posted()
    {
        string differs = await PutAsync("I-1", new DateOnly(2026, 3, 12), new Issue("MATCH_PRICE", "line 1", "10") { Expected = "9" });
        string matches = await PutAsync("I-2", new DateOnly(2026, 3, 12));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, await DecideAsync(differs, "{}"));
        Assert.Equal(HttpStatusCode.NotFound, await DecideAsync("nothing", """{"reason":"Agreed"}"""));
        Assert.Equal(HttpStatusCode.Conflict, await DecideAsync(matches, """{"reason":"Agreed"}"""));
        Assert.Equal(HttpStatusCode.Conflict, await DecideAsync(differs, """{"accepted":false,"reason":"Wrong one"}"""));
        Assert.Equal(HttpStatusCode.OK, await DecideAsync(differs, """{"reason":" Agreed by phone "}"""));

        JsonElement accepted = await app.GetJsonAsync($"/api/invoices/{differs}");
        Assert.True(accepted.GetProperty("postable").GetBoolean());
        Assert.Equal(("api", "Agreed by phone"), (accepted.GetProperty("decision").GetProperty("by").GetString(), accepted.GetProperty("decision").GetProperty("reason").GetString()));
        Assert.Equal(HttpStatusCode.OK, await DecideAsync(differs, """{"accepted":false,"reason":"Wrong one"}"""));
        Assert.False((await app.GetJsonAsync($"/api/invoices/{differs}")).GetProperty("postable").GetBoolean());

        async Task<HttpStatusCode> DecideAsync(string id, string body)
        {
            using StringContent content = new(body, System.Text.Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await app.Http.PostAsync(new Uri($"/api/invoices/{id}/decision", UriKind.Relative), content);
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task Invoices_are_listed_by_distributor_day_and_change_latest_first()
    {
        string old = await PutAsync("I-1", new DateOnly(2026, 3, 1));
        string late = await PutAsync("I-2", new DateOnly(2026, 3, 12));

        Assert.Equal([late, old], await IdsAsync("/api/invoices"));
        Assert.Equal([late], await IdsAsync("/api/invoices?from=2026-03-12"));
        Assert.Equal([old], await IdsAsync("/api/invoices?to=2026-03-11"));
        Assert.Equal([late], await IdsAsync("/api/invoices?changedSince=2026-03-10T06:00:01Z"));
        Assert.Equal([late, old], await IdsAsync("/api/invoices?distributor=ingram-micro"));
        Assert.Empty(await IdsAsync("/api/invoices?distributor=intcomex"));
        JsonElement first = await app.GetJsonAsync("/api/invoices?limit=1");
        Assert.True(first.GetProperty("items")[0].GetProperty("postable").GetBoolean());
        Assert.Equal([old], await IdsAsync($"/api/invoices?limit=1&cursor={Uri.EscapeDataString(first.GetProperty("cursor").GetString()!)}"));
    }

    [Theory]
    [InlineData("/api/invoices/nothing", HttpStatusCode.NotFound, "INVOICE_UNKNOWN")]
    [InlineData("/api/invoices?limit=0", HttpStatusCode.UnprocessableEntity, "LIMIT_OUT_OF_RANGE")]
    [InlineData("/api/invoices?cursor=x", HttpStatusCode.UnprocessableEntity, "CURSOR_INVALID")]
    [InlineData("/api/invoices.csv?distributor=ingram-micro&month=2026-13", HttpStatusCode.UnprocessableEntity, "MONTH_INVALID")]
    [InlineData("/api/invoices.csv?distributor=ingram-micro&month=2026-3", HttpStatusCode.UnprocessableEntity, "MONTH_INVALID")]
    [InlineData("/api/invoices.csv?distributor=nobody&month=2026-03", HttpStatusCode.UnprocessableEntity, "DISTRIBUTOR_UNKNOWN")]
    [InlineData("/api/invoices.csv?distributor=ingram-micro", HttpStatusCode.BadRequest, "REQUEST_INVALID")]
    [InlineData("/api/invoices.csv?month=2026-03", HttpStatusCode.BadRequest, "REQUEST_INVALID")]
    [InlineData("/api/invoices?from=yesterday", HttpStatusCode.BadRequest, "REQUEST_INVALID")]
    public async Task What_is_not_there_is_said_plainly(string path, HttpStatusCode status, string code) =>
        _ = await ProblemAssert.IsAsync(await app.GetAsync(path), status, code);

    [Fact]
    public async Task A_month_of_a_distributor_is_reported_as_csv()
    {
        _ = await PutAsync("I-0", new DateOnly(2026, 2, 28));
        _ = await PutAsync("I-1", new DateOnly(2026, 3, 1));
        await PutAsync(Invoice("=I-2", new DateOnly(2026, 3, 31)) with
        {
            PrintedNumber = "F, 77", IsPaid = true, PurchaseOrderNumbers = ["PO-1", "PO-2"], DistributorOrderNumbers = ["80-1", "80-2"],
        });
        await PutAsync(Invoice("C-1", new DateOnly(2026, 3, 15)) with { Kind = InvoiceKind.CreditNote, IsPaid = false });
        await PutAsync(Invoice("I-3", new DateOnly(2026, 3, 14)) with
        {
            Currency = null, Vat = [], Totals = InvoiceTotals.None, Issues = [new Issue("NUMBER_UNREADABLE", "/Invoice/Line[1]/Amount", "2O.00")],
        });
        _ = await PutAsync("I-4", new DateOnly(2026, 4, 1));

        HttpResponseMessage answer = await app.GetAsync("/api/invoices.csv?distributor=ingram-micro&month=2026-03");

        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("invoices-ingram-micro-2026-03.csv", answer.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(
            """
            invoiceNumber,printedNumber,date,purchaseOrderNumber,distributorOrderNumber,currency,net,tax,total,paid
            "'=I-2","F, 77",2026-03-31,PO-1; PO-2,80-1; 80-2,EUR,25,5,30,true
            C-1,,2026-03-15,PO-1,80-1,EUR,-25,-5,-30,false
            I-3,,2026-03-14,PO-1,80-1,,,,,
            I-1,,2026-03-01,PO-1,80-1,EUR,25,5,30,

            """.ReplaceLineEndings("\r\n"),
            await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_month_of_more_invoices_than_a_page_is_reported_whole()
    {
        const int Invoices = 401;
        await Parallel.ForAsync(0, Invoices, async (i, _) => await PutAsync(Invoice($"I-{i}", new DateOnly(2026, 3, 1 + (i % 31)))));

        string[] lines = (await (await app.GetAsync("/api/invoices.csv?distributor=ingram-micro&month=2026-03")).Content.ReadAsStringAsync())
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(Invoices, lines.Skip(1).Select(static line => line.Split(',')[0]).Distinct().Count());
        Assert.Equal(Invoices + 1, lines.Length);
    }

    private async Task<IEnumerable<string>> IdsAsync(string path) => (await app.GetJsonAsync(path)).GetProperty("items")
        .EnumerateArray().Select(static item => item.GetProperty("id").GetString()!);

    private async Task<string> PutAsync(string number, DateOnly date, params Issue[] differences)
    {
        string id = await PutAsync(Invoice(number, date), differences);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        return id;
    }

    private async Task<string> PutAsync(Invoice invoice, params Issue[] differences)
    {
        string id = InvoiceRecord.IdOf("ingram-micro", invoice);
        await app.Get<IInvoiceStore>().PutAsync(
            new InvoiceRecord
            {
                Id = id, Distributor = "ingram-micro", Invoice = invoice, OrderIds = ["o1"], Differences = differences, ExchangeId = "0199",
                ChangedAt = app.Clock.GetUtcNow(),
            },
            CancellationToken.None);
        return id;
    }

    private static Invoice Invoice(string number, DateOnly date) => new()
    {
        InvoiceNumber = number, Kind = InvoiceKind.Invoice, AccountNumber = "FR0", Date = date, DueDate = date.AddDays(30), TermsCode = "30",
        PurchaseOrderNumbers = ["PO-1"], DistributorOrderNumbers = ["80-1"], DespatchAdviceNumbers = ["D-1"], VatNumber = "FR1", Currency = "EUR",
        Lines =
        [
            new InvoiceLine
            {
                LineNumber = "1", Sku = DistributorSku.Parse("7100231"), Description = "One", Quantity = 2, UnitPrice = 10, Amount = 20,
                VatRatePercent = 20, VatAmount = 4, SerialNumbers = ["S1", "S2"],
            },
        ],
        Charges = [new InvoiceCharge { Type = "FREIGHT", Amount = 5, VatRatePercent = 20, VatAmount = 1 }],
        Vat = [new VatAmount(20, 25, 5)],
        Totals = new InvoiceTotals { Due = 30, Lines = 20, Charges = 5, Taxable = 25, Vat = 5, LineCount = 1, Quantity = 2 },
    };
}
