using Pipeline.Partners.Channels.Mirakl.Calls;

namespace Pipeline.Partners.Channels.Mirakl.Orders;

/// <summary>Orders of customers, and what we tell of them.</summary>
/// <remarks>
/// The service knows no idempotency key. After an answer that was lost (<see cref="MiraklFailure.MayBeDone"/>) the order is read again
/// before anything is told again; tracking alone sets the same values and repeats itself.
/// </remarks>
internal sealed class OrderCalls(MiraklApi api)
{
    /// <summary>Orders that changed since a time, all pages (OR11). Orders may come again that were read before.</summary>
    public Task<MiraklResult<IReadOnlyList<MarketplaceOrder>>> ListAsync(OrderQuery query, CancellationToken cancellationToken) => api
        .ByOffsetAsync<MarketplaceOrder>(new(MiraklOperations.Orders) { Query = query.ToQuery() }, MiraklOperations.OrdersShown, "orders", cancellationToken)
        .WholeAsync(static order => order.OrderId);

    /// <summary>Up to 100 orders by their ids, whatever their state (OR11).</summary>
    public Task<MiraklResult<IReadOnlyList<MarketplaceOrder>>> GetAsync(IReadOnlyCollection<string> orderIds, CancellationToken cancellationToken) => api
        .ByOffsetAsync<MarketplaceOrder>(
            new(MiraklOperations.OrdersShown) { Query = MiraklQuery.Empty.WithJoined("order_ids", orderIds), Subject = orderIds.Count == 1 ? orderIds.First() : null },
            MiraklOperations.OrdersShown, "orders", cancellationToken)
        .WholeAsync(static order => order.OrderId);

    /// <summary>Accepts or refuses the lines of an order (OR21). Every line must be there.</summary>
    public Task<MiraklResult<MiraklDone>> AcceptAsync(string orderId, IReadOnlyCollection<LineDecision> lines, CancellationToken cancellationToken) =>
        api.DoAsync(About(MiraklOperations.Accept, orderId).WithJson(new { OrderLines = lines }), cancellationToken);

    /// <summary>Tells how the parcel of an order is followed (OR23). May be repeated.</summary>
    public Task<MiraklResult<MiraklDone>> TrackAsync(string orderId, OrderTracking tracking, CancellationToken cancellationToken) =>
        api.DoAsync(About(MiraklOperations.Track, orderId).WithJson(tracking), cancellationToken);

    /// <summary>Tells that an order has been shipped (OR24); refused unless it is in shipping.</summary>
    public Task<MiraklResult<MiraklDone>> ShipAsync(string orderId, CancellationToken cancellationToken) =>
        api.DoAsync(About(MiraklOperations.Ship, orderId), cancellationToken);

    /// <summary>Cancels a whole order (OR29).</summary>
    public Task<MiraklResult<MiraklDone>> CancelAsync(string orderId, CancellationToken cancellationToken) =>
        api.DoAsync(About(MiraklOperations.Cancel, orderId), cancellationToken);

    /// <summary>Cancels pieces of lines (OR30).</summary>
    public Task<MiraklResult<CancelationsMade>> CancelLinesAsync(string orderId, IReadOnlyCollection<LineReduction> lines, CancellationToken cancellationToken) =>
        api.ReadAsync<CancelationsMade>(new MiraklRequest(MiraklOperations.CancelLines) { Subject = orderId }.WithJson(new { Cancelations = lines }), cancellationToken);

    /// <summary>Gives money back (OR28).</summary>
    public Task<MiraklResult<RefundsMade>> RefundAsync(string orderId, IReadOnlyCollection<LineReduction> lines, CancellationToken cancellationToken) =>
        api.ReadAsync<RefundsMade>(new MiraklRequest(MiraklOperations.Refund) { Subject = orderId }.WithJson(new { Refunds = lines }), cancellationToken);

    /// <summary>Documents of up to 100 orders (OR72).</summary>
    public Task<MiraklResult<OrderDocuments>> ListDocumentsAsync(IReadOnlyCollection<string> orderIds, CancellationToken cancellationToken) => api.ReadAsync<OrderDocuments>(
        new(MiraklOperations.Documents) { Query = MiraklQuery.Empty.WithJoined("order_ids", orderIds), Subject = orderIds.Count == 1 ? orderIds.First() : null },
        cancellationToken);

    /// <summary>Adds a document to an order (OR74). It is there only when the answer lists no refusal.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="document">The document; its name is printable ASCII.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<MiraklResult<DocumentsUploaded>> UploadAsync(string orderId, OrderDocumentFile document, CancellationToken cancellationToken) => api.ReadAsync<DocumentsUploaded>(
        About(MiraklOperations.UploadDocuments, orderId).WithForm(new MiraklForm()
            .WithFile("files", document.FileName, document.ContentType, document.Content)
            .WithJson("order_documents", new { OrderDocuments = new[] { new { document.FileName, document.TypeCode } } })),
        cancellationToken);

    private static MiraklRequest About(MiraklOperation operation, string orderId) => new(operation, orderId) { Subject = orderId };
}

/// <summary>Which orders are asked for; what is null or empty does not restrict.</summary>
internal sealed record OrderQuery
{
    /// <summary>Changed since; the service goes back a little further by itself.</summary>
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>Created since.</summary>
    public DateTimeOffset? CreatedSince { get; init; }

    /// <summary>States.</summary>
    public IReadOnlyCollection<string> States { get; init; } = [];

    /// <summary>Sales channels.</summary>
    public IReadOnlyCollection<string> Channels { get; init; } = [];

    public MiraklQuery ToQuery() => MiraklQuery.Empty
        .WithJoined("order_state_codes", States).WithJoined("channel_codes", Channels)
        .With("start_update_date", ChangedSince).With("start_date", CreatedSince);
}
