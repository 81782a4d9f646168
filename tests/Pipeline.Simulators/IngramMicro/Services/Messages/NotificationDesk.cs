using System.Security.Cryptography;
using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.Simulators.IngramMicro.Services.Pushes;
using Pipeline.Simulators.IngramMicro.Services.Wire;

namespace Pipeline.Simulators.IngramMicro.Services.Messages;

/// <summary>Puts the preamble before a message, encodes it, enters it in the order's ledger and gives it to the post.</summary>
internal sealed class NotificationDesk(
    ServicesOptions options, OrderBook book, FaultSwitches faults, PushPost post, NumberSeries numbers, HostClock clock)
{
    private int unknown;

    /// <summary>Sends a message, and one about an unknown order if that fault is on; ends with the first answer.</summary>
    public async Task SendAsync(PlacedOrder order, ServiceTransaction kind, string subject, XElement content)
    {
        await post.SendAsync(Enter(order, kind, subject, content), order.Family);
        if (faults.Take(FaultKind.UnknownOrderPush, kind, order.PurchaseOrderNumber) is not null)
        {
            await post.SendAsync(Enter(order, kind, "unknown order", AboutNobody(content)), order.Family);
        }
    }

    private PushedMessage Enter(PlacedOrder order, ServiceTransaction kind, string subject, XElement content)
    {
        string document = numbers.NextDocumentId();
        byte[] body = WireMessage.Write(
            new XElement("BusinessTransactionNotification", Preamble(document), content), order.Family, kind);
        PushedMessage message = new(new PushRecord
        {
            Number = numbers.NextMessage(),
            Kind = kind,
            DocumentId = document,
            Subject = subject,
            PurchaseOrderNumber = order.PurchaseOrderNumber,
            MadeAt = clock.Now,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(body)),
            Body = body,
            Profile = order.Family.Name,
        });
        lock (book.Gate)
        {
            order.Messages.Add(message);
        }

        return message;
    }

    private XElement Preamble(string document) => new(
        "NotificationPreamble",
        new XElement("SenderID", options.IngramId),
        new XElement("ReceiverID", options.ResellerId),
        new XElement("TransactionClassifier", "2.0"),
        new XElement("DocumentID", document),
        new XElement("TimeStamp", MessageText.Time(clock.Local(clock.Now))),
        new XElement("CountryCode", options.CountryCode));

    private XElement AboutNobody(XElement content)
    {
        XElement other = new(content);
        string number = $"ZZ-UNKNOWN-{Interlocked.Increment(ref unknown)}";
        foreach (XElement element in other.Descendants().Where(element => !element.HasElements && element.Value.Length > 0).ToArray())
        {
            element.Value = element.Name.LocalName switch
            {
                "PurchaseOrderNumber" or "CustomerPO" => number,
                "IngramSalesOrderNumber" or "OriginalOrderNumber" => numbers.NextOrder(),
                "DespatchAdviceNumber" => numbers.NextAdvice(),
                "InvoiceNumber" => numbers.NextInvoice(),
                _ => element.Value,
            };
        }

        return other;
    }
}
