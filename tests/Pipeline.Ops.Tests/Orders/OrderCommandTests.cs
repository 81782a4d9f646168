using Pipeline.Core.Audit;
using Pipeline.Core.Orders;
using Pipeline.Core.Orders.Records;
using Pipeline.Ops.Tests.Support;
using static Pipeline.Ops.Tests.Orders.OrderSamples;

namespace Pipeline.Ops.Tests.Orders;

/// <summary>What people do to an order.</summary>
public sealed class OrderCommandTests : IDisposable
{
    private readonly OpsSite site = new();

    [Fact]
    public async Task A_release_is_asked_for_with_its_numbers_and_needs_a_reason()
    {
        site.Trade.Orders.Put(Blocked("PX1"));

        OpsReply asked = await site.GetAsync("/ops/orders/PX1/release");
        OpsReply refused = await site.PostAsync("/ops/orders/PX1/release", null, ("version", "1"));

        Assert.Equal("Release order PX1?", asked.TextOf("h1"));
        Assert.Contains("orders at 685.00 EUR, although the limit is 612.40 EUR.", asked.TextOf("main > ul li"), StringComparison.Ordinal);
        Assert.Equal((422, "Say why."), (refused.Status, refused.TextOf(".fault")));
        Assert.Equal(OrderState.Blocked, site.Trade.Orders["PX1"].State);
        Assert.Empty(site.Audit.Entries);
    }

    [Fact]
    public async Task A_release_lets_the_order_go_on_and_is_remembered()
    {
        site.Trade.Orders.Put(Blocked("PX1"));

        OpsReply sent = await site.PostAsync("/ops/orders/PX1/release", null, ("version", "1"), ("reason", "The customer pays."));
        OpsReply reply = await site.GetAsync(sent.Location!);

        Assert.Equal("The order is released and goes on.", reply.TextOf(".answer"));
        Assert.True(site.Trade.Orders["PX1"].IsReleased);
        Assert.Equal(["PX1"], site.Trade.Orders.Signals);
        AuditEntry entry = Assert.Single(site.Audit.Entries);
        Assert.Equal(("order.release", "blocked", "The customer pays.", AuditResult.Done), (entry.Action, entry.Before, entry.Reason, entry.Result));
        Assert.Contains("The customer pays.", reply.TextOf(".steps"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_is_taken_back_with_the_undo_of_its_answer_and_stays_in_the_audit()
    {
        site.Trade.Orders.Put(Blocked("PX1"));
        OpsReply noted = await site.GetAsync((await site.PostAsync("/ops/orders/PX1/note", null, ("note", "Called them."))).Location!);
        string version = noted.Page.QuerySelector(".answer input[name=version]")!.GetAttribute("value")!;

        OpsReply other = await site.PostAsync("/ops/orders/PX2/unnote", null, ("version", version));
        OpsReply reply = await site.GetAsync((await site.PostAsync("/ops/orders/PX1/unnote", null, ("version", version))).Location!);

        Assert.Contains("Called them.", noted.TextOf(".steps"), StringComparison.Ordinal);
        Assert.Equal((409, "The note is taken back."), (other.Status, reply.TextOf(".answer")));
        Assert.DoesNotContain("Called them.", reply.Text, StringComparison.Ordinal);
        Assert.Equal(["order.note", "order.unnote"], site.Audit.Entries.Select(static entry => entry.Action));
        Assert.Contains("Note at an order taken back", (await site.GetAsync("/ops/audit?action=order.unnote")).TextOf("tbody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_was_written_for_another_version_does_nothing_and_one_sent_twice_acts_once()
    {
        site.Trade.Orders.Put(Blocked("PX1"));
        (string, string)[] form = [("version", "1"), ("reason", "Yes"), ("command", Guid.CreateVersion7().ToString())];

        OpsReply stale = await site.PostAsync("/ops/orders/PX1/release", null, ("version", "0"), ("reason", "Yes"));
        OpsReply first = await site.PostAsync("/ops/orders/PX1/release", null, form);
        OpsReply second = await site.PostAsync("/ops/orders/PX1/release", null, form);

        Assert.Equal((409, 303, 303), (stale.Status, first.Status, second.Status));
        Assert.Equal(first.Location, second.Location);
        Assert.Single(site.Trade.Orders.Signals);
        Assert.Single(site.Audit.Entries);
    }

    [Theory]
    [InlineData("retry", OrderState.Placed)]
    [InlineData("cancel", OrderState.Cancelled)]
    public async Task Retry_and_cancel_act(string verb, OrderState after)
    {
        site.Trade.Orders.Put(Blocked("PX1"));

        OpsReply reply = await site.PostAsync($"/ops/orders/PX1/{verb}", null, ("version", "1"), ("reason", "Yes"));

        Assert.Contains($"done=Orders.{verb}", reply.Location, StringComparison.Ordinal);
        Assert.Null(site.Trade.Orders["PX1"].Order.Obstacles is { Count: > 0 } && after != OrderState.Cancelled ? "still blocked" : null);
        Assert.Equal(after == OrderState.Cancelled, site.Trade.Orders["PX1"].State == OrderState.Cancelled);
    }

    [Fact]
    public async Task A_command_that_does_not_fit_is_refused_in_words()
    {
        site.Trade.Orders.Put(Order("PX1"));

        OpsReply reply = await site.GetAsync((await site.PostAsync("/ops/orders/PX1/release", null, ("version", "1"), ("reason", "Yes"))).Location!);

        Assert.StartsWith("Nothing was done:", reply.TextOf(".answer"), StringComparison.Ordinal);
        Assert.Equal(("ORDER_NOT_BLOCKED", AuditResult.Refused), (site.Audit.Entries[0].Code, site.Audit.Entries[0].Result));
    }

    [Fact]
    public async Task Personal_data_go_only_when_the_number_is_typed()
    {
        OrderRecord record = Order("PX1");
        site.Trade.Orders.Put(record with { Order = record.Order with { IsCancelled = true } });

        OpsReply wrong = await site.PostAsync("/ops/orders/PX1/erase", null, ("version", "1"), ("reason", "Asked by letter"), ("typed", "PX2"));
        OpsReply right = await site.PostAsync("/ops/orders/PX1/erase", null, ("version", "1"), ("reason", "Asked by letter"), ("typed", "PX1"));

        Assert.Equal((422, "Type PX1 exactly."), (wrong.Status, wrong.TextOf(".fault")));
        Assert.Equal(303, right.Status);
        Assert.Null(site.Trade.Orders["PX1"].Order.ShipTo);
        Assert.NotNull(site.Trade.Orders["PX1"].ErasedAt);
        Assert.Contains("Erased on", (await site.GetAsync("/ops/orders/PX1")).TextOf(".facts"), StringComparison.Ordinal);
    }

    public void Dispose() => site.Dispose();
}
