using System.Text.Json;
using Pipeline.Simulators.Mirakl;
using Pipeline.Simulators.Mirakl.Faults;
using Pipeline.TestSupport;

namespace Pipeline.Simulators.Tests.Mirakl;

/// <summary>Faults of the connection, of answers and of reports, and what later versions of the platform may do to answers.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private MiraklStage stage = null!;

    public async Task InitializeAsync() => stage = await (await MiraklStage.StartAsync()).WithOffersAsync();

    public async Task DisposeAsync() => await stage.DisposeAsync();

    [Fact]
    public async Task A_call_may_be_done_although_no_answer_comes()
    {
        string order = await stage.BuyAsync();
        stage.Simulator.Faults.Set(new MiraklFaultSwitch(MiraklFault.TimeoutAfterCommit) { Count = 1, On = "OR21" });

        await Assert.ThrowsAsync<HttpRequestException>(() => stage.DecideAsync(order, true));

        Assert.Equal("WAITING_DEBIT", await stage.StateAsync(order));
        Assert.Equal("ORDER_INVALID_STATE", (await stage.DecideAsync(order, true)).Code);
    }

    [Fact]
    public async Task A_connection_may_be_cut_before_anything_is_done()
    {
        string order = await stage.BuyAsync();
        stage.Simulator.Faults.Set(new MiraklFaultSwitch(MiraklFault.ConnectionCut) { Count = 1, Subject = order });

        await Assert.ThrowsAsync<HttpRequestException>(() => stage.DecideAsync(order, true));

        Assert.Equal("WAITING_ACCEPTANCE", await stage.StateAsync(order));
    }

    [Theory]
    [InlineData(false, "WAITING_ACCEPTANCE")]
    [InlineData(true, "WAITING_DEBIT")]
    public async Task A_failure_comes_once_before_or_after_the_call_is_done(bool isDone, string state)
    {
        string order = await stage.BuyAsync();
        stage.Simulator.Faults.Set(new MiraklFaultSwitch(MiraklFault.InternalFailure) { Count = 1, On = "OR21", Done = isDone });

        Assert.Equal(500, (await stage.DecideAsync(order, true)).Status);
        Assert.Equal(state, await stage.StateAsync(order));
        Assert.Equal(1, stage.Simulator.Faults.Happened[MiraklFault.InternalFailure]);
    }

    [Theory]
    [InlineData(MiraklFault.Unavailable, 503)]
    [InlineData(MiraklFault.FeatureDenied, 403)]
    [InlineData(MiraklFault.KeyRevoked, 401)]
    [InlineData(MiraklFault.TooManyRequests, 429)]
    public async Task A_call_is_refused_while_the_fault_is_on(MiraklFault fault, int status)
    {
        stage.Simulator.Faults.Set(fault, 1);

        Assert.Equal(status, (await stage.GetAsync("/api/offers")).Status);
        Assert.Equal(200, (await stage.GetAsync("/api/offers")).Status);
    }

    [Theory]
    [InlineData(MiraklFault.EmptyErrorBody, "")]
    [InlineData(MiraklFault.HtmlErrorBody, "<html><body>Service unavailable</body></html>")]
    public async Task A_refusal_may_have_another_body_or_none(MiraklFault fault, string body)
    {
        stage.Simulator.Faults.Set(fault, 1);

        MiraklAnswered answer = await stage.GetAsync("/api/offers/1");

        Assert.Equal((404, body), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task An_answer_may_come_late()
    {
        stage.Simulator.Faults.Set(new MiraklFaultSwitch(MiraklFault.Slow) { Count = 1, Delay = TimeSpan.FromSeconds(30) });
        int timers = stage.Clock.TimersMade;

        Task<MiraklAnswered> slow = stage.GetAsync("/api/offers");
        await WaitFor.TrueAsync(() => stage.Clock.TimersMade > timers);
        stage.Clock.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(200, (await slow).Status);
    }

    [Fact]
    public async Task A_report_may_be_cut_or_missing_while_the_state_says_that_it_is_there()
    {
        JsonElement tracking = await stage.ImportOffersAsync("A3;1;EAN;1;1;11;1;");
        string path = $"/api/offers/imports/{tracking.GetProperty("import_id")}/error_report";
        string whole = (await stage.GetAsync(path)).Text;
        stage.Simulator.Faults.Set(MiraklFault.ReportCut, 1);
        string cut = (await stage.GetAsync(path)).Text;
        stage.Simulator.Faults.Set(MiraklFault.ReportMissing, 1);

        Assert.True(tracking.GetProperty("has_error_report").GetBoolean());
        Assert.Equal(whole[..(whole.Length / 2)], cut);
        Assert.Equal([MiraklFault.ReportCut], stage.Simulator.Journal.Of("OF03")[^1].Faults);
        Assert.Equal(404, (await stage.GetAsync(path)).Status);
        Assert.Equal(whole, (await stage.GetAsync(path)).Text);
    }

    [Fact]
    public async Task Members_may_be_unknown_absent_or_in_another_order()
    {
        JsonElement usual = await stage.OfferAsync("A1");
        stage.HasNoise = true;
        stage.Simulator.Faults.Set(MiraklFault.UnknownMembers, 1);
        JsonElement unknown = await stage.OfferAsync("A1");
        stage.Simulator.Faults.Set(MiraklFault.AbsentMembers, 1);
        JsonElement absent = await stage.OfferAsync("A1");
        stage.Simulator.Faults.Set(MiraklFault.ShuffledMembers, 1);
        JsonElement shuffled = await stage.OfferAsync("A1");

        Assert.True(unknown.TryGetProperty("something_new", out _));
        Assert.Equal((true, false), (usual.TryGetProperty("favorite_rank", out _), absent.TryGetProperty("favorite_rank", out _)));
        Assert.NotEqual(Members(usual), Members(shuffled));
        Assert.Equal(Members(usual).Order(StringComparer.Ordinal), Members(shuffled).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lists_of_codes_may_have_new_ones()
    {
        stage.HasNoise = true;
        stage.Simulator.Faults.Set(MiraklFault.UnknownValues);

        Assert.Contains("SOMETHING_NEW", (await stage.GetAsync("/api/reasons")).Text, StringComparison.Ordinal);
        Assert.Contains("SOMETHING_NEW", (await stage.OfferAsync("A1")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Noise_comes_by_chance_and_is_the_same_from_the_same_seed()
    {
        async Task<string[]> AnswersAsync()
        {
            await using MiraklStage noisy = await MiraklStage.StartAsync(new MiraklOptions { LimitFactor = 0, NoiseSeed = 7 });
            noisy.HasNoise = true;
            Assert.Equal(7, (await noisy.ControlAsync(HttpMethod.Get, "noise")).GetProperty("seed").GetInt32());
            List<string> answers = [];
            for (int number = 0; number < 20; number++)
            {
                answers.Add((await noisy.GetAsync("/api/reasons")).Text);
            }

            return [.. answers];
        }

        string[] answers = await AnswersAsync();

        Assert.Equal(answers, await AnswersAsync());
        Assert.InRange(answers.Distinct().Count(), 3, 20);
    }

    private static string[] Members(JsonElement value) => [.. value.EnumerateObject().Select(member => member.Name)];
}
