using System.Globalization;
using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.Simulators.IngramMicro.Services.Messages;
using Pipeline.Simulators.IngramMicro.Services.Wire;

namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>Takes orders in and starts their course; holds the rules of decision. Safe for several threads.</summary>
internal sealed class OrderOffice : IAsyncDisposable
{
    private readonly ServicesOptions options;
    private readonly OrderBook book;
    private readonly FaultSwitches faults;
    private readonly SalesDesk sales;
    private readonly OrderCourse course;
    private readonly NumberSeries numbers;
    private readonly HostClock clock;
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> running = [];
    private List<DecisionRule> rules;

    public OrderOffice(ServicesOptions options, OrderBook book, FaultSwitches faults, OrderCourse course, NumberSeries numbers, HostClock clock)
    {
        (this.options, this.book, this.faults, this.course, this.numbers, this.clock) = (options, book, faults, course, numbers, clock);
        sales = new SalesDesk(options, options.Articles!);
        rules = [.. options.Rules];
    }

    /// <summary>The rules of decision, the first that fits counts; a change counts for orders not yet decided.</summary>
    public IReadOnlyList<DecisionRule> Rules
    {
        get
        {
            lock (book.Gate)
            {
                return [.. rules];
            }
        }

        set
        {
            lock (book.Gate)
            {
                rules = [.. value];
            }
        }
    }

    /// <summary>Whether a number may be bought again: by option, or by a fault that is on.</summary>
    public bool MayRepeat(string purchaseOrderNumber) =>
        options.DuplicateOrders == DuplicateOrders.AcceptTwice
        || faults.Take(FaultKind.AcceptTwice, ServiceTransaction.OrderCreate, purchaseOrderNumber) is not null;

    /// <summary>The order of a request that has kept all rules; not yet in the book.</summary>
    public PlacedOrder Draft(RequestFrame frame, WireFamily family)
    {
        XElement address = frame.Content.Descendants().First(element => element.Name.LocalName == "Address");
        DateTimeOffset now = clock.Now;
        return new PlacedOrder
        {
            Family = family,
            PurchaseOrderNumber = frame["CustomerPurchaseOrderDetails", "PurchaseOrderNumber"]!,
            EndUserReference = frame["CustomerPurchaseOrderDetails", "EndUserPurchaseOrderNumber"],
            IngramSalesOrderNumber = numbers.NextOrder(),
            PlacedAt = now,
            ChangedAt = now,
            Day = clock.DayOf(now),
            ShipTo = new ShipTo
            {
                Name = RequestFrame.ValueOf(address, "Name1")!,
                Attention = RequestFrame.ValueOf(address, "Name2"),
                Street = [.. ((string[])["Address1", "Address2", "Address3"]).Select(name => RequestFrame.ValueOf(address, name)).OfType<string>()],
                City = RequestFrame.ValueOf(address, "City")!,
                PostalCode = RequestFrame.ValueOf(address, "PostalCode")!,
                CountryCode = RequestFrame.ValueOf(address, "CountryCode")!,
            },
            AllowsBackOrder = frame["ProcessingFlags", "BackOrderFlag"] == "Y",
            ShipsComplete = frame["ProcessingFlags", "ShipCompleteFlag"] == "Y",
            IsHeld = frame["ProcessingFlags", "HoldOrderFlag"] == "Y",
            Lines = [.. frame.Content.Elements().Where(element => element.Name.LocalName == "LineDetails").Select(Line)],
        };
    }

    /// <summary>Lets a placed order take its course.</summary>
    public void Begin(PlacedOrder order)
    {
        Task running = RunAsync(order);
        lock (book.Gate)
        {
            this.running.RemoveAll(static task => task.IsCompleted);
            this.running.Add(running);
        }
    }

    /// <summary>Decides now and gives the content of a synchronous answer.</summary>
    public XElement DecideAtOnce(PlacedOrder order)
    {
        Decide(order);
        lock (book.Gate)
        {
            XElement content = OrderResponseMessage.Write(order, options.FreightAmount, new MessageText(options.DecimalCommas == DecimalCommas.Everywhere));
            content.Name = "OrderCreateResponse";
            return content;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAllAsync();
        stop.Dispose();
    }

    private static PlacedLine Line(XElement line) => new()
    {
        CustomerLineNumber = RequestFrame.ValueOf(line, "CustomerLineNumber")!,
        RequestedSku = RequestFrame.ValueOf(line, "IngramPartNumber")!.TrimStart('0'),
        Requested = int.Parse(RequestFrame.ValueOf(line, "RequestedQuantity")!, CultureInfo.InvariantCulture),
        RequestedPrice = decimal.Parse(RequestFrame.ValueOf(line, "RequestedUnitPrice")!, CultureInfo.InvariantCulture),
    };

    private void Decide(PlacedOrder order)
    {
        lock (book.Gate)
        {
            if (!order.IsDecided)
            {
                sales.Decide(order, rules);
                order.ChangedAt = clock.Now;
            }
        }
    }

    private async Task RunAsync(PlacedOrder order)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(this.stop.Token, order.Voided.Token);
        try
        {
            await course.RunAsync(order, () => Decide(order), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || order.IsVoided)
        {
            // Voided, or the simulator ends.
        }

        lock (book.Gate)
        {
            order.IsFinished = true;
        }
    }

    private async Task StopAllAsync()
    {
        await stop.CancelAsync();
        Task[] running;
        lock (book.Gate)
        {
            running = [.. this.running];
        }

        await Task.WhenAll(running);
    }
}
