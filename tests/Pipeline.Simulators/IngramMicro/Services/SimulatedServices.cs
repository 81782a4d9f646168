using Pipeline.Simulators.IngramMicro.Services.Articles;
using Pipeline.Simulators.IngramMicro.Services.Calls;
using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.Simulators.IngramMicro.Services.Messages;
using Pipeline.Simulators.IngramMicro.Services.Orders;
using Pipeline.Simulators.IngramMicro.Services.Pushes;

namespace Pipeline.Simulators.IngramMicro.Services;

/// <summary>The parts of the services, wired. One model; the address a call comes to says in which wire format it speaks.</summary>
internal sealed class SimulatedServices : IAsyncDisposable
{
    private readonly ServicesOptions options;
    private readonly OrderBook book = new();
    private readonly OrderCourse course;
    private readonly PushPost post;

    public SimulatedServices(ServicesOptions options, TimeProvider clock)
    {
        this.options = options with { Articles = options.Articles ?? ArticleList.Samples };
        // Unknown countries fail here, not in the middle of an order.
        _ = CountryTaxes.Of(options.CountryCode);
        HostClock host = new(clock, options.TimeZone);
        NumberSeries numbers = new(options.Seed);
        Faults = new FaultSwitches(options.Seed);
        foreach (FaultSwitch fault in options.Faults)
        {
            Faults.Set(fault);
        }

        post = new PushPost(options.Push, Faults, clock);
        NotificationDesk desk = new(this.options, book, Faults, post, numbers, host);
        course = new OrderCourse(this.options, book, Faults, desk, numbers, host);
        Office = new OrderOffice(this.options, book, Faults, course, numbers, host);
        Endpoint = new CallEndpoint(new CallCounter(this.options, book, Office, Faults, numbers, host), Log, host);
        Ledger = new OrderLedger(book);
    }

    public CallEndpoint Endpoint { get; }

    public FaultSwitches Faults { get; }

    public RequestLog Log { get; } = new();

    public OrderLedger Ledger { get; }

    public OrderOffice Office { get; }

    public PushOptions Push
    {
        get => post.Options;
        set => post.Options = value;
    }

    public ServiceDelays Delays
    {
        get => course.Delays;
        set => course.Delays = value;
    }

    /// <summary>Voids every purchase under a number that has not shipped, and tells so.</summary>
    /// <returns>How many were voided.</returns>
    public async Task<int> VoidAsync(string purchaseOrderNumber)
    {
        List<PlacedOrder> voided = [];
        lock (book.Gate)
        {
            foreach (PlacedOrder order in book.Find(purchaseOrderNumber).Where(order => !order.IsVoided && order.Lines.All(line => line.Shipped == 0)))
            {
                order.IsVoided = true;
                voided.Add(order);
            }
        }

        foreach (PlacedOrder order in voided)
        {
            await order.Voided.CancelAsync();
            await course.TellStatusAsync(order, "VOIDED", () => order.StatusCode = "VOIDED");
        }

        return voided.Count;
    }

    /// <summary>Releases every purchase under a number that is on hold.</summary>
    public int Release(string purchaseOrderNumber) => book.Find(purchaseOrderNumber).Count(order => order.IsHeld && order.Released.TrySetResult());

    /// <summary>Forgets orders, requests and faults, and takes the rules of the start; orders under way are voided without a word.</summary>
    public async Task ResetAsync()
    {
        foreach (PlacedOrder order in book.All)
        {
            await order.Voided.CancelAsync();
        }

        book.Clear();
        Log.Clear();
        Faults.Clear();
        Office.Rules = options.Rules;
        (Push, Delays) = (options.Push, options.Delays);
    }

    public async ValueTask DisposeAsync()
    {
        await Office.DisposeAsync();
        await post.DisposeAsync();
    }
}
