using Pipeline.Core.Reconciliation;

namespace Pipeline.Core.Tests.Reconciliation;

/// <summary>What becomes of a difference from one comparison to the next.</summary>
public sealed class ReconciliationItemTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 12, 9, 0, 0, TimeSpan.Zero);
    private static readonly OrderDifference Amount = new("AMOUNT_DIFFERS") { PurchaseOrderNumber = "PX1", DistributorOrderNumber = "8001", Theirs = "130 USD" };
    private static readonly OrderDifference Hold = new("HOLD_LONG") { PurchaseOrderNumber = "PX1", After = TimeSpan.FromHours(24) };

    [Fact]
    public void Found_again_it_is_the_same_item_with_what_is_there_now()
    {
        ReconciliationItem first = See(null, Amount, 0);
        ReconciliationItem again = See(first, Amount with { DistributorOrderNumber = "8002", Theirs = "140 USD" }, 24);

        Assert.Equal((first.Id, Now, Now.AddHours(24)), (again.Id, again.FirstSeen, again.LastSeen));
        Assert.Equal((ReconciliationState.Open, "140 USD"), (again.State, again.Difference.Theirs));
    }

    [Fact]
    public void No_longer_found_it_is_resolved_and_found_once_more_open()
    {
        ReconciliationItem resolved = See(null, Amount, 0).Miss()!;
        ReconciliationItem again = See(resolved, Amount, 48);

        Assert.Equal((ReconciliationState.Resolved, Now), (resolved.State, resolved.LastSeen));
        Assert.Equal((ReconciliationState.Open, Now, Now.AddHours(48)), (again.State, again.FirstSeen, again.LastSeen));
    }

    [Theory]
    [InlineData(23.99, null)]
    [InlineData(24, ReconciliationState.Open)]
    public void What_may_last_a_while_is_no_difference_before(double hours, ReconciliationState? state)
    {
        ReconciliationItem first = See(null, Hold, 0);

        Assert.Null(first.State);
        Assert.Equal(state, See(first, Hold, hours).State);
        Assert.Equal(state, See(null, Hold with { Since = Now }, hours).State);
    }

    [Fact]
    public void What_ended_before_it_was_a_difference_leaves_nothing_behind() => Assert.Null(See(null, Hold, 0).Miss());

    [Fact]
    public void A_resolved_hold_that_begins_anew_stays_resolved_until_it_has_lasted()
    {
        ReconciliationItem resolved = See(See(null, Hold, 0), Hold, 24).Miss()!;
        ReconciliationItem anew = See(resolved, Hold, 48);

        Assert.Equal(ReconciliationState.Resolved, anew.State);
        Assert.Equal(ReconciliationState.Resolved, See(anew, Hold, 71).State);
        Assert.Equal(ReconciliationState.Open, See(anew, Hold, 72).State);
    }

    [Fact]
    public void Another_kind_number_line_or_distributor_is_another_item() => Assert.Equal(
        5,
        new[]
        {
            See(null, Amount, 0), See(null, Hold, 0), See(null, Amount with { PurchaseOrderNumber = "PX2" }, 0), See(null, Amount with { Line = "1" }, 0),
            ReconciliationItem.See(null, "other", Amount, default, Now),
        }.DistinctBy(static item => item.Id).Count());

    [Fact]
    public void An_order_that_is_missing_here_goes_by_the_distributors_number()
    {
        OrderDifference missing = new("MISSING_HERE") { PurchaseOrderNumber = "X", DistributorOrderNumber = "8001" };

        Assert.Equal(See(null, missing, 0).Id, See(null, missing with { PurchaseOrderNumber = null }, 0).Id);
        Assert.NotEqual(See(null, missing, 0).Id, See(null, missing with { DistributorOrderNumber = "8002" }, 0).Id);
    }

    private static ReconciliationItem See(ReconciliationItem? known, OrderDifference difference, double hours) =>
        ReconciliationItem.See(known, "acme", difference, new DateOnly(2026, 3, 11), Now.AddHours(hours));
}
