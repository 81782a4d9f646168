using System.Text.Json;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Invoicing;
using Pipeline.Core.Orders.Purchasing;
using Xunit.Abstractions;
using static Pipeline.Core.Tests.Orders.AnOrder;

namespace Pipeline.Core.Tests.Orders;

/// <summary>Order of arrival means nothing: any permutation with any duplicates ends in the same state.</summary>
public sealed class AnyOrderOfArrivalTests(ITestOutputHelper output)
{
    private static readonly OrderMessage[] Story =
    [
        Response(1, null) with { Status = ResponseStatus.Rejected },
        UsualResponse(2),
        Response(3, "8001", Answer(1, 10, "A2", 2, 2, 0), Answer(2, 20, "B", 3, 3, 0)),
        Response(3, "8002", Answer(2, 10, "B", 2, 0, 2)),
        Status(2, OrderStatusCode.OnHold, StatusLine(20, "B", 5, 0, 5)),
        Status(4, OrderStatusCode.Open, StatusLine(20, "B", 5, 3, 2) with { DeliveryDate = new DateOnly(2026, 3, 26) }),
        Status(4, OrderStatusCode.Open, StatusLine(20, "B", 5, 3, 2) with { DeliveryDate = new DateOnly(2026, 3, 27) }),
        Advice(5, "D1", Carton(10, "A2", 1, "T1", "S1"), Carton(10, "A2", 1, "T2", "S2"), Carton(20, "B", 3, "T2")),
        Advice(6, "D1", Carton(10, "A2", 1, "T1", "S1"), Carton(20, "B", 3, "T2")),
        Advice(7, "D2", Carton(10, "B", 2, null)) with { DistributorOrderNumber = "8002" },
        Bill(6, "I1", Billed("001", "A2", 2, 10), Billed("002", "B", 3, 20)),
        Bill(8, "I2", Billed("002", "B", 2, 20)) with { DistributorOrderNumbers = ["8002"] },
        Bill(8, "I3") with { Charges = [new InvoiceCharge { Type = "FREIGHT", Amount = 9.95m, VatRatePercent = 20 }] },
        Bill(9, "C1", Billed("001", "A2", 1, 10)) with { Kind = InvoiceKind.CreditNote },
    ];

    [Fact]
    public void Any_permutation_and_duplication_ends_in_the_same_state()
    {
        const int Seed = 20260310;
        output.WriteLine($"seed {Seed}");
        Random random = new(Seed);
        string expected = State(Story);

        for (int round = 0; round < 500; round++)
        {
            List<OrderMessage> delivered = [.. Story, .. Story.Where(_ => random.Next(3) == 0), .. Story.Where(_ => random.Next(5) == 0)];
            OrderMessage[] shuffled = [.. delivered];
            random.Shuffle(shuffled);

            string actual = State(shuffled);

            Assert.True(expected == actual, $"seed {Seed}, round {round}\n{expected}\n{actual}");
        }
    }

    [Fact]
    public void The_story_ends_as_a_person_would_say()
    {
        Assert.Equal("Complete: Invoiced 2/0/0/0/1/2; Invoiced 5/0/0/0/5/5", Placed.After(Story).Show());
    }

    [Fact]
    public void Stored_and_read_messages_end_in_the_same_state()
    {
        OrderMessage[] stored = [.. Story.Select(message => OrderMessageJson.Read(OrderMessageJson.Write(message)))];

        Assert.Equal(State(Story), State(stored));
    }

    private static string State(IEnumerable<OrderMessage> messages)
    {
        PurchaseOrder order = messages.Aggregate(Placed, (current, message) => current.Apply(message).Value);
        return JsonSerializer.Serialize(order.Progress());
    }
}
