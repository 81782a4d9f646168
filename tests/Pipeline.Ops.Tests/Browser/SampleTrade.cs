using System.Text;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Notifications;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Ops.Tests.Subscriptions;
using Pipeline.Ops.Tests.Support;
using static Pipeline.Ops.Tests.Orders.OrderSamples;

namespace Pipeline.Ops.Tests.Browser;

/// <summary>Orders, invoices, messages and conversations of one partner, from all well to all wrong.</summary>
internal static class SampleTrade
{
    public static async Task<IReadOnlyDictionary<string, string>> FillAsync(OpsSite site, Func<string, string> said)
    {
        foreach (int minute in Enumerable.Range(0, 8))
        {
            _ = Say(site, minute, static one => one with { Operation = "priceAvailability", Subject = null });
        }

        string answered = Say(site, 10, static one => one);
        string failed = Say(site, 11, one => one with { Status = null, Fault = said("No connection."), Response = default });
        site.Trade.Orders.Put(
            Order("S-4711", PurchasePhase.Acknowledged, Despatch("JD01", "https://track.example/JD01"), Bill()),
            new OrderEvent(1, Start, OrderSteps.Received, "Received from shop."),
            new OrderEvent(2, Start.AddMinutes(1), OrderSteps.OrderCreate, "PX26000187 was refused.", failed, "20002"),
            new OrderEvent(3, Start.AddMinutes(2), OrderSteps.OrderCreate, said("PX26000187 was accepted as 50-1."), answered));
        site.Trade.Orders.Put(Renumbered(Blocked("S-4712"), "PX26000191"));
        site.Trade.Orders.Put(Renumbered(Order("S-4713", PurchasePhase.Planned), "PX26000192"));
        Issue dear = new Issue(IssueCodes.MatchPrice, "Invoice 94300187, line 1", "700.00").Expecting("685.00");
        string matching = await BillAsync(site, Bill("94300186"));
        string differing = await BillAsync(site, Bill(), dear);
        string strange = await BillAsync(
            site, Bill("C-1") with { Kind = InvoiceKind.CreditNote, PrintedNumber = said("C-1/2026"), Charges = [new InvoiceCharge { Type = said("Freight"), Amount = 1 }] }, new Issue(said(IssueCodes.MatchPrice), said("Invoice C-1, line 1"), said("700.00")));
        string accepted = await PushAsync(site, 0, static one => one);
        string corrected = await PushAsync(site, 1, one => one with { CorrectionOf = accepted });
        string parked = await PushAsync(site, 2, static one => one with { State = MessageState.Parked, Issue = new Issue(IssueCodes.OrderUnknown, null, "PX9") });
        string quarantined = await PushAsync(
            site, 3, one => one with { State = MessageState.Quarantined, Root = null, Documents = [], Orders = [], Issue = new Issue(IssueCodes.XmlNotWellFormed, null, said("line 3")) }, said("<Invoice><a>1</Invoice>"));
        return new Dictionary<string, string>
        {
            ["orders"] = "/ops/orders",
            ["orders, nothing matches"] = "/ops/orders?channel=none",
            ["order, complete"] = "/ops/orders/S-4711",
            ["order, blocked"] = "/ops/orders/S-4712",
            ["order, planned"] = "/ops/orders/S-4713",
            ["order, retried"] = "/ops/orders/S-4712/retry",
            ["order, released"] = "/ops/orders/S-4712/release",
            ["order, cancelled"] = "/ops/orders/S-4712/cancel",
            ["order, erased"] = "/ops/orders/S-4711/erase",
            ["invoices"] = "/ops/invoices",
            ["invoice, matching"] = $"/ops/invoices/{matching}",
            ["invoice, differing"] = $"/ops/invoices/{differing}",
            ["invoice, strange"] = $"/ops/invoices/{strange}",
            ["invoice, accepted"] = $"/ops/invoices/{differing}/accept",
            ["invoice, withdrawn"] = $"/ops/invoices/{differing}/withdraw",
            ["messages"] = "/ops/messages",
            ["messages, parked for one cause"] = $"/ops/messages?state=parked&reason={IssueCodes.OrderUnknown}",
            ["message, accepted"] = $"/ops/messages/{accepted}",
            ["message, corrected"] = $"/ops/messages/{corrected}",
            ["message, parked"] = $"/ops/messages/{parked}?body=original",
            ["message, quarantined"] = $"/ops/messages/{quarantined}",
            ["message, uploaded"] = "/ops/messages/upload",
            ["exchanges"] = "/ops/exchanges",
            ["exchange, answered"] = $"/ops/exchanges/{answered}",
            ["exchange, failed"] = $"/ops/exchanges/{failed}",
            ["subscriptions"] = "/ops/subscriptions",
            ["subscription"] = "/ops/subscriptions/erp",
            ["subscription, gone"] = "/ops/subscriptions/gone?state=delivered",
            ["event, taken"] = $"/ops/subscriptions/erp/{(await EventSamples.TellAsync(site)).Id}",
            ["partners"] = "/ops/partners",
            ["partner"] = "/ops/partners/acme",
            ["search, before"] = "/ops/search",
            ["search, nothing found"] = $"/ops/search?q={Uri.EscapeDataString(said("PX26000999"))}",
        };
    }

    private static OrderRecord Renumbered(OrderRecord record, string number) => record with
    {
        Order = record.Order with { PurchaseOrders = [record.Order.PurchaseOrders[0] with { Number = PurchaseOrderNumber.Parse(number) }] },
    };

    private static string Say(OpsSite site, int minute, Func<Exchange, Exchange> change)
    {
        DateTimeOffset at = Start.AddMinutes(minute);
        Exchange made = change(new Exchange
        {
            Id = MessageId.New(at),
            Partner = "acme",
            Operation = "orderCreate",
            Subject = "PX26000187",
            Target = "POST https://acme.example/",
            StartedAt = at,
            Duration = TimeSpan.FromMilliseconds(120 + (minute * 10)),
            Status = 200,
            RequestHeaders = "Authorization: ***",
            Request = """{"ask":1}"""u8.ToArray(),
            Response = Encoding.UTF8.GetBytes($"<ok><b>{new string('w', 300)}</b></ok>"),
        });
        site.Trade.Exchanges.Add(made);
        return made.Id;
    }

    private static async Task<string> BillAsync(OpsSite site, Invoice invoice, params Issue[] differences)
    {
        InvoiceRecord record = new()
        {
            Id = InvoiceRecord.IdOf("acme", invoice), Distributor = "acme", Invoice = invoice, OrderIds = ["S-4711"], Differences = differences, ExchangeId = "0195e3", ChangedAt = Start,
        };
        await site.Trade.Invoices.PutAsync(record, default);
        return record.Id;
    }

    private static async Task<string> PushAsync(OpsSite site, int minute, Func<PushedMessage, PushedMessage> change, string body = "<Invoice><a>1</a></Invoice>")
    {
        DateTimeOffset at = Start.AddMinutes(minute);
        PushedMessage message = change(new PushedMessage
        {
            Id = MessageId.New(at), Distributor = "acme", ReceivedAt = at, HandledAt = at, Sha256 = "0", SizeBytes = body.Length, Root = "Invoice", Documents = ["invoice//94300187"], Orders = ["PX26000187"],
        });
        await site.Trade.Inbox.AddAsync(message, Encoding.UTF8.GetBytes(body), default);
        return message.Id;
    }
}
