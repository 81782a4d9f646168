using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Orders;
using Pipeline.Core.Distributors;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Selling;
using Pipeline.Core.Tests.Orders.Life;
using Pipeline.TestSupport;

namespace Pipeline.Core.Tests.Channels.Orders;

/// <summary>A channel that keeps orders, moves them as a marketplace does, and refuses what is out of turn. Each call may be cut.</summary>
internal sealed class ABazaar(Cuts cuts, TestClock clock) : IChannel, IOrderSource, IOrderTarget
{
    public string Kind => "bazaar";

    public string Name => "Bazaar";

    public ChannelPorts Ports => ChannelPorts.Orders | ChannelPorts.OrderReports;

    public OrderAbilities Abilities { get; set; } = OrderAbilities.Acceptance | OrderAbilities.PartialAcceptance | OrderAbilities.Tracking | OrderAbilities.Shipped
        | OrderAbilities.Documents | OrderAbilities.Cancellation | OrderAbilities.Refunds;

    public Dictionary<string, ChannelOrder> Orders { get; } = [];

    /// <summary>Everything it was told and took, in order.</summary>
    public List<string> Told { get; } = [];

    /// <summary>What it answers to something instead of taking it.</summary>
    public Func<string, ReportAnswer?> Answer { get; set; } = static _ => null;

    /// <summary>How often its orders were asked for by their ids.</summary>
    public int Looks { get; private set; }

    public static DeliveryAddress Address { get; } =
        new() { Name = "Zoé Martin", Street = ["1 rue du Bac"], PostalCode = "75007", City = "Paris", CountryCode = "FR" };

    /// <summary>An order of two pieces, waiting for acceptance, without an address.</summary>
    public ChannelOrder Receive(string id = "C-1", string offer = "SKU-1", decimal price = 29.90m)
    {
        ChannelOrder order = new()
        {
            ExternalId = id, CommercialId = $"{id}-cart", State = ChannelOrderState.WaitingAcceptance, CreatedAt = clock.GetUtcNow(), UpdatedAt = clock.GetUtcNow(),
            Currency = "EUR", Shipping = 4.90m, Locale = "fr_FR",
            Lines = [new ChannelOrderLine { Id = $"{id}-1", OfferSku = offer, Quantity = 2, UnitPrice = price, Taxes = [new ChannelTax("VAT", 9.97m, 20)] }],
        };
        return Orders[id] = order;
    }

    public void Change(string id, Func<ChannelOrder, ChannelOrder> with) => Orders[id] = with(Orders[id]) with { UpdatedAt = clock.GetUtcNow() };

    /// <summary>The customer pays; the address is shown from now on.</summary>
    public void Debit(string id = "C-1") =>
        Change(id, order => order with { State = ChannelOrderState.Shipping, DebitedAt = clock.GetUtcNow(), ShipTo = Address });

    public string? MissingOf(Store store) => null;

    public Task<ConnectionTestResult> TestAsync(Store store, CancellationToken cancellationToken) =>
        Task.FromResult(new ConnectionTestResult(ConnectionOutcome.Reached, null, null));

    public IOrderSource OrderSourceOf(Store store) => this;

    public IOrderTarget OrderTargetOf(Store store) => this;

    public async IAsyncEnumerable<ChannelOrder> ReadChangedAsync(
        DateTimeOffset? since, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A page at a time: what changes between two pages comes twice.
        foreach (string id in await cuts.AroundAsync(() => Task.FromResult(Orders.Values.Where(order => !(order.UpdatedAt < since)).Select(static order => order.ExternalId).ToArray())))
        {
            yield return Orders[id];
            yield return Orders[id];
        }
    }

    public Task<IReadOnlyList<ChannelOrder>> FindAsync(IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken) => cuts.AroundAsync(() =>
    {
        Looks++;
        return Task.FromResult<IReadOnlyList<ChannelOrder>>([.. Orders.Values.Where(order => externalIds.Contains(order.ExternalId))]);
    });

    public Task<ReportAnswer> DecideAsync(ChannelPart order, IReadOnlyList<ReportLine> lines, CancellationToken cancellationToken) =>
        TakeAsync(
            $"{order.ExternalId} accepted {string.Join(",", lines.Where(static line => line.IsAccepted == true).Select(static line => line.LineId))}",
            order, ChannelOrderState.WaitingAcceptance,
            () => Change(order.ExternalId, there => there with
            {
                State = lines.All(static line => line.IsAccepted == false) ? ChannelOrderState.Refused : ChannelOrderState.WaitingDebit,
            }));

    public Task<ReportAnswer> TellTrackingAsync(ChannelPart order, ChannelReport shipment, CancellationToken cancellationToken) =>
        TakeAsync($"{order.ExternalId} {TrackingText(shipment)}", order, ChannelOrderState.Shipping, null, $"s{Told.Count}");

    public Task<ReportAnswer> UploadAsync(ChannelPart order, ReportDocument document, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        TakeAsync($"{order.ExternalId} document {document.FileName} {content.Length}", order, ChannelOrderState.Shipping, null);

    public Task<ReportAnswer> TellShippedAsync(ChannelPart order, string? shipmentId, CancellationToken cancellationToken) =>
        TakeAsync($"{order.ExternalId} shipped {shipmentId}", order, ChannelOrderState.Shipping, () =>
        {
            if (!Abilities.HasFlag(OrderAbilities.Shipments))
            {
                Change(order.ExternalId, static there => there with { State = ChannelOrderState.Shipped });
            }
        });

    public Task<ReportAnswer> CancelAsync(ChannelPart order, ChannelReport cancellation, CancellationToken cancellationToken) =>
        TakeAsync($"{order.ExternalId} {cancellation.Key}", order, null, () => Change(order.ExternalId, static there => there with { State = ChannelOrderState.Cancelled }));

    public Task<ReportAnswer> RefundAsync(ChannelPart order, ChannelReport refund, CancellationToken cancellationToken) =>
        TakeAsync($"{order.ExternalId} {refund.Key} {refund.Lines![0].Amount} {refund.Reason}", order, null, null);

    public Task<ReportAnswer> AskAsync(ChannelPart order, ChannelReport report, string? shipmentId, CancellationToken cancellationToken) => cuts.AroundAsync(() =>
    {
        string words = report.Kind switch
        {
            ReportKind.Acceptance => "accepted",
            ReportKind.Tracking => TrackingText(report),
            ReportKind.Document => "document",
            ReportKind.Shipped => $"shipped {shipmentId}",
            _ => report.Key,
        };
        int place = Told.FindIndex(told => told.StartsWith($"{order.ExternalId} {words}", StringComparison.Ordinal));
        return Task.FromResult(place >= 0 ? ReportAnswer.Done($"s{place}", "x-ask") : new ReportAnswer(ReportOutcome.NotNow) { ExchangeIds = ["x-ask"] });
    });

    private static string TrackingText(ChannelReport shipment) =>
        $"tracking {string.Join(",", shipment.Parcels!.Select(static parcel => parcel.Number))} of {string.Join(",", shipment.Lines!.Select(static line => $"{line.Quantity} {line.LineId}"))}";

    private Task<ReportAnswer> TakeAsync(string what, ChannelPart order, ChannelOrderState? only, Action? then, string? evidence = null) => cuts.AroundAsync(() =>
    {
        if (Answer(what) is { } answer)
        {
            return Task.FromResult(answer);
        }

        Assert.True(only is null || Orders[order.ExternalId].State == only, $"{what} while it is {Orders[order.ExternalId].State}");
        Told.Add(what);
        then?.Invoke();
        return Task.FromResult(ReportAnswer.Done(evidence, $"x-{Told.Count}"));
    });
}
