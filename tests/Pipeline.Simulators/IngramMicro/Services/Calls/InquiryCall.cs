using System.Globalization;
using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services.Messages;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.Simulators.IngramMicro.Services.Wire;

namespace Pipeline.Simulators.IngramMicro.Services.Calls;

/// <summary>
/// Order inquiry by purchase order number or by days: nothing found is 20000; a voided
/// order is 20086, which may thus mean cancelled. Every purchase under a number is in the answer.
/// </summary>
internal sealed class InquiryCall(OrderBook book, Func<DateTimeOffset, DateTimeOffset> local)
{
    public CallOutcome Answer(RequestFrame frame)
    {
        bool isSearch = frame.Content.Name.LocalName == "OrderSearchRequest";
        bool hasLines = !isSearch && (string?)frame.Content.Attribute("IncludeOrderDetails") == "Y";
        IReadOnlyList<PlacedOrder> found = isSearch
            ? [.. book.All.Where(order => Day(frame, "FromDate") <= order.Day && order.Day <= Day(frame, "ToDate"))]
            : book.Find(frame["CustomerPurchaseOrderNumber"]!);
        lock (book.Gate)
        {
            List<PlacedOrder> shown = [.. found.Where(order => !order.IsVoided)];
            return shown.Count == 0
                ? Nothing(found.Count > 0)
                : new CallOutcome(CallOutcome.Success, "Success", new XElement(
                    isSearch ? "OrderSearchResponse" : "OrderStatusResponse",
                    shown.Select(order => OrderStatusMessage.Details(order, local, changeReason: null, hasLines))));
        }
    }

    private static CallOutcome Nothing(bool isVoided) => isVoided
        ? CallOutcome.Refused(CallOutcome.OrderNotFound, "Order not found")
        : CallOutcome.Refused(CallOutcome.NotFound, "No result found");

    private static DateOnly Day(RequestFrame frame, string name) => DateOnly.ParseExact(
        frame["IngramSalesOrderDateRange", name]!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
