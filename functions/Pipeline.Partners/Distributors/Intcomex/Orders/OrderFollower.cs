using System.Collections.Concurrent;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Following;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Partners.Distributors.Intcomex.Answers;
using Pipeline.Partners.Distributors.Intcomex.Calls;

namespace Pipeline.Partners.Distributors.Intcomex.Orders;

/// <summary>
/// Asks how an order stands: <c>getorderstatus</c> while nothing moves, <c>getorder</c> for all else, <c>getinvoice</c> from the
/// invoice on until it is there.
/// </summary>
internal sealed class OrderFollower(IwsClient client, PriceReading prices, OrderLookup lookup, TimeProvider clock)
{
    /// <summary>Remembered at most; then all are forgotten, and learnt again by the next <c>getorder</c>.</summary>
    private const int RememberedLimit = 10_000;

    // Orders of goods: of a download the status cannot be asked for.
    private readonly ConcurrentDictionary<string, bool> goods = new(StringComparer.Ordinal);

    /// <summary>Asks.</summary>
    public async Task<FollowAnswer> FollowAsync(PurchaseOrder order, CancellationToken cancellationToken)
    {
        string number = order.Number.Value;
        OrderStatus? known = order.Documents.Messages.OfType<OrderStatus>().MaxBy(static status => status.VersionTime);
        string? theirs = order.Progress().DistributorOrderNumbers is [.., var last] ? last : null;
        if (theirs is not null && goods.ContainsKey(number) && known is { StatusCode: "2" or "3" or "4", Status: not OrderStatusCode.OnHold })
        {
            IwsResult<IwsOrderState> state = await client.GetOrderStatusAsync(theirs, number, cancellationToken);
            if (state.Failure is not null || state.Value?.Code == known.StatusCode)
            {
                return new FollowAnswer { Problem = state.Failure?.Problem };
            }
        }

        IwsResult<IwsOrder> asked = theirs is null
            ? await lookup.FindAsync(order.Number, cancellationToken)
            : await client.GetOrderAsync(theirs, number, cancellationToken);
        return asked.Value is not { } found
            ? new FollowAnswer { Problem = asked.Failure!.Problem }
            : found.CustomerOrderNumber is null || OrderLookup.IsOurs(found, order.Number)
            ? await AnswerAsync(order, known, found, asked.ExchangeId, cancellationToken)
            : new FollowAnswer
            {
                Problem = new CallIssue(new Issue(IssueCodes.AnswerMismatch, null, found.CustomerOrderNumber).Expecting(number), asked.ExchangeId),
            };
    }

    private async Task<FollowAnswer> AnswerAsync(
        PurchaseOrder order, OrderStatus? known, IwsOrder found, string? exchangeId, CancellationToken cancellationToken)
    {
        Remember(order.Number.Value, found);
        DateTimeOffset at = clock.GetUtcNow();
        bool isInvoiced = found.State.Code is IwsOrderState.Invoiced or IwsOrderState.Delivered;
        List<FollowedMessage> messages = [new(OrderMessages.Status(found, order.Number.Value, at, known), exchangeId)];
        if (!found.OnHold && found.State.Code != IwsOrderState.Cancelled && !order.Documents.Messages.OfType<OrderResponse>().Any())
        {
            messages.Add(new(OrderMessages.Response(
                found, order.Number.Value, order.Lines.ToDictionary(static line => line.LineNumber, static line => line.Quantity), prices.CurrencyOf(found.CurrencyId)), exchangeId));
        }

        if (OrderMessages.Advice(found, order.Number.Value, at) is { } advice)
        {
            messages.Add(new(advice, exchangeId));
        }

        bool hasInvoice = order.Documents.Messages.OfType<Invoice>().Any();
        CallIssue? problem = null;
        if (isInvoiced && !hasInvoice)
        {
            IwsResult<IwsInvoice> billed = await client.GetInvoiceAsync(found.Number, order.Number.Value, cancellationToken);
            problem = billed.Failure is { Code: not IwsCodes.InvoiceNotReady } failure ? failure.Problem : null;
            if (billed.Value is { Voided: false } invoice)
            {
                hasInvoice = true;
                messages.Add(new(OrderMessages.Bill(invoice, found, order.Number.Value, prices.CurrencyOf(invoice.CurrencyId), at), billed.ExchangeId));
            }
        }

        return new FollowAnswer
        {
            Messages = messages,
            IsInvoiced = isInvoiced,
            IsOver = found.State.Code == IwsOrderState.Cancelled || (found.State.Code == IwsOrderState.Delivered && hasInvoice),
            Problem = problem,
        };
    }

    private void Remember(string number, IwsOrder order)
    {
        if (goods.Count >= RememberedLimit)
        {
            goods.Clear();
        }

        if (!order.IsDownloaded)
        {
            goods[number] = true;
        }
    }
}
