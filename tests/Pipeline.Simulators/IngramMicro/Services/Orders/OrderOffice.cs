using System.Globalization;
using System.Xml.Linq;
using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.Simulators.IngramMicro.Services.Messages;
using Pipeline.Simulators.IngramMicro.Services.Wire;

namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>Takes orders in and starts their course; holds the rules of decision. Safe for several threads.</summary>
internal sealed class OrderOffice : IAsyncDisposable
{
    private readonly ServicesOptions _options;
    private readonly OrderBook _book;
    private readonly FaultSwitches _faults;
    private readonly SalesDesk _sales;
    private readonly OrderCourse _course;
    private readonly NumberSeries _numbers;
    private readonly HostClock _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private List<DecisionRule> _rules;

    public OrderOffice(ServicesOptions options, OrderBook book, FaultSwitches faults, OrderCourse course, NumberSeries numbers, HostClock clock)
    {
        (_options, _book, _faults, _course, _numbers, _clock) = (options, book, faults, course, numbers, clock);
        _sales = new SalesDesk(options, options.Articles!);
        _rules = [.. options.Rules];
    }

    /// <summary>The rules of decision, the first that fits counts; a change counts for orders not yet decided.</summary>
    public IReadOnlyList<DecisionRule> Rules
    {
        get
        {
            lock (_book.Gate)
            {
                return [.. _rules];
            }
        }

        set
        {
            lock (_book.Gate)
            {
                _rules = [.. value];
            }
        }
    }

    /// <summary>Whether a number may be bought again: by option, or by a fault that is on.</summary>
    public bool MayRepeat(string purchaseOrderNumber) =>
        _options.DuplicateOrders == DuplicateOrders.AcceptTwice
        || _faults.Take(FaultKind.AcceptTwice, ServiceTransaction.OrderCreate, purchaseOrderNumber) is not null;

    /// <summary>The order of a request that has kept all rules; not yet in the book.</summary>
    public PlacedOrder Draft(RequestFrame frame, WireFamily family)
    {
        XElement address = frame.Content.Descendants().First(element => element.Name.LocalName == "Address");
        DateTimeOffset now = _clock.Now;
        return new PlacedOrder
        {
            Family = family,
            PurchaseOrderNumber = frame["CustomerPurchaseOrderDetails", "PurchaseOrderNumber"]!,
            EndUserReference = frame["CustomerPurchaseOrderDetails", "EndUserPurchaseOrderNumber"],
            IngramSalesOrderNumber = _numbers.NextOrder(),
            PlacedAt = now,
            ChangedAt = now,
            Day = _clock.DayOf(now),
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
        lock (_book.Gate)
        {
            _running.RemoveAll(static task => task.IsCompleted);
            _running.Add(running);
        }
    }

    /// <summary>Decides now and gives the content of a synchronous answer.</summary>
    public XElement DecideAtOnce(PlacedOrder order)
    {
        Decide(order);
        lock (_book.Gate)
        {
            XElement content = OrderResponseMessage.Write(order, _options.FreightAmount, new MessageText(_options.DecimalCommas == DecimalCommas.Everywhere));
            content.Name = "OrderCreateResponse";
            return content;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAllAsync();
        _stop.Dispose();
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
        lock (_book.Gate)
        {
            if (!order.IsDecided)
            {
                _sales.Decide(order, _rules);
                order.ChangedAt = _clock.Now;
            }
        }
    }

    private async Task RunAsync(PlacedOrder order)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, order.Voided.Token);
        try
        {
            await _course.RunAsync(order, () => Decide(order), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested || order.IsVoided)
        {
            // Voided, or the simulator ends.
        }

        lock (_book.Gate)
        {
            order.IsFinished = true;
        }
    }

    private async Task StopAllAsync()
    {
        await _stop.CancelAsync();
        Task[] running;
        lock (_book.Gate)
        {
            running = [.. _running];
        }

        await Task.WhenAll(running);
    }
}
