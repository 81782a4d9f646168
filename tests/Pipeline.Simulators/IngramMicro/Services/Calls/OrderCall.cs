using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services.Messages;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.Simulators.IngramMicro.Services.Rules;
using Pipeline.Simulators.IngramMicro.Services.Wire;

namespace Pipeline.Simulators.IngramMicro.Services.Calls;

/// <summary>Order Create: a receipt, no promise.</summary>
internal sealed class OrderCall(ServicesOptions options, OrderBook book, OrderOffice office)
{
    private static readonly Dictionary<string, string> PostalCodes = new()
    {
        ["FR"] = "^[0-9]{5}$", ["NL"] = "^[1-9][0-9]{3} ?[A-Z]{2}$", ["BE"] = "^[1-9][0-9]{3}$", ["LU"] = "^(L-)?[0-9]{4}$", ["DE"] = "^[0-9]{5}$",
    };

    public CallOutcome Answer(RequestFrame frame, WireFamily family, RuleSheet sheet)
    {
        string type = frame["IngramSalesOrderType"]!;
        if (!sheet.Check("order.type", type == "ZOR", $"orders of type {type} are not taken here"))
        {
            return CallOutcome.Refused(type is "ZRE" or "ZCR" ? CallOutcome.TypeNotAllowed : CallOutcome.DataError, sheet.Breach!.Detail!);
        }

        Check(frame, sheet);
        if (sheet.Breach is { } breach)
        {
            return CallOutcome.Refused(CallOutcome.DataError, breach.Detail!);
        }

        PlacedOrder order = office.Draft(frame, family);
        bool isPlaced = book.TryAdd(order, () => office.MayRepeat(order.PurchaseOrderNumber));
        if (isPlaced)
        {
            office.Begin(order);
        }
        else if (options.DuplicateOrders != DuplicateOrders.SameAcknowledgement)
        {
            sheet.Check("order.number-is-new", false, $"DUPLICATE_PO: {order.PurchaseOrderNumber} was ordered before");
            return CallOutcome.Refused(CallOutcome.DataError, sheet.Breach!.Detail!);
        }

        sheet.Check("order.number-is-new", true, string.Empty);
        bool decides = options.DecidesAtOnce && RequestFrame.ValueOf(frame.Preamble, "TransactionMode") == "SYNC";
        return new CallOutcome(
            CallOutcome.Success, "Order received",
            decides ? office.DecideAtOnce(book.Find(order.PurchaseOrderNumber)[^1]) : Acknowledgement(order));
    }

    private static XElement Acknowledgement(PlacedOrder order) => new(
        "OrderAcknowledgement",
        new XElement("CustomerPurchaseOrderNumber", order.PurchaseOrderNumber),
        Element.Optional("EndUserPurchaseOrderNumber", order.EndUserReference),
        new XElement("ReceivedLineCount", MessageText.Whole(order.Lines.Count)),
        new XElement("ReceiptStatus", "RECEIVED"));

    private void Check(RequestFrame frame, RuleSheet sheet)
    {
        sheet.Check(
            "order.mode", RequestFrame.ValueOf(frame.Preamble, "TransactionMode") is "SYNC" or "ASYNC", "RequestPreamble/TransactionMode: missing");
        XElement address = frame.Content.Descendants().First(element => element.Name.LocalName == "Address");
        string country = RequestFrame.ValueOf(address, "CountryCode")!;
        string postalCode = RequestFrame.ValueOf(address, "PostalCode")!;
        sheet.Check(
            "order.country", options.ShipToCountries.Contains(country), $"COUNTRY_NOT_ALLOWED: the account does not ship to {country}");
        sheet.Check(
            "order.postal-code",
            !PostalCodes.TryGetValue(country, out string? pattern)
                || Regex.IsMatch(postalCode, pattern, RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)),
            $"POSTCODE_INVALID: '{postalCode}' is no postal code of {country}");
        string[] numbers =
        [
            .. frame.Content.Elements().Where(element => element.Name.LocalName == "LineDetails")
                .Select(line => RequestFrame.ValueOf(line, "CustomerLineNumber")!),
        ];
        string? twice = numbers.GroupBy(number => int.Parse(number, CultureInfo.InvariantCulture))
            .FirstOrDefault(group => group.Count() > 1)?.First();
        sheet.Check("order.line-numbers", twice is null, $"LineDetails/CustomerLineNumber: {twice} is there more than once");
    }
}
