using Pipeline.Simulators.Mirakl.Orders;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Audits;

/// <summary>The operator's rules, and what a shop did against them so far.</summary>
/// <param name="Rules">Each rule, in the order of the operator's list.</param>
public sealed record AuditReport(IReadOnlyList<AuditedRule> Rules)
{
    /// <summary>How soon a customer is answered.</summary>
    public static readonly TimeSpan ReplyWithin = TimeSpan.FromHours(24);

    private const int LongestDelivery = 10;
    private const decimal LeastApproval = 95;
    private const decimal MostIncidents = 5;
    private const decimal MostRefunds = 7;
    private const decimal MostLate = 6;

    // Below that a share says nothing.
    private const int LeastOrders = 10;

    private static readonly TimeSpan LongApproval = TimeSpan.FromHours(24);
    private static readonly TimeSpan LongTracked = TimeSpan.FromHours(24);

    /// <summary>All findings of all rules.</summary>
    public IReadOnlyList<AuditFinding> Findings => [.. Rules.SelectMany(rule => rule.Findings)];

    /// <summary>The findings of one rule.</summary>
    /// <exception cref="KeyNotFoundException">There is no such rule.</exception>
    public IReadOnlyList<AuditFinding> Of(string rule) => Rules.FirstOrDefault(known => known.Rule == rule)?.Findings
        ?? throw new KeyNotFoundException($"There is no rule {rule}.");

    internal static AuditReport Of(Shop shop, DateTimeOffset now)
    {
        List<ShopOrder> orders = shop.Orders;
        return new AuditReport(
        [
            Rule("1", "acceptance", orders.Where(order => order.Reason == "ACCEPTANCE_TIMEOUT")
                .Select(order => Found(order, order.Updated, "Nobody decided on the order in time."))),
            Rule("1b", "approval-delay", orders.Where(order => (order.Decided ?? now) - order.Created > LongApproval && order.State != "STAGING")
                .Select(order => Found(order, order.Decided ?? now, "The decision took more than 24 hours."))),
            Rule("1b", "approval-rate", Share(orders.Where(order => order.Decided is not null || order.Reason == "ACCEPTANCE_TIMEOUT"), order => order.IsAccepted) is { } rate && rate < LeastApproval
                ? [new AuditFinding("approval-rate", shop.Name, now, $"{rate:0.0} % of the orders were accepted.")]
                : []),
            Rule("2", "price", orders.Where(order => order.Lines.Any(line => line.UnitPrice < line.AskedPrice) && order.IsAccepted)
                .Select(order => Found(order, order.Decided!.Value, "An order below the price of its offer was accepted."))),
            Rule("3", "shipping-costs", orders.Where(order => order.ShippingPrice > 0 && order.IsAccepted)
                .Select(order => Found(order, order.Decided!.Value, "The delivery was not free of charge, and the order was accepted."))),
            Rule("4", "delivery", orders.Where(order => order.PromisedBy - order.Created >= TimeSpan.FromDays(LongestDelivery))
                .Select(order => Found(order, order.Created, "The customer was promised a delivery of 10 days or more."))),
            Rule("5", "language", shop.Findings),
            Rule("5b", "reply", shop.Findings.Concat(shop.Threads.Where(thread => now - thread.ReplyNeededSince > ReplyWithin)
                .Select(thread => new AuditFinding("reply", thread.Id, now, "A customer has waited for more than 24 hours.")))),
            Rule("6", "tracking", orders.Where(order => order.Tracked is not null && IsTrackedEarly(order, now))
                .Select(order => Found(order, order.Tracked!.Value, "There was a tracking number before the goods had left."))),
            Rule("7", "invoice", orders.Where(order => order.Shipped is not null && shop.Documents.All(document => document.OrderId != order.Id || document.Type != "CUSTOMER_INVOICE"))
                .Select(order => Found(order, order.Shipped!.Value, "The order was shipped without an invoice."))),
            Rule("8", "stock", shop.Findings),
            Rule("9", "incidents", Above(shop, now, "incidents", orders, order => order.HasIncident, MostIncidents)),
            Rule("9", "refunds", Above(shop, now, "refunds", orders, order => order.Lines.Any(line => line.Refunds.Count > 0), MostRefunds)),
            Rule("9", "late-shipments", Above(shop, now, "late-shipments", orders.Where(order => order.Debited is not null), order => IsLate(order, now), MostLate)),
            Rule("10", "shop-state", shop.State == "OPEN" ? [] : [new AuditFinding("shop-state", shop.Name, now, $"The shop is {shop.State}.")]),
            Rule("-", "import-mode", shop.Findings),
            Rule("-", "document-twice", shop.Findings),
            Rule("-", "refund-twice", shop.Findings),
        ]);
    }

    private static AuditedRule Rule(string number, string rule, IEnumerable<AuditFinding> findings) =>
        new(number, rule, [.. findings.Where(finding => finding.Rule == rule || finding.Rule.Length == 0).Select(finding => finding with { Rule = rule })]);

    private static AuditFinding Found(ShopOrder order, DateTimeOffset at, string text) => new(string.Empty, order.Id, at, text);

    private static bool IsTrackedEarly(ShopOrder order, DateTimeOffset now) => order.Left is { } left
        ? order.Tracked < left
        : (order.Shipped ?? now) - order.Tracked > LongTracked;

    private static bool IsLate(ShopOrder order, DateTimeOffset now) => (order.Shipped ?? now) > order.Debited!.Value.AddDays(order.LeadTime);

    private static decimal? Share(IEnumerable<ShopOrder> orders, Func<ShopOrder, bool> isCounted)
    {
        List<ShopOrder> all = [.. orders];
        return all.Count < LeastOrders ? null : 100m * all.Count(isCounted) / all.Count;
    }

    private static AuditFinding[] Above(Shop shop, DateTimeOffset now, string rule, IEnumerable<ShopOrder> orders, Func<ShopOrder, bool> isCounted, decimal most) =>
        Share(orders, isCounted) is { } share && share >= most ? [new AuditFinding(rule, shop.Name, now, $"{share:0.0} % of the orders.")] : [];
}

/// <summary>A rule and what was done against it.</summary>
/// <param name="Number">Number in the operator's list; - for what no shop should do.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Findings">What was done against it; empty: nothing.</param>
public sealed record AuditedRule(string Number, string Rule, IReadOnlyList<AuditFinding> Findings);
