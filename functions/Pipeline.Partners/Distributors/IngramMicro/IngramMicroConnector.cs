using Pipeline.Core.Errors;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Prices;
using Pipeline.Partners.Distributors.IngramMicro.Calls;
using Pipeline.Partners.Distributors.IngramMicro.Reading;
using Pipeline.Partners.Distributors.IngramMicro.Wire;
using Pipeline.Partners.Distributors.IngramMicro.Writing;
using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Distributors.IngramMicro;

/// <summary>Ingram Micro's live services: P&amp;A, Order Create, order inquiry.</summary>
/// <remarks>
/// P&amp;A and inquiry repeat through transient faults and closed windows; Order Create never does. Every exchange is recorded
/// with secrets masked. Safe for concurrent use; one instance per account.
/// </remarks>
public sealed class IngramMicroConnector : IDistributorService
{
    private readonly IngramMicroAccountOptions settings;
    private readonly WireProfile profile;
    private readonly TimeProvider clock;
    private readonly IngramMicroCaller calls;
    private readonly RequestComposer composer;
    private readonly PriceAnswerCache cache;
    private int priceCalls;

    /// <summary>Makes the connector; nothing is sent yet.</summary>
    /// <param name="client">Made by the factory under <see cref="IngramMicroHttp.Partner"/>: it keeps the deadline, repeats and records.</param>
    /// <param name="settings">The account.</param>
    /// <param name="profile">How its messages look.</param>
    /// <param name="clock">Clock of cache and time stamps.</param>
    /// <exception cref="FormatException">The address or environment is wrong; the message names the setting.</exception>
    public IngramMicroConnector(
        HttpClient client, IngramMicroAccountOptions settings, WireProfile profile, TimeProvider clock)
    {
        settings.Endpoint();
        (this.settings, this.profile, this.clock) = (settings, profile, clock);
        calls = new IngramMicroCaller(client, settings, profile);
        composer = new RequestComposer(settings, profile, clock);
        cache = new PriceAnswerCache(settings.PriceCache, clock);
    }

    /// <inheritdoc/>
    public bool IsTestEnvironment => settings.Environment != "production";

    /// <inheritdoc/>
    public string Distributor => IngramMicroHttp.Partner;

    /// <inheritdoc/>
    public async Task<PriceAnswers> GetPriceAndAvailabilityAsync(
        IReadOnlyList<PriceQuery> items, CancellationToken cancellationToken)
    {
        Dictionary<PriceQuery, PriceAnswer> answers = [];
        CallIssue? problem = null;
        foreach (PriceQuery query in items)
        {
            if (cache.Find(query) is { } kept)
            {
                answers[query] = kept;
            }
        }

        foreach (PriceQuery[] chunk in items.Distinct().Where(query => !answers.ContainsKey(query)).Chunk(profile.Document.ItemsPerPriceCall))
        {
            (IReadOnlyList<PriceAnswer> answered, CallIssue? failed) = await AskPricesAsync(chunk, cancellationToken);
            problem ??= failed;
            foreach (PriceAnswer answer in answered)
            {
                answers[answer.Query] = answer;
                if (answer.Status != IssueCodes.NotAnswered)
                {
                    cache.Keep(answer);
                }
            }

            // A wrong login does not get better with the next chunk, and may lock the account.
            if (failed is { Issue.Severity: IssueSeverity.Error })
            {
                break;
            }
        }

        DateTimeOffset now = clock.GetUtcNow();
        return new PriceAnswers(
            [.. items.Select(query => answers.GetValueOrDefault(query) ?? new PriceAnswer { Query = query, Status = IssueCodes.NotAnswered, At = now })],
            problem);
    }

    /// <inheritdoc/>
    public async Task<OrderPlacement> CreateOrderAsync(OrderCreate order, CancellationToken cancellationToken)
    {
        WireRequest request = composer.Order(order);
        if (request.Breaches.Count > 0)
        {
            return new OrderPlacement
            {
                Outcome = PlacementOutcome.Refused,
                Problem = new CallIssue(request.Breaches[0], null),
                Breaches = request.Breaches,
            };
        }

        (CallResult call, Judgement judgement) = await calls.SendAsync(
            "orderCreate", order.PurchaseOrderNumber.Value, request, mayRepeat: false, cancellationToken);
        if (judgement is { Problem: null, Answer.Inside.Kind: not (null or "orderAcknowledgement" or "orderResponse") })
        {
            return Mismatch(judgement.Answer.Inside.Root, "OrderAcknowledgement", call.ExchangeId);
        }

        OrderAcknowledgement? acknowledgement = judgement is { Problem: null, Answer: { } answer } ? ReadAcknowledgement(answer) : null;
        if (acknowledgement?.PurchaseOrderNumber is { } echoed
            && !string.Equals(echoed, order.PurchaseOrderNumber.Value, StringComparison.OrdinalIgnoreCase))
        {
            return Mismatch(echoed, order.PurchaseOrderNumber.Value, call.ExchangeId);
        }

        return new OrderPlacement
        {
            Outcome = judgement.Placement switch
            {
                "acknowledged" => PlacementOutcome.Acknowledged,
                "refused" => PlacementOutcome.Refused,
                "notSent" => PlacementOutcome.NotSent,
                _ => PlacementOutcome.Unknown,
            },
            Acknowledgement = acknowledgement,
            Problem = judgement.Problem,
            ExchangeId = call.ExchangeId,
        };
    }

    /// <inheritdoc/>
    public OrderPreview PreviewOrder(OrderCreate order)
    {
        WireRequest request = composer.Order(order);
        return new OrderPreview(request.Masked, request.Breaches);
    }

    /// <inheritdoc/>
    public async Task<OrderSearch> FindOrderAsync(PurchaseOrderNumber number, CancellationToken cancellationToken)
    {
        Attempt attempt = await RepeatAsync("orderInquiry", number.Value, composer.Inquiry(number), cancellationToken);
        Judgement judgement = attempt.Judgement;
        if (judgement.Problem is not null)
        {
            return new OrderSearch
            {
                Outcome = judgement.IsNotFound ? SearchOutcome.NotFound : SearchOutcome.Unknown,
                Problem = judgement.Problem,
                ExchangeId = attempt.Call.ExchangeId,
            };
        }

        List<Issue> issues = [];
        FieldReader? content = judgement.Answer!.Content("orderStatus", profile, issues);
        List<OrderStatus> orders = content is null
            ? []
            : [.. StatusReader.Read(content, Origin(judgement.Answer)).Where(order => IsAbout(order, number))];
        bool isReadable = content is not null || judgement.Answer.Inside?.Content is null;
        return new OrderSearch
        {
            Outcome = orders.Count > 0 ? SearchOutcome.Found : isReadable ? SearchOutcome.NotFound : SearchOutcome.Unknown,
            Orders = orders,
            Problem = orders.Count > 0 || isReadable
                ? null
                : new CallIssue(
                    new Issue(IssueCodes.AnswerUnknown, null, judgement.Answer.Inside!.Root) { SaidSeverity = IssueSeverity.Error }, attempt.Call.ExchangeId),
            ExchangeId = attempt.Call.ExchangeId,
        };
    }

    private async Task<(IReadOnlyList<PriceAnswer> Answers, CallIssue? Problem)> AskPossibleAsync(
        PriceQuery[] chunk, Issue breach, CancellationToken cancellationToken)
    {
        if (chunk is [var impossible])
        {
            return ([new PriceAnswer { Query = impossible, Status = breach.Code, StatusText = breach.ToString(), At = clock.GetUtcNow() }], null);
        }

        int half = chunk.Length / 2;
        (IReadOnlyList<PriceAnswer> first, CallIssue? firstProblem) = await AskPricesAsync(chunk[..half], cancellationToken);
        (IReadOnlyList<PriceAnswer> second, CallIssue? secondProblem) = await AskPricesAsync(chunk[half..], cancellationToken);
        return ([.. first, .. second], firstProblem ?? secondProblem);
    }

    private static bool IsAbout(OrderStatus order, PurchaseOrderNumber number) =>
        string.Equals(order.PurchaseOrderNumber, number.Value, StringComparison.OrdinalIgnoreCase);

    private static OrderPlacement Mismatch(string text, string expected, string exchangeId) => new()
    {
        Outcome = PlacementOutcome.Unknown,
        ExchangeId = exchangeId,
        Problem = new CallIssue(new Issue(IssueCodes.AnswerMismatch, null, text).Expecting(expected), exchangeId),
    };

    private async Task<(IReadOnlyList<PriceAnswer> Answers, CallIssue? Problem)> AskPricesAsync(
        PriceQuery[] chunk, CancellationToken cancellationToken)
    {
        WireRequest request = composer.Prices(chunk, Interlocked.Increment(ref priceCalls));
        if (request.Breaches.Count > 0 && RequestComposer.IsAboutItems(request.Breaches))
        {
            // One impossible item must not keep the others from being answered.
            return await AskPossibleAsync(chunk, request.Breaches[0], cancellationToken);
        }

        Attempt attempt = await RepeatAsync("priceAndAvailability", null, request, cancellationToken);
        if (attempt.Judgement.Problem is { } problem)
        {
            return ([], problem);
        }

        FieldReader? content = attempt.Judgement.Answer!.Content("priceAndAvailability", profile, []);
        return content is null
            ? ([], new CallIssue(new Issue(IssueCodes.AnswerUnknown, null, attempt.Judgement.Answer.Inside?.Root), attempt.Call.ExchangeId))
            : ([.. PriceAnswerReader.Read(content, chunk, settings.Currency, clock.GetUtcNow())
                .Select(answer => answer with { ExchangeId = attempt.Call.ExchangeId })], null);
    }

    private async Task<Attempt> RepeatAsync(string operation, string? subject, WireRequest request, CancellationToken cancellationToken)
    {
        if (request.Breaches.Count > 0)
        {
            CallIssue problem = new(request.Breaches[0] with { SaidSeverity = IssueSeverity.Error }, null);
            return new Attempt(new CallResult { ExchangeId = string.Empty }, new Judgement(null, problem, "refused", false));
        }

        return await calls.SendAsync(operation, subject, request, mayRepeat: true, cancellationToken);
    }

    private OrderAcknowledgement ReadAcknowledgement(WireAnswer answer)
    {
        FieldReader? fields = answer.Content("orderAcknowledgement", profile, []);
        FieldReader? decided = answer.Inside?.Content is { } content
            ? new FieldReader(MessageScope.Of(profile, content, []), profile.Messages["orderResponse"], content, content.Name)
            : null;
        return new OrderAcknowledgement
        {
            ReturnCode = answer.ReturnCode ?? string.Empty,
            ReturnMessage = answer.ReturnMessage,
            DocumentId = answer.DocumentId,
            PurchaseOrderNumber = fields?.Text("purchaseOrderNumber"),
            EndUserReference = fields?.Text("endUserReference"),
            ReceivedLineCount = fields?.Quantity("receivedLineCount"),
            ReceiptStatus = fields?.Text("receiptStatus"),
            Response = decided?.Text("status") is null ? null : ResponseReader.Read(decided, Origin(answer)),
        };
    }

    private MessageOrigin Origin(WireAnswer answer) => answer.Inside?.Preamble is { } preamble
        ? new MessageOrigin
        {
            DocumentId = answer.DocumentId,
            SentAt = new FieldReader(MessageScope.Of(profile, preamble, []), profile.Preamble, preamble, preamble.Name).Time("sentAt"),
        }
        : MessageOrigin.None;
}
