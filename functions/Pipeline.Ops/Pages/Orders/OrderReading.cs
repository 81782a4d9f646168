using Pipeline.Core;
using Pipeline.Core.Audit;
using Pipeline.Core.Catalog;
using Pipeline.Core.Distributors;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Placing;
using Pipeline.Core.Orders.Progress;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Ops.Commands;
using Pipeline.Ops.Texts;
using Pipeline.Ops.Views;

namespace Pipeline.Ops.Pages.Orders;

/// <summary>Makes what the page of an order shows.</summary>
internal static class OrderReading
{
    /// <summary>What the timeline can be narrowed to.</summary>
    public static IReadOnlyList<string> Shows { get; } = ["all", "failed", "people"];

    // In the order in which the life of an order makes the checks; codes that belong to none come last.
    private static readonly (string Name, string[] Codes)[] Checks =
    [
        ("article", [IssueCodes.SkuNotFound, IssueCodes.ArticleNotOffered]),
        ("price", [IssueCodes.NoPrice]),
        ("currency", [IssueCodes.CurrencyDiffers]),
        ("limit", [IssueCodes.PriceAboveLimit]),
        ("stock", [IssueCodes.StockShort, IssueCodes.DiscontinuedWithoutStock]),
    ];

    public static IReadOnlyList<string> AddressOf(DeliveryAddress address) =>
    [
        .. new[] { address.Name, address.NameAddition, address.Contact }.Concat(address.Street)
            .Concat([$"{address.PostalCode} {address.City}", address.CountryCode, address.Email, address.Phone]).OfType<string>(),
    ];

    public static OrderPurchase PurchaseOf(PurchaseOrder purchase, DistributorCatalog partners)
    {
        PurchaseProgress progress = purchase.Progress();
        return new OrderPurchase(purchase.Number.Value, partners.NameOf(purchase.Distributor), purchase.Phase)
        {
            PartnerCode = purchase.Distributor,
            Value = purchase.Currency.Length == 0 ? null : new Money(purchase.Lines.Sum(static line => line.UnitPrice * line.Quantity), purchase.Currency),
            TheirNumbers = progress.DistributorOrderNumbers,
            Deliveries = progress.Deliveries,
            Said = progress.StatusText,
            Invoices =
            [
                .. purchase.Documents.Messages.OfType<Invoice>().Select(invoice => new OrderInvoice(
                    InvoiceRecord.IdOf(purchase.Distributor, invoice), invoice.InvoiceNumber, invoice.Date, InvoiceProgress.Of(invoice).Due, invoice.Currency)),
            ],
        };
    }

    public static WhyPanelModel WhyOf(OpsView view, OrderRecord record, DateTimeOffset since)
    {
        IReadOnlyList<Issue> obstacles = record.Order.Obstacles ?? [];
        if (obstacles.Count == 0)
        {
            return new WhyPanelModel(SaidWords.Of(view, record.Order.BlockedReason!), []);
        }

        List<WhyCheck> checks = [new(record.Order.PurchaseOrders.Count > 0, view.T("Orders.check.sourced"), null, null)];
        bool areKnown = obstacles.All(static issue => Array.Exists(Checks, check => check.Codes.Contains(issue.Code)));
        bool isReached = areKnown;
        foreach ((string name, string[] codes) in Checks)
        {
            Issue[] failed = [.. obstacles.Where(issue => codes.Contains(issue.Code))];
            checks.AddRange(failed.Length > 0
                ? failed.Select(issue => CheckOf(view, issue, since))
                : [new WhyCheck(isReached ? true : null, view.T($"Orders.check.{name}"), null, null)]);
            isReached &= name != "article" || failed.Length == 0;
        }

        checks.AddRange(obstacles.Where(static issue => !Array.Exists(Checks, check => check.Codes.Contains(issue.Code))).Select(issue => CheckOf(view, issue, since)));
        return new WhyPanelModel(IssueWords.Cause(view, obstacles[0]), checks);
    }

    public static IReadOnlyList<OrderVerb> VerbsOf(OpsView view, OrderRecord record)
    {
        if (record.IsEnded)
        {
            return [];
        }

        bool isUnsent = record.Order.PurchaseOrders.All(static order => order.Phase is not (PurchasePhase.Sending or PurchasePhase.Acknowledged));
        List<OrderVerb> verbs = [new("retry", view.T(isUnsent ? "Orders.would.retryPrices" : "Orders.would.retrySent"))];
        if (record.Order.BlockedReason is not null)
        {
            Issue? dear = record.Order.Obstacles?.FirstOrDefault(static issue => issue.Code == IssueCodes.PriceAboveLimit);
            verbs.Add(new("release", dear is null ? view.T("Orders.would.release") : view.T("Orders.would.releaseAt", dear.Text, dear.Expected)));
        }

        if (!record.Order.IsCancelRequested)
        {
            verbs.Add(new("cancel", view.T(isUnsent ? "Orders.would.cancelUnsent" : "Orders.would.cancelSent")));
        }

        return verbs;
    }

    public static OrderTimeline TimelineOf(OpsView view, Page<OrderEvent> events, IReadOnlyList<AuditEntry> commands, string show)
    {
        IEnumerable<OrderStep> steps = events.Items.Select(step => StepOf(view, step)).Concat(Notes.Standing(commands).Select(command => StepOf(view, command)))
            .Where(step => show switch { "failed" => step.HasFailed, "people" => step.By is not null, _ => true });
        return new OrderTimeline([.. steps.OrderBy(static step => step.At)], show, events.Cursor);
    }

    private static WhyCheck CheckOf(OpsView view, Issue issue, DateTimeOffset since) =>
        new(false, IssueWords.Cause(view, issue), issue.Text is null ? null : PlainText.Show(issue.Text, keepLines: false), issue.Expected) { Source = issue.Code, Address = $"/ops/help/{Uri.EscapeDataString(issue.Code)}", Since = since };

    private static OrderStep StepOf(OpsView view, OrderEvent step)
    {
        bool hasFailed = step.Code is not null || step.Step is OrderSteps.Blocked;
        return new OrderStep(step.At, step.Step switch
        {
            OrderSteps.Blocked or OrderSteps.Alarm => BadgeState.Wait,
            _ when hasFailed => BadgeState.Bad,
            OrderSteps.Ended or OrderSteps.Acknowledgement or OrderSteps.Invoice => BadgeState.Ok,
            OrderSteps.PriceAndAvailability or OrderSteps.OrderCreate or OrderSteps.OrderInquiry => BadgeState.Run,
            _ => BadgeState.Idle,
        }, view.Word("Orders.step", step.Step), SaidWords.Of(view, step.Summary, step.Code))
        {
            Code = step.Code,
            Exchange = step.ExchangeId,
            HasFailed = hasFailed,
        };
    }

    private static OrderStep StepOf(OpsView view, AuditEntry command) => new(
        command.At, OrderStates.Of(command.Result), view.Word("Orders.act", command.Action), command.Reason is { } reason ? PlainText.Show(reason, keepLines: false) : null)
    {
        By = command.By,
        Code = command.Code,
        HasFailed = command.Result is AuditResult.Refused or AuditResult.Failed,
    };
}
