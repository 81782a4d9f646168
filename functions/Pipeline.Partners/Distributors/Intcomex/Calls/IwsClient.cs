using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Partners.Distributors.Intcomex.Answers;
using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Distributors.Intcomex.Calls;

/// <summary>Intcomex Web Services, an operation a method. Failures are results.</summary>
/// <param name="client">Made by the factory under <see cref="IntcomexHttp.Partner"/>: it signs, repeats, limits and records.</param>
/// <param name="account">Where the services are.</param>
/// <param name="clock">Tells when the next call is not too early any more.</param>
/// <remarks>What reads repeats itself through short faults; what writes never does, but for a token that was too old and a wait that was asked for.</remarks>
internal sealed class IwsClient(HttpClient client, IwsAccount account, TimeProvider clock)
{
    /// <summary>Most products of one <see cref="GetProductsAsync"/>.</summary>
    public const int MostProducts = 100;

    private const int MaxAnswerBytes = 32 << 20;
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(30);

    // When an operation may be called again, where the service wants a longer wait than a call lasts.
    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, IwsFailure Why)> early = new(StringComparer.Ordinal);

    /// <summary>Asks about one product by <c>sku</c>, <c>mpn</c> or <c>upc</c>, just before it is ordered.</summary>
    public Task<IwsResult<IwsProduct>> GetProductAsync(string by, string value, CancellationToken cancellationToken) =>
        GetAsync("getproduct", null, $"{by}={Uri.EscapeDataString(value)}", IwsProduct.Read, cancellationToken);

    /// <summary>Asks about up to <see cref="MostProducts"/> products; those that are unknown are missing from the answer.</summary>
    /// <param name="by"><c>skusList</c>, <c>mpnsList</c> or <c>upcsList</c>.</param>
    /// <param name="values">The keys; none may hold a comma.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IwsResult<IReadOnlyList<IwsProduct>>> GetProductsAsync(string by, IReadOnlyList<string> values, CancellationToken cancellationToken) =>
        GetAsync("getproducts", null, $"{by}={string.Join(',', values.Select(Uri.EscapeDataString))}", List(IwsProduct.Read), cancellationToken);

    /// <summary>Orders, once. Our number is the only thing that keeps it from being done twice.</summary>
    public Task<IwsResult<IwsOrder>> PlaceOrderAsync(IwsOrderRequest order, CancellationToken cancellationToken) => SendAsync(
        new Request("placeorder", order.CustomerOrderNumber, $"customerOrderNumber={order.CustomerOrderNumber}") { Body = order.ToJson() },
        IwsOrder.Read,
        cancellationToken);

    /// <summary>Cancels an order, once.</summary>
    /// <param name="orderNumber">Intcomex's number.</param>
    /// <param name="subject">Our number, for the record.</param>
    /// <param name="cancellationToken">Ends the wait; whether it is cancelled is then unknown.</param>
    public Task<IwsResult<IwsOrder>> CancelOrderAsync(string orderNumber, string subject, CancellationToken cancellationToken) => SendAsync(
        new Request("cancelorder", subject, string.Empty) { Body = JsonSerializer.SerializeToUtf8Bytes(new { OrderNumber = orderNumber }) },
        IwsOrder.Read,
        cancellationToken);

    /// <summary>Asks for an order by Intcomex's number or by ours: the caller compares which one it was.</summary>
    public Task<IwsResult<IwsOrder>> GetOrderAsync(string orderNumber, string? subject, CancellationToken cancellationToken) =>
        GetAsync("getorder", subject, $"orderNumber={Uri.EscapeDataString(orderNumber)}", IwsOrder.Read, cancellationToken);

    /// <summary>Asks for the orders that were created on some days, both included.</summary>
    public Task<IwsResult<IReadOnlyList<IwsOrder>>> GetOrdersAsync(
        DateOnly from, DateOnly to, string? subject, CancellationToken cancellationToken) => GetAsync(
        "getorders",
        subject,
        string.Create(CultureInfo.InvariantCulture, $"startDate={from:yyyy-MM-dd}&endDate={to:yyyy-MM-dd}"),
        List(IwsOrder.Read),
        cancellationToken);

    /// <summary>Asks where an order stands.</summary>
    /// <param name="orderNumber">Intcomex's number.</param>
    /// <param name="subject">Our number, for the record.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IwsResult<IwsOrderState>> GetOrderStatusAsync(string orderNumber, string? subject, CancellationToken cancellationToken) =>
        GetAsync("getorderstatus", subject, $"orderNumber={Uri.EscapeDataString(orderNumber)}", IwsOrderState.Read, cancellationToken);

    /// <summary>Asks for the invoice of an order; <see cref="IwsCodes.InvoiceNotReady"/> until there is one.</summary>
    /// <param name="orderNumber">Intcomex's number.</param>
    /// <param name="subject">Our number, for the record.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IwsResult<IwsInvoice>> GetInvoiceAsync(string orderNumber, string? subject, CancellationToken cancellationToken) =>
        GetAsync("getinvoice", subject, $"orderNumber={Uri.EscapeDataString(orderNumber)}", IwsInvoice.Read, cancellationToken);

    /// <summary>Asks for a country's currency and rates.</summary>
    public Task<IwsResult<IwsCurrency>> GetCurrencyAsync(string countryId, CancellationToken cancellationToken) =>
        GetAsync("GetCurrency", null, $"countryId={Uri.EscapeDataString(countryId)}", IwsCurrency.Read, cancellationToken);

    /// <summary>Whether address, keys, clock and our own address are right.</summary>
    /// <returns>Null when they are.</returns>
    public async Task<IwsFailure?> AuthenticateAsync(CancellationToken cancellationToken)
    {
        IwsCall call = Call(new Request("authenticate", null, string.Empty) { IsEmptyFine = true }, cancellationToken);
        using HttpResponseMessage? response = await SendAsync(call, string.Empty, null, cancellationToken);
        return call.Failure;
    }

    /// <summary>Gets one page of a list as it came.</summary>
    public async Task<IwsResult<byte[]>> GetPageAsync(string operation, string query, int maxBytes, CancellationToken cancellationToken)
    {
        IwsCall call = Call(new Request(operation, null, query) { Deadline = IntcomexHttp.FeedDeadline, MaxBytes = maxBytes }, cancellationToken);
        using HttpResponseMessage? response = await SendAsync(call, query, null, cancellationToken);
        return new IwsResult<byte[]>(call.Failure is null ? call.Body : null, call.Failure, call.ExchangeId);
    }

    /// <summary>Opens an answer that is too large to be held.</summary>
    /// <returns>The response, to be disposed by the caller, with a body that is still to come.</returns>
    public async Task<IwsResult<HttpResponseMessage>> OpenAsync(string operation, string query, CancellationToken cancellationToken)
    {
        IwsCall call = Call(new Request(operation, null, query) { Deadline = IntcomexHttp.FeedDeadline, IsStreamed = true }, cancellationToken);
        HttpResponseMessage? response = await SendAsync(call, query, null, cancellationToken);
        if (call.Failure is not null)
        {
            response?.Dispose();
            response = null;
        }

        return new IwsResult<HttpResponseMessage>(response, call.Failure, call.ExchangeId);
    }

    private static Func<IwsNode, IReadOnlyList<T>?> List<T>(Func<IwsNode, T?> read)
        where T : class => list => list.IsList ? [.. list.Items().Select(read).OfType<T>()] : null;

    private Task<IwsResult<T>> GetAsync<T>(
        string operation, string? subject, string query, Func<IwsNode, T?> read, CancellationToken cancellationToken)
        where T : class => SendAsync(new Request(operation, subject, query), read, cancellationToken);

    private async Task<IwsResult<T>> SendAsync<T>(Request request, Func<IwsNode, T?> read, CancellationToken cancellationToken)
        where T : class
    {
        IwsCall call = Call(request, cancellationToken);
        using HttpResponseMessage? response = await SendAsync(call, request.Query, request.Body, cancellationToken);
        T? value = call.Failure is null && IwsNode.Parse(call.Body, out _) is { } body ? read(body) : null;
        return value is not null || call.Failure is not null
            ? new IwsResult<T>(value, call.Failure, call.ExchangeId)
            : new IwsResult<T>(null, Incomplete(call), call.ExchangeId);
    }

    private IwsCall Call(Request request, CancellationToken cancellationToken) =>
        new(request.Operation, request.Subject, request.Body is null, clock, cancellationToken)
        {
            Masked = request.Body ?? [],
            Deadline = request.Deadline,
            MaxBytes = request.MaxBytes,
            IsStreamed = request.IsStreamed,
            IsEmptyFine = request.IsEmptyFine,
            IsPatient = request.Deadline == IntcomexHttp.FeedDeadline,
        };

    private async Task<HttpResponseMessage?> SendAsync(IwsCall call, string query, byte[]? body, CancellationToken cancellationToken)
    {
        if (early.TryGetValue(call.Operation, out (DateTimeOffset Until, IwsFailure Why) wait) && clock.GetUtcNow() < wait.Until)
        {
            call.Refuse(wait.Why);
            return null;
        }

        using HttpRequestMessage message = new(
            body is null ? HttpMethod.Get : HttpMethod.Post, new Uri(account.Url, query.Length > 0 ? $"{call.Operation}?{query}" : call.Operation));
        message.Options.Set(PartnerCall.Option, call);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (body is not null)
        {
            message.Headers.ExpectContinue = false;
            message.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        HttpResponseMessage response =
            await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (call.Failure is { Wait: { } asked } tooEarly && asked > IwsCall.LongestWait)
        {
            early[call.Operation] = (clock.GetUtcNow() + asked, tooEarly);
        }

        return response;
    }

    private static IwsFailure Incomplete(IwsCall call) => new()
    {
        Meaning = IwsCodes.Unknown,
        Problem = new CallIssue(
            new Issue(IssueCodes.AnswerUnknown, null, $"{call.Operation} without the members that name what it is about"), call.ExchangeId),
    };

    private sealed record Request(string Operation, string? Subject, string Query)
    {
        /// <summary>Null for what is asked by GET.</summary>
        public byte[]? Body { get; init; }

        public TimeSpan Deadline { get; init; } = Short;

        public int MaxBytes { get; init; } = MaxAnswerBytes;

        public bool IsStreamed { get; init; }

        public bool IsEmptyFine { get; init; }
    }
}
