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
            {"id":"{{{id}}}","distributor":"ingram-micro","invoiceNumber":"I-1","kind":"invoice","date":"2026-03-12","dueDate":"2026-04-11","terms":"30","accountNumber":"FR0","vatNumber":"FR1","currency":"EUR","purchaseOrderNumbers":["PO-1"],"distributorOrderNumbers":["80-1"],"despatchAdviceNumbers":["D-1"],"lines":[{"lineNumber":"1","purchaseOrderNumber":null,"sku":"7100231","gtin":null,"mpn":null,"description":"One","quantity":2,"unitPrice":10,"amount":20,"vatRate":20,"vatAmount":4,"serialNumbers":["S1","S2"]}],"charges":[{"type":"FREIGHT","scheme":null,"lineNumber":null,"description":null,"amount":5,"vatRate":20,"vatAmount":1}],"net":25,"vat":[{"rate":20,"taxable":25,"amount":5}],"due":30,"totals":{"due":30,"lines":20,"discount":null,"charges":5,"taxable":25,"vat":5,"finalTaxable":null,"lineCount":1,"quantity":2},"postable":false,"differences":[{"code":"MATCH_PRICE","where":"line 1","text":"10","expected":"9","cause":"The price 10 was billed, and 9 was confirmed.","remedy":"Ask the distributor for a credit note over the difference.","severity":"error"}],"orders":["/api/orders/o1"],"exchange":"/api/exchanges/0199","changedAt":"2026-03-10T06:00:00Z"}
            """,
            invoice.GetRawText());
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
    [InlineData("/api/invoices?from=yesterday", HttpStatusCode.BadRequest, "REQUEST_INVALID")]
    public async Task What_is_not_there_is_said_plainly(string path, HttpStatusCode status, string code) =>
        _ = await ProblemAssert.IsAsync(await app.GetAsync(path), status, code);

    private async Task<IEnumerable<string>> IdsAsync(string path) => (await app.GetJsonAsync(path)).GetProperty("items")
        .EnumerateArray().Select(static item => item.GetProperty("id").GetString()!);

    private async Task<string> PutAsync(string number, DateOnly date, params Issue[] differences)
    {
        Invoice invoice = new()
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
        string id = InvoiceRecord.IdOf("ingram-micro", invoice);
        await app.Get<IInvoiceStore>().PutAsync(
            new InvoiceRecord
            {
                Id = id, Distributor = "ingram-micro", Invoice = invoice, OrderIds = ["o1"], Differences = differences, ExchangeId = "0199",
                ChangedAt = app.Clock.GetUtcNow(),
            },
            CancellationToken.None);
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        return id;
    }
}
