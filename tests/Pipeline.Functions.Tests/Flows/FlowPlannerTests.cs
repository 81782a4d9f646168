using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Scheduling;
using Pipeline.Partners.Flows;

namespace Pipeline.Functions.Tests.Flows;

public sealed class FlowPlannerTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 6, 0, 0, TimeSpan.Zero);

    private static readonly FlowDefinition Stock = new()
    {
        Code = "ingram.stock",
        Title = "Stock",
        Expression = "0 10 * * * *",
        TimeZone = "Europe/Paris",
    };

    private static readonly FlowState Fresh = new() { Code = "ingram.stock" };

    private readonly FlowPlanner planner = new(new NcrontabSchedule());

    [Fact]
    public void A_flow_seen_for_the_first_time_waits_for_its_next_slot()
    {
        FlowSlot slot = planner.Plan(Stock, Fresh, Now);

        Assert.Null(slot.Due);
        Assert.Equal(Now.AddMinutes(10), slot.Next.NextRun);
    }

    [Fact]
    public void A_slot_is_due_when_its_time_has_come()
    {
        FlowSlot slot = planner.Plan(Stock, planner.Plan(Stock, Fresh, Now).Next, Now.AddMinutes(10));

        Assert.Equal(Now.AddMinutes(10), slot.Due);
        Assert.False(slot.Missed);
        Assert.Equal(Now.AddMinutes(70), slot.Next.NextRun);
    }

    [Fact]
    public void After_an_outage_only_the_latest_missed_slot_is_due()
    {
        FlowSlot slot = planner.Plan(Stock, planner.Plan(Stock, Fresh, Now).Next, Now.AddHours(26));

        Assert.Equal(Now.AddMinutes(10).AddHours(25), slot.Due);
        Assert.True(slot.Missed);
        Assert.Equal(Now.AddMinutes(10).AddHours(26), slot.Next.NextRun);
    }

    [Fact]
    public void An_expression_of_seconds_is_caught_up_with_one_slot_after_a_year()
    {
        FlowDefinition often = Stock with { Expression = "*/5 * * * * *" };

        FlowSlot slot = planner.Plan(often, planner.Plan(often, Fresh, Now).Next, Now.AddDays(365));

        Assert.Equal(Now.AddDays(365), slot.Due);
    }

    [Fact]
    public void A_changed_schedule_waits_for_its_own_next_slot()
    {
        FlowState planned = planner.Plan(Stock, Fresh, Now).Next;

        FlowSlot slot = planner.Plan(Stock with { Expression = "0 30 * * * *" }, planned, Now.AddMinutes(10));

        Assert.Null(slot.Due);
        Assert.Equal(Now.AddMinutes(30), slot.Next.NextRun);
    }

    [Fact]
    public void An_operators_schedule_and_zone_win_over_the_settings()
    {
        FlowState chosen = Fresh with { Expression = "0 0 6 * * *", TimeZone = "America/New_York" };

        Assert.Equal(Now.AddHours(4), planner.Plan(Stock, chosen, Now).Next.NextRun);
    }

    [Fact]
    public void A_flow_switched_off_or_not_configured_has_no_slot()
    {
        FlowState planned = planner.Plan(Stock, Fresh, Now).Next;

        FlowSlot off = planner.Plan(Stock, planned with { Enabled = false }, Now.AddDays(1));
        FlowSlot missing = planner.Plan(Stock with { MissingSetting = "Url" }, planned, Now.AddDays(1));

        Assert.Equal((null, null), (off.Due, off.Next.NextRun));
        Assert.Equal((null, null), (missing.Due, missing.Next.NextRun));
    }

    [Fact]
    public void A_pause_ends_by_itself_at_its_end()
    {
        FlowState paused = Fresh with { PausedReason = "stock-taking", PausedUntil = Now };

        Assert.Equal("stock-taking", planner.Plan(Stock, paused, Now.AddSeconds(-1)).Next.PausedReason);
        Assert.Null(planner.Plan(Stock, paused, Now).Next.PausedReason);
    }
}
