using Pipeline.Simulators.Mirakl;
using Pipeline.Simulators.Mirakl.Faults;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>How often an operation may be called.</summary>
public sealed class RateLimitTests : IAsyncLifetime
{
    private MiraklStage stage = null!;

    public async Task InitializeAsync() => stage = await MiraklStage.StartAsync(new MiraklOptions());

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Theory]
    [InlineData("/api/hierarchies", 3600)]
    [InlineData("/api/products/attributes", 3600)]
    [InlineData("/api/values_lists", 3600)]
    [InlineData("/api/account", 86400)]
    [InlineData("/api/channels", 86400)]
    [InlineData("/api/offers/imports", 60)]
    [InlineData("/api/products/imports", 60)]
    [InlineData("/api/mcm/products/sources/status/export", 14400)]
    [InlineData("/api/mcm/products/sources/status/export?updated_since=2026-03-10T06:00:00Z", 300)]
    public async Task A_second_call_waits_for_its_time(string path, int seconds)
    {
        _ = await stage.GetAsync(path);
        MiraklAnswered early = await stage.GetAsync(path);
        stage.Clock.Advance(TimeSpan.FromSeconds(seconds));
        MiraklAnswered late = await stage.GetAsync(path);

        Assert.Equal((429, TimeSpan.FromSeconds(seconds)), (early.Status, early.RetryAfter));
        Assert.InRange(late.Status, 200, 204);
    }

    [Theory]
    [InlineData("/api/orders", 429)]
    [InlineData("/api/orders?offset=10", 200)]
    [InlineData("/api/orders?order_ids=PXT-10001-A", 200)]
    public async Task Polling_of_orders_has_a_limit_further_pages_and_looks_at_certain_orders_have_none(string path, int status)
    {
        _ = await stage.GetAsync("/api/orders");

        Assert.Equal(status, (await stage.GetAsync(path)).Status);
    }

    [Fact]
    public async Task External_partners_poll_orders_every_15_minutes()
    {
        await using MiraklStage partner = await MiraklStage.StartAsync(new MiraklOptions { OrderPolling = TimeSpan.FromMinutes(15) });
        _ = await partner.GetAsync("/api/orders");

        Assert.Equal(TimeSpan.FromMinutes(15), (await partner.GetAsync("/api/orders")).RetryAfter);
    }

    [Fact]
    public async Task Each_shop_and_each_operation_has_its_own_limit()
    {
        _ = await stage.GetAsync("/api/hierarchies");

        Assert.Equal(200, (await stage.GetAsync("/api/hierarchies?shop_id=2102")).Status);
        Assert.Equal(200, (await stage.GetAsync("/api/values_lists")).Status);
    }

    [Fact]
    public async Task Offers_may_be_sent_once_a_minute()
    {
        Task<MiraklAnswered> Send(string file) => stage.UploadAsync("/api/offers/imports", file, "import_mode=NORMAL");

        Assert.Equal(201, (await Send("sku\n1\n")).Status);
        Assert.Equal(429, (await Send("sku\n2\n")).Status);
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(201, (await Send("sku\n2\n")).Status);
    }

    [Fact]
    public async Task Offers_with_products_and_products_may_be_sent_every_15_minutes()
    {
        Task<MiraklAnswered> Send(string file) => stage.UploadAsync("/api/offers/imports", file, "import_mode=NORMAL", "with_products=true");

        Assert.Equal(201, (await Send("sku\n1\n")).Status);
        Assert.Equal(429, (await Send("sku\n2\n")).Status);
        _ = await stage.UploadAsync("/api/products/imports", "sku\n1\n");
        Assert.Equal(TimeSpan.FromMinutes(15), (await stage.UploadAsync("/api/products/imports", "sku\n1\n")).RetryAfter);
    }

    [Fact]
    public async Task Limits_follow_a_clock_that_runs_faster_and_a_factor()
    {
        _ = await stage.ControlAsync(HttpMethod.Put, "clock", """{"speed":3600}""");
        _ = await stage.GetAsync("/api/hierarchies");
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await stage.GetAsync("/api/hierarchies")).Status);

        _ = await stage.ControlAsync(HttpMethod.Put, "clock", """{"speed":1}""");
        _ = await stage.ControlAsync(HttpMethod.Put, "limits", """{"factor":60}""");
        Assert.Equal(TimeSpan.FromMinutes(1), (await stage.GetAsync("/api/hierarchies")).RetryAfter);
    }

    [Theory]
    [InlineData(MiraklFault.RetryAfterMissing, null)]
    [InlineData(MiraklFault.RetryAfterHuge, 86400)]
    public async Task The_header_may_be_missing_or_huge(MiraklFault fault, int? seconds)
    {
        stage.Simulator.Faults.Set(fault);
        stage.Simulator.Faults.Set(MiraklFault.TooManyRequests, 1);

        MiraklAnswered answer = await stage.GetAsync("/api/reasons");

        Assert.Equal(429, answer.Status);
        Assert.Equal(seconds, (int?)answer.RetryAfter?.TotalSeconds);
    }
}
