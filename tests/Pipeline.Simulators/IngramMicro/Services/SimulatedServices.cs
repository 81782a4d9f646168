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
    private readonly ServicesOptions _options;
    private readonly OrderBook _book = new();
    private readonly OrderCourse _course;
    private readonly PushPost _post;

    public SimulatedServices(ServicesOptions options, TimeProvider clock)
    {
        _options = options with { Articles = options.Articles ?? ArticleList.Samples };
        // Unknown countries fail here, not in the middle of an order.
        _ = CountryTaxes.Of(options.CountryCode);
        HostClock host = new(clock, options.TimeZone);
        NumberSeries numbers = new(options.Seed);
        Faults = new FaultSwitches(options.Seed);
        foreach (FaultSwitch fault in options.Faults)
        {
            Faults.Set(fault);
        }

        _post = new PushPost(options.Push, Faults, clock);
        NotificationDesk desk = new(_options, _book, Faults, _post, numbers, host);
        _course = new OrderCourse(_options, _book, Faults, desk, numbers, host);
        Office = new OrderOffice(_options, _book, Faults, _course, numbers, host);
        Endpoint = new CallEndpoint(new CallCounter(_options, _book, Office, Faults, numbers, host), Log, host);
        Ledger = new OrderLedger(_book);
    }

    public CallEndpoint Endpoint { get; }

    public FaultSwitches Faults { get; }

    public RequestLog Log { get; } = new();

    public OrderLedger Ledger { get; }

    public OrderOffice Office { get; }

    public PushOptions Push
    {
        get => _post.Options;
        set => _post.Options = value;
    }

    public ServiceDelays Delays
    {
        get => _course.Delays;
        set => _course.Delays = value;
    }

    /// <summary>Voids every purchase under a number that has not shipped, and tells so.</summary>
    /// <returns>How many were voided.</returns>
    public async Task<int> VoidAsync(string purchaseOrderNumber)
    {
        List<PlacedOrder> voided = [];
        lock (_book.Gate)
        {
            foreach (PlacedOrder order in _book.Find(purchaseOrderNumber).Where(order => !order.IsVoided && order.Lines.All(line => line.Shipped == 0)))
            {
                order.IsVoided = true;
                voided.Add(order);
            }
        }

        foreach (PlacedOrder order in voided)
        {
            await order.Voided.CancelAsync();
            await _course.TellStatusAsync(order, "VOIDED", () => order.StatusCode = "VOIDED");
        }

        return voided.Count;
    }

    /// <summary>Releases every purchase under a number that is on hold.</summary>
    public int Release(string purchaseOrderNumber) => _book.Find(purchaseOrderNumber).Count(order => order.IsHeld && order.Released.TrySetResult());

    /// <summary>Forgets orders, requests and faults, and takes the rules of the start; orders under way are voided without a word.</summary>
    public async Task ResetAsync()
    {
        foreach (PlacedOrder order in _book.All)
        {
            await order.Voided.CancelAsync();
        }

        _book.Clear();
        Log.Clear();
        Faults.Clear();
        Office.Rules = _options.Rules;
        (Push, Delays) = (_options.Push, _options.Delays);
    }

    public async ValueTask DisposeAsync()
    {
        await Office.DisposeAsync();
        await _post.DisposeAsync();
    }
}
