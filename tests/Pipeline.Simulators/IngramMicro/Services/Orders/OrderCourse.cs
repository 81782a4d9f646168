using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.Simulators.IngramMicro.Services.Messages;

namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>
/// What becomes of an order after its receipt: response, status, advices, invoices, each after its delay.
/// </summary>
internal sealed class OrderCourse(
    ServicesOptions options, OrderBook book, FaultSwitches faults, NotificationDesk desk, NumberSeries numbers, HostClock clock)
{
    private readonly MessageText text = new(options.DecimalCommas == DecimalCommas.Everywhere);

    /// <summary>Delays of the steps still to come; a change counts for the next step of every order.</summary>
    public ServiceDelays Delays { get; set; } = options.Delays;

    /// <summary>Runs until everything that will be delivered is invoiced.</summary>
    public async Task RunAsync(PlacedOrder order, Action decide, CancellationToken cancellationToken)
    {
        await clock.WaitAsync(Delays.OrderResponse, cancellationToken);
        if (order.IsHeld)
        {
            await TellStatusAsync(order, "HOLD", () => order.StatusCode = "ON_HOLD");
            await order.Released.Task.WaitAsync(cancellationToken);
            await TellStatusAsync(order, "RELEASE", () => order.StatusCode = "OPEN");
        }

        decide();
        await desk.SendAsync(
            order, ServiceTransaction.OrderResponse, order.IngramSalesOrderNumber, Locked(() => OrderResponseMessage.Write(order, options.FreightAmount, text)));
        if (order.ResponseCode == "OR")
        {
            return;
        }

        await clock.WaitAsync(Delays.OrderStatus, cancellationToken);
        await TellStatusAsync(order, "RELEASE", () => order.StatusCode = OrderStatusMessage.CodeOf(order));
        foreach (IReadOnlyList<(PlacedLine, int)> wave in Waves(order))
        {
            await ShipAsync(order, wave, cancellationToken);
        }

        await ShipBackOrdersAsync(order, cancellationToken);
        if (Delays.Payment is { } payment && order.LivingLines.All(line => line.Invoiced >= line.Requested))
        {
            await clock.WaitAsync(payment, cancellationToken);
            await TellStatusAsync(order, "PAYMENT", () => order.StatusCode = order.PaymentCode = "PAID");
        }
    }

    /// <summary>Tells the postback about a change; the change and its time are entered first.</summary>
    public Task TellStatusAsync(PlacedOrder order, string reason, Action change)
    {
        XElement content = Locked(() =>
        {
            change();
            order.ChangedAt = clock.Now;
            return new XElement(
                "OrderStatusNotification", OrderStatusMessage.Details(order, clock.Local, reason, hasLines: true));
        });
        return desk.SendAsync(order, ServiceTransaction.OrderStatus, order.IngramSalesOrderNumber, content);
    }

    /// <summary>The confirmed pieces, shipment by shipment; a complete shipment waits for what is back-ordered.</summary>
    private static IEnumerable<IReadOnlyList<(PlacedLine, int)>> Waves(PlacedOrder order)
    {
        List<PlacedLine> lines = [.. order.LivingLines.Where(line => line.Confirmed > 0)];
        if (lines.Count == 0 || (order.ShipsComplete && order.LivingLines.Any(line => line.BackOrdered > 0)))
        {
            return [];
        }

        int most = order.ShipsComplete ? 1 : lines.Max(line => line.Rule.Shipments);
        return Enumerable.Range(0, most)
            .Select(wave => (IReadOnlyList<(PlacedLine, int)>)[.. lines
                .Select(line => (line, Shipment.Shares(line.Confirmed, order.ShipsComplete ? 1 : line.Rule.Shipments).ElementAtOrDefault(wave)))
                .Where(part => part.Item2 > 0)])
            .Where(wave => wave.Count > 0);
    }

    private async Task ShipBackOrdersAsync(PlacedOrder order, CancellationToken cancellationToken)
    {
        List<PlacedLine> awaited = [.. order.LivingLines.Where(line => line.BackOrdered > 0 && line.Rule.BackOrderComes)];
        bool isBlocked = order.ShipsComplete && order.LivingLines.Any(line => line.BackOrdered > 0 && !line.Rule.BackOrderComes);
        if (awaited.Count == 0 || isBlocked)
        {
            return;
        }

        await clock.WaitAsync(Delays.BackOrder, cancellationToken);
        await TellStatusAsync(order, "ETA_CHANGE", () =>
        {
            foreach (PlacedLine line in awaited)
            {
                line.PreviousDeliveryDate = line.DeliveryDate;
                line.DeliveryDate = line.DeliveryDate?.AddDays(7);
            }
        });
        await ShipAsync(
            order, order.ShipsComplete ? [.. order.LivingLines.Select(line => (line, line.Requested))] : [.. awaited.Select(line => (line, line.BackOrdered))],
            cancellationToken);
    }

    private async Task ShipAsync(PlacedOrder order, IReadOnlyList<(PlacedLine Line, int Quantity)> parts, CancellationToken cancellationToken)
    {
        await clock.WaitAsync(Delays.DespatchAdvice, cancellationToken);
        Load(order, parts);
        List<Shipment> shipments = [];
        foreach (IReadOnlyList<(PlacedLine Line, int Quantity)> part in Divide(order, parts))
        {
            Shipment shipment = Shipment.Pack(part, numbers, options.CountryCode);
            shipments.Add(shipment);
            bool hasTracking = faults.Take(FaultKind.AdviceWithoutTracking, ServiceTransaction.DespatchAdvice, order.PurchaseOrderNumber) is null;
            await desk.SendAsync(
                order, ServiceTransaction.DespatchAdvice, shipment.AdviceNumber,
                Locked(() => DespatchAdviceMessage.Write(order, shipment, clock.Today, options, hasTracking, text)));
        }

        await TellStatusAsync(order, "SHIPMENT", () => order.StatusCode = OrderStatusMessage.CodeOf(order));
        await clock.WaitAsync(Delays.Invoice, cancellationToken);
        foreach (Shipment shipment in shipments)
        {
            await BillAsync(order, shipment);
        }

        await TellStatusAsync(order, "INVOICED", () =>
        {
            foreach ((PlacedLine line, int quantity) in parts)
            {
                line.Invoiced += quantity;
            }

            order.StatusCode = OrderStatusMessage.CodeOf(order);
        });
    }

    /// <summary>Enters the pieces as shipped before anybody is told, so that nothing shipped is voided and nothing voided shipped.</summary>
    private void Load(PlacedOrder order, IReadOnlyList<(PlacedLine Line, int Quantity)> parts)
    {
        lock (book.Gate)
        {
            if (order.IsVoided)
            {
                throw new OperationCanceledException(order.Voided.Token);
            }

            foreach ((PlacedLine line, int quantity) in parts)
            {
                line.Shipped += quantity;
            }
        }
    }

    private IEnumerable<IReadOnlyList<(PlacedLine Line, int Quantity)>> Divide(PlacedOrder order, IReadOnlyList<(PlacedLine Line, int Quantity)> parts) =>
        parts.Any(part => part.Quantity > 1)
        && faults.Take(FaultKind.TwoAdvicesForOneLine, ServiceTransaction.DespatchAdvice, order.PurchaseOrderNumber) is not null
            ? [[.. parts.Select(part => (part.Line, (part.Quantity + 1) / 2))], [.. parts.Where(part => part.Quantity > 1).Select(part => (part.Line, part.Quantity / 2))]]
            : [parts];

    private async Task BillAsync(PlacedOrder order, Shipment shipment)
    {
        InvoiceDraft draft = InvoiceDraft.Of(shipment, numbers.NextInvoice(), options, hasFreight: !order.HasFreightBilled);
        order.HasFreightBilled = true;
        if (Takes(FaultKind.CentsDifference))
        {
            draft = draft with { Difference = 0.01m };
        }

        await TellInvoiceAsync(order, draft);
        if (Takes(FaultKind.ChargesOnlyInvoice))
        {
            await TellInvoiceAsync(order, new InvoiceDraft
            {
                Number = numbers.NextInvoice(), Charges = [InvoiceDraft.Freight(4.90m, CountryTaxes.Of(options.CountryCode))],
            });
        }

        if (Takes(FaultKind.CreditNote))
        {
            await TellInvoiceAsync(order, new InvoiceDraft
            {
                Type = "CreditNote", Number = numbers.NextInvoice(), AdviceNumber = shipment.AdviceNumber,
                Lines = [draft.Lines[0] with { Quantity = 1, SerialNumbers = [.. draft.Lines[0].SerialNumbers.Take(1)] }],
            });
        }

        bool Takes(FaultKind kind) => faults.Take(kind, ServiceTransaction.Invoice, order.PurchaseOrderNumber) is not null;
    }

    private Task TellInvoiceAsync(PlacedOrder order, InvoiceDraft draft) => desk.SendAsync(
        order, ServiceTransaction.Invoice, draft.Number, Locked(() => InvoiceMessage.Write(order, draft, clock.Today, options, text)));

    private T Locked<T>(Func<T> read)
    {
        lock (book.Gate)
        {
            return read();
        }
    }
}
