using Pipeline.Core.Messages;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Life;
using Pipeline.Core.Orders.Purchasing;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Sales;

namespace Pipeline.Core.Tests.Orders.Life;

public sealed class OrderDecisionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly OrderLimits Limits = new() { LongestWait = TimeSpan.FromHours(1) };

    public static TheoryData<string, string, string> Table => new()
    {
        { "nothing yet", "", "Source" },
        { "blocked", "blocked", "Wait 10:00 Waits for a person." },
        { "planned, prices not checked", "P", "AskPrices" },
        { "planned, price service not available until 09:20", "P@20", "Wait 09:20 The distributor's service is not available; it is tried again." },
        { "planned, that time has come", "P@0", "AskPrices" },
        { "planned, prices checked", "P checked", "Place P1" },
        { "two planned", "P P checked", "Place P1" },
        { "the first one later", "P@20 P checked", "Place P2" },
        { "both later", "P@20 P@10 checked", "Wait 09:10 The distributor's service is not available; it is tried again." },
        { "intent stored, outcome unknown", "S checked", "AskAbout P1" },
        { "unclear comes before new", "P S checked", "AskAbout P2" },
        { "unclear also while blocked", "P S checked blocked", "AskAbout P2" },
        { "unclear also while a person cancels", "P S checked cancel", "AskAbout P2" },
        { "asked a moment ago", "S@5 checked", "Wait 09:05 Whether the distributor has it is not known; it is asked again." },
        { "asked a moment ago, another can go", "S@5 P checked", "Place P2" },
        { "blocked: nothing new", "P checked blocked", "Wait 10:00 Waits for a person." },
        { "blocked: a pause does not wake", "P@20 checked blocked", "Wait 10:00 Waits for a person." },
        { "cancel requested: nothing new", "A P checked cancel", "Wait 10:00 It has to be cancelled at the distributor." },
        { "at the distributor", "A checked", "Wait 10:00 Waits for the distributor's messages." },
        { "at a distributor that pushes nothing", "A>10 checked", "Wait 09:10 The distributor is asked again." },
        { "its time has come", "A>0 checked", "Follow P1" },
        { "also while blocked", "A>0 checked blocked", "Follow P1" },
        { "also while a person cancels", "A>0 checked cancel", "Follow P1" },
        { "what is ready goes first", "A>0 P checked", "Place P2" },
        { "one of two", "A>10 A>0 checked", "Follow P2" },
        { "nothing more is to be learnt", "A>x checked", "Wait 10:00 Waits for the distributor's messages." },
        { "one refused, its line is open", "A R checked", "Source" },
        { "one refused and blocked for it", "A R checked blocked", "Wait 10:00 Waits for a person." },
        { "one cancelled at a person's wish", "A C checked cancel", "Wait 10:00 It has to be cancelled at the distributor." },
        { "all refused", "R R checked", "End" },
        { "simulated", "T T checked", "End" },
        { "cancelled", "C cancelled", "End" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void What_comes_next_follows_from_the_record(string situation, string record, string expected)
    {
        OrderDecision decision = OrderDecisions.Next(Read(record), Now, Limits);

        string actual = decision.Step switch
        {
            NextStep.Wait => $"Wait {decision.Until:HH:mm} {decision.Reason}",
            _ => $"{decision.Step} {decision.Number}".TrimEnd(),
        };
        Assert.True(expected == actual, $"{situation}: {expected} was expected, but it is {actual}");
    }

    [Fact]
    public void A_wait_ends_when_an_alarm_is_due()
    {
        OrderRecord record = Read("A checked");
        record = record with { Attempts = [record.Attempts[0] with { HeldSince = Now.AddHours(-23.5) }] };

        Assert.Equal(Now.AddMinutes(30), OrderDecisions.Next(record, Now, Limits).Until);
    }

    /// <summary>P planned, S sending, A acknowledged, R refused, C cancelled, T simulated; @n: not before 09:n; >n: followed at 09:n, >x: not any more.</summary>
    private static OrderRecord Read(string text)
    {
        string[] words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        List<PurchaseOrder> orders = [];
        List<PurchaseAttempt> attempts = [];
        foreach (string word in words.Where(word => word.Length == 1 || word[1] is '@' or '>'))
        {
            int line = orders.Count + 1;
            PurchaseOrder order = AnOrder.With(AnOrder.Line(line, "A", 2, 10)) with
            {
                Number = PurchaseOrderNumber.Parse($"P{line}"),
                Phase = word[0] switch
                {
                    'P' => PurchasePhase.Planned, 'S' => PurchasePhase.Sending, 'A' => PurchasePhase.Acknowledged,
                    'R' => PurchasePhase.Refused, 'C' => PurchasePhase.Cancelled, _ => PurchasePhase.Simulated,
                },
                Follow = word.Contains('>', StringComparison.Ordinal) ? new PurchaseFollow { Since = Now, NextAt = Time(word) } : null,
            };
            orders.Add(order);
            attempts.Add(new PurchaseAttempt
            {
                Number = order.Number,
                AcknowledgedAt = Now,
                NotBefore = word.Contains('@', StringComparison.Ordinal) ? Time(word) : null,
            });
        }

        return new OrderRecord
        {
            Order = new SalesOrder
            {
                OrderId = "o1",
                Source = OrderSource.Api,
                Lines =
                [
                    .. Enumerable.Range(1, Math.Max(1, orders.Count)).Select(line => new SalesOrderLine
                    {
                        LineNumber = new LineNumber(line), Distributor = "ingram-micro", Sku = "A", Quantity = 2,
                    }),
                ],
                PurchaseOrders = orders,
                BlockedReason = words.Contains("blocked") ? "X" : null,
                IsCancelRequested = words.Contains("cancel"),
                IsCancelled = words.Contains("cancelled"),
            },
            ReceivedAt = Now,
            ChangedAt = Now,
            Attempts = attempts,
            ArePricesChecked = words.Contains("checked"),
        };
    }

    private static DateTimeOffset? Time(string word) =>
        int.TryParse(word[2..], System.Globalization.CultureInfo.InvariantCulture, out int minutes) ? Now.AddMinutes(minutes) : null;
}
